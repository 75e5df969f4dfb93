using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <summary>
/// Builds a graph from bytecode and the feedback that the interpreter recorded.
/// <para>
/// The builder walks the bytecode once and carries out every instruction on nodes instead of values: a register holds the node that
/// computed it. Where feedback says that operands were always integers, the builder emits a guard, which leaves the compiled code if that
/// is wrong, and computes on; the register then holds the guarded node, so that the next instruction needs no guard. Where paths
/// meet, registers that differ become phis.
/// </para>
/// <code>
/// SubtractImmediate r5, r0, 1        v3:int = GuardInt v0 [ExpectedInt fib@2]
///                                    v5:int = SubtractInt v3, 1 [Overflow fib@2]
/// </code>
/// <para>
/// The technique is abstract interpretation over static single assignment form, as in V8's Maglev; instructions that cannot fail at all
/// are left to the passes.
/// </para>
/// </summary>
internal static class GraphBuilder
{
    private const int MaximumAttempts = 8;

    /// <summary>Builds the graph of a function, or of a loop of it.</summary>
    /// <param name="prototype">The function.</param>
    /// <param name="entry">0, or the first instruction of a loop that is running.</param>
    /// <param name="registerKinds">For a loop: what its registers hold now; <see cref="Kind.Undefined"/> for nothing useful.</param>
    /// <param name="prunesUnreached">Whether code that never ran becomes an exit.</param>
    /// <param name="inlines">Whether calls may be inlined.</param>
    /// <param name="refusal">Why there is no graph.</param>
    /// <param name="detail">More about that.</param>
    public static Graph? Build(Prototype prototype, int entry, Kind[]? registerKinds, bool prunesUnreached, bool inlines, out ExitReason refusal, out string detail)
    {
        bool isLoop = registerKinds is not null;
        var flow = new BytecodeFlow(prototype, entry, isLoop);
        if (!flow.IsReducible)
        {
            (refusal, detail) = (ExitReason.Irreducible, "");
            return null;
        }

        var types = new LoopTypes();
        for (int attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            types.HasChanged = false;
            var graph = new Graph(prototype, entry, isLoop);
            var session = new BuildSession(graph, types) { PrunesUnreached = prunesUnreached, Inlines = inlines };
            new FunctionBuilder(session, prototype, flow, null).BuildRoot(entry, registerKinds);
            if (session.IsTooLarge)
            {
                (refusal, detail) = (ExitReason.TooLarge, $"{graph.NodeLimit} operations");
                return null;
            }

            if (!types.HasChanged)
            {
                (refusal, detail) = (ExitReason.None, "");
                graph.RemoveUnreachable();
                return graph;
            }
        }

        (refusal, detail) = (ExitReason.TooLarge, "the kinds of its variables do not settle");
        return null;
    }
}
