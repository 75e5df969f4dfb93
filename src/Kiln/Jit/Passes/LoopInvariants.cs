using Kiln.Jit.Building;
using Kiln.Jit.Graphs;
using Kiln.Tiering;

namespace Kiln.Jit.Passes;

/// <summary>
/// Moves what is the same in every iteration to the front of the loop: computations, reads that nothing in the loop disturbs, and
/// guards of such values.
/// <para>
/// A guard in front of a loop fails before the first iteration, so its exit is the loop's entry state. It may fail although the iteration that would
/// have needed it never comes; nothing is wrong then, only slower, so a guard that fails there is not moved again
/// (<see cref="ExitReason.LoopHoisted"/>).
/// </para>
/// <code>
/// b1: loop                            b0: v5 = GuardStorage 0, v2   ! LoopHoisted f@3 [..entry..]
///   v5 = GuardStorage 0, v2               v6 = ArrayCount v2
///   v6 = ArrayCount v2                b1: loop
///   v7 = GuardIndex v3, v6              v7 = GuardIndex v3, v6
/// </code>
/// </summary>
internal static class LoopInvariants
{
    /// <summary>Runs the pass.</summary>
    public static void Run(Graph graph)
    {
        var flow = new ControlFlow(graph);
        foreach (GraphLoop loop in flow.Loops)
        {
            Move(graph, flow, loop);
        }
    }

    private static void Move(Graph graph, ControlFlow flow, GraphLoop loop)
    {
        Block header = loop.Header;
        Block front = header.Predecessors[0];
        if (front.End != BlockEnd.Jump || loop.Blocks.Contains(front))
        {
            return;
        }

        bool[] guarded = new bool[graph.NodeLimit];
        foreach (Block block in flow.Order)
        {
            // Only what every iteration carries out: anything else might never be needed, and what it reads might not be there.
            if (!loop.Blocks.Contains(block) || !loop.Latches.TrueForAll(latch => flow.Dominates(block, latch)))
            {
                continue;
            }

            for (int i = 0; i < block.Nodes.Count; i++)
            {
                Node node = block.Nodes[i];
                if (!IsInvariant(node, loop) || !CanMove(node, header) || NeedsGuard(node, guarded))
                {
                    // What a guard that stays makes sure of does not hold in front of the loop.
                    Array.ForEach(node.Info.Exits ? node.Inputs : [], input => guarded[input.Id] = true);
                    continue;
                }

                block.Nodes.RemoveAt(i--);
                node.Block = front;
                front.Nodes.Add(node);
                if (node.Info.Exits)
                {
                    node.State = header.EntryState;
                    node.Reason = ExitReason.LoopHoisted;
                }
            }
        }
    }

    private static bool IsInvariant(Node node, GraphLoop loop) =>
        node.Info.IsValue
        && (node.Info.Reads & loop.Disturbs) == 0
        && Array.TrueForAll(node.Inputs, input => !loop.Blocks.Contains(input.Block!));

    /// <summary>Whether a node is only safe behind a guard of its inputs: it reads where nothing might be, or divides.</summary>
    private static bool NeedsGuard(Node node, bool[] guarded) =>
        node.Op is NodeOp.ArrayItems or NodeOp.LoadElement or NodeOp.LoadAnyElement or NodeOp.LoadSlot or NodeOp.DivideInt or NodeOp.ModuloInt
        && Array.Exists(node.Inputs, input => guarded[input.Id]);

    private static bool CanMove(Node node, Block header) =>
        !node.Info.Exits
        || (node.State is null && node.Number == 1)
        || (header.EntryState is not null && node.SitePrototype is not null && BuildSession.Allows(node.SitePrototype, node.SitePc, ExitReason.LoopHoisted));
}
