using System.Collections.Concurrent;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff;

/// <summary>Methods of host objects in the form that method calls expect: a function whose first argument is the receiver.</summary>
internal static class HostMethods
{
    private static readonly ConcurrentDictionary<string, Value> s_methods = new();

    /// <summary>The function that calls a method by name.</summary>
    public static Value Of(string name) => s_methods.GetOrAdd(name, static n => new Value(new BuiltinObject(
        n,
        1,
        -1,
        (context, arguments) => ((RuffHostObject)arguments[0].Tag).InvokeMethod(context, n, arguments[1..]))));
}
