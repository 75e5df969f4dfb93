using Kiln.Bytecode;

namespace Kiln.Values;

/// <summary>A guest function: its code and the variables it captured.</summary>
public sealed class FunctionObject : HeapObject
{
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
