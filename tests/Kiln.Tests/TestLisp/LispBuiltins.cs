using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Tests.TestLisp;

/// <summary>Builtins of the test language beside those of Ruff.</summary>
internal static class LispBuiltins
{
    public static IReadOnlyList<BuiltinObject> All { get; } =
    [
        new("apply", 1, -1, static (context, arguments) => context.TailCall(arguments[0], Spread(arguments[1..])), BuiltinTraits.TailCalls, "apply(f, x, ..., array): ends with a call of f"),
        new("call", 1, -1, static (context, arguments) => context.Call(arguments[0], arguments[1..].ToArray()), BuiltinTraits.None, "call(f, x, ...): calls f"),
        new("tail", 1, -1, static (context, arguments) => context.TailCall(arguments[0], arguments[1..]), BuiltinTraits.TailCalls, "tail(f, x, ...): ends with a call of f"),
    ];

    private static Value[] Spread(ReadOnlySpan<Value> arguments)
    {
        var all = new List<Value>();
        foreach (Value argument in arguments)
        {
            if (argument.IsArray)
            {
                for (int i = 0; i < argument.AsArray.Count; i++)
                {
                    all.Add(argument.AsArray[i]);
                }
            }
            else
            {
                all.Add(argument);
            }
        }

        return [.. all];
    }
}
