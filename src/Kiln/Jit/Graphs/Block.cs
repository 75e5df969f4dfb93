namespace Kiln.Jit.Graphs;

/// <summary>How a block ends.</summary>
public enum BlockEnd : byte
{
    /// <summary>Not finished yet.</summary>
    None,

    /// <summary>Goes to its only successor.</summary>
    Jump,

    /// <summary>Goes to the first successor if the condition holds, else to the second.</summary>
    Branch,

    /// <summary>The call's result is <see cref="Block.Operand"/>.</summary>
    Return,

    /// <summary>Leaves to the interpreter.</summary>
    Exit,

    /// <summary>The call does not complete normally: what is pending passes to the caller.</summary>
    Abandon,
}

/// <summary>A sequence of nodes that are carried out one after the other.</summary>
public sealed class Block
{
    internal Block(int id) => Id = id;

    /// <summary>Number in the text form.</summary>
    public int Id { get; }

    /// <summary>The phis: values that depend on where control came from.</summary>
    public List<Node> Phis { get; } = [];

    /// <summary>The nodes, in order.</summary>
    public List<Node> Nodes { get; } = [];

    /// <summary>Where control can come from. A loop header has its entry first.</summary>
    public List<Block> Predecessors { get; } = [];

    /// <summary>Where control can go.</summary>
    public List<Block> Successors { get; } = [];

    /// <summary>How it ends.</summary>
    public BlockEnd End { get; internal set; }

    /// <summary>The condition of a branch, or the result of a return.</summary>
    public Node? Operand { get; internal set; }

    /// <summary>Where the interpreter continues, for a block that exits, and why.</summary>
    public FrameState? State { get; internal set; }

    /// <summary>Why the block exits.</summary>
    public Kiln.Tiering.ExitReason Reason { get; internal set; }

    /// <summary>For an exit to code that never ran: the jump that leads there.</summary>
    public int Site { get; internal set; }

    /// <summary>Whether that jump leads there by jumping.</summary>
    public bool SiteJumps { get; internal set; }

    /// <summary>Whether control can come back to it from itself.</summary>
    public bool IsLoopHeader { get; internal set; }

    /// <summary>For a loop header: where the interpreter continues if something goes wrong before the first iteration.</summary>
    public FrameState? EntryState { get; internal set; }

    /// <summary>Number of loops around it.</summary>
    public int LoopDepth { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"b{Id}";
}
