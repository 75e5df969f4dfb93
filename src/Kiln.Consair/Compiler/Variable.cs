using Kiln.Consair.Semantics;

namespace Kiln.Consair.Compiler;

/// <summary>A local variable: a parameter, a name bound by <c>let</c>, or a <c>label</c> inside a function.</summary>
internal sealed class Variable(Symbol name, FunctionInfo owner, bool isBound)
{
    /// <summary>The name.</summary>
    public Symbol Name { get; } = name;

    /// <summary>The function whose activation holds it.</summary>
    public FunctionInfo Owner { get; } = owner;

    /// <summary>Whether it has a value from the start. A label's name has none until the label was evaluated, and until then means what it means outside.</summary>
    public bool IsBound { get; } = isBound;

    /// <summary>How many labels assign it.</summary>
    public int Assignments { get; set; }

    /// <summary>When the analyser was done with the first assignment.</summary>
    public int AssignedAt { get; set; } = int.MaxValue;

    /// <summary>Whether the assignment may not happen although control passes its place.</summary>
    public bool IsConditional { get; set; }

    /// <summary>Whether a function inside captures it before it has its last value: it then lives in a cell.</summary>
    public bool NeedsCell { get; set; }

    /// <summary>The function that is its only value: inside of it, the name means the running function.</summary>
    public FunctionInfo? OnlyValue { get; set; }

    /// <summary>The register while its owner's code is made.</summary>
    public int Register { get; set; } = -1;

    /// <summary>Whether it surely has a value for code that the analyser met at a time, in the owner itself.</summary>
    public bool IsSurelyBoundAt(int time) => IsBound || (!IsConditional && time >= AssignedAt);
}
