using Kiln.Bytecode;

namespace Kiln.Jit.Graphs;

/// <summary>
/// What the interpreter needs to continue at an instruction: the registers that are still read from there on. Where calls were
/// inlined, the callers' states follow. Example: <c>fib@2 [r0=v3, r2=v7]</c>.
/// </summary>
/// <param name="Prototype">The function.</param>
/// <param name="Pc">The instruction to continue at, or the call that is being carried out.</param>
/// <param name="Registers">The value of each register; null where it is dead.</param>
/// <param name="Function">For an inlined frame, its function object.</param>
/// <param name="Caller">For an inlined frame, the state of the caller at the call.</param>
public sealed record FrameState(Prototype Prototype, int Pc, Node?[] Registers, Node? Function, FrameState? Caller)
{
    /// <summary>For an inlined frame, its function object.</summary>
    public Node? Function { get; internal set; } = Function;

    private int _visit;

    /// <summary>Notes that a walk has come here; states are shared between nodes.</summary>
    /// <param name="visit">The walk's number (<see cref="Graph.NextVisit"/>).</param>
    /// <returns>Whether it is the first time.</returns>
    internal bool Visit(int visit)
    {
        bool isFirst = _visit != visit;
        _visit = visit;
        return isFirst;
    }

    /// <summary>Number of callers.</summary>
    public int Depth => Caller is null ? 0 : Caller.Depth + 1;
}
