using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Graphs;

/// <summary>
/// One computation of the graph: an operation, its inputs, and how its result is held. Every node is computed once, in the block and
/// at the place where it stands, so a node is also the name of its value (static single assignment form).
/// </summary>
public sealed class Node
{
    internal Node(int id, NodeOp op, Representation representation, Node[] inputs)
    {
        Id = id;
        Op = op;
        Representation = representation;
        Inputs = inputs;
    }

    /// <summary>Number in the text form.</summary>
    public int Id { get; }

    /// <summary>What is computed.</summary>
    public NodeOp Op { get; internal set; }

    /// <summary>How the result is held.</summary>
    public Representation Representation { get; internal set; }

    /// <summary>For an object: its kind.</summary>
    public Kind Kind { get; internal set; }

    /// <summary>The inputs; a phi has one per predecessor of its block.</summary>
    public Node[] Inputs { get; internal set; }

    /// <summary>A constant's payload, or the small operand that the table describes.</summary>
    public long Number { get; internal set; }

    /// <summary>An object the operation refers to: constant, cell, shape, prototype, builtin.</summary>
    public object? Aux { get; internal set; }

    /// <summary>A second such object: what a global held when it was compiled.</summary>
    public object? Expected { get; internal set; }

    /// <summary>Whether the function ends with it: what it calls takes the function's place.</summary>
    internal bool IsTailCall => Op is NodeOp.TailCallFunction or NodeOp.TailCallPrepared;

    /// <summary>Where the interpreter continues if the node exits.</summary>
    public FrameState? State { get; internal set; }

    /// <summary>Why the node exits.</summary>
    public ExitReason Reason { get; internal set; }

    /// <summary>The instruction whose expectation a guard checks, in the function of <see cref="SitePrototype"/>.</summary>
    public int SitePc { get; internal set; }

    /// <summary>The function of <see cref="SitePc"/>.</summary>
    public Bytecode.Prototype? SitePrototype { get; internal set; }

    /// <summary>For a call: the activation it belongs to while the graph is being built.</summary>
    internal string? Activation { get; set; }

    /// <summary>Number of inlined calls around it.</summary>
    public int FrameDepth { get; internal set; }

    /// <summary>The block it stands in.</summary>
    public Block? Block { get; internal set; }

    /// <summary>The row of its operation.</summary>
    public NodeInfo Info => NodeTable.Of(Op);

    /// <summary>Whether it is a constant.</summary>
    public bool IsConstant => Op is >= NodeOp.ConstantInt and <= NodeOp.ConstantObject;

    /// <summary>The double of a constant.</summary>
    public double Float => BitConverter.Int64BitsToDouble(Number);

    /// <inheritdoc/>
    public override string ToString() => $"v{Id}:{Op}";
}
