using Kiln.Bytecode;

namespace Kiln.Values;

/// <summary>A guest function: its code and the variables it captured.</summary>
public sealed class FunctionObject : HeapObject
{
    /// <summary>The captures of a function that has none.</summary>
#pragma warning disable CA1825 // the common empty array of a structure costs a compilation at every start
    public static readonly Value[] NoCaptures = new Value[0];
#pragma warning restore CA1825

    /// <summary>Closes code over captured variables.</summary>
    /// <param name="prototype">The code.</param>
    /// <param name="captures">One value or cell per capture of the prototype.</param>
    public FunctionObject(Prototype prototype, Value[] captures)
        : base(Kind.Function)
    {
        Prototype = prototype;
        Captures = captures;
    }

    /// <summary>The code.</summary>
    public readonly Prototype Prototype;

    /// <summary>The captured values and cells.</summary>
    public readonly Value[] Captures;
}
