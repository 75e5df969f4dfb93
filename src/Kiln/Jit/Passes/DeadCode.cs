using Kiln.Jit.Graphs;

namespace Kiln.Jit.Passes;

/// <summary>
/// Removes what nobody uses. What has an effect stays, and so do guards: behind one that fails may stand an error of the guest, even if the
/// result that was asked for is never used. Only what a loop assumes about its variables goes with their last use.
/// </summary>
internal static class DeadCode
{
    /// <summary>Runs the pass.</summary>
    public static void Run(Graph graph)
    {
        bool[] live = new bool[graph.NodeLimit];
        var work = new List<Node>();
        int visit = graph.NextVisit();
        foreach (Block block in graph.Blocks)
        {
            foreach (Node node in block.Nodes)
            {
                if (IsNeeded(node))
                {
                    Mark(node);
                }
            }

            if (block.Operand is not null)
            {
                Mark(block.Operand);
            }

            MarkState(block.State);
        }

        while (work.Count > 0)
        {
            Node node = work[^1];
            work.RemoveAt(work.Count - 1);
            foreach (Node input in node.Inputs)
            {
                Mark(input);
            }

            MarkState(node.State);
        }

        foreach (Block block in graph.Blocks)
        {
            block.Phis.RemoveAll(phi => !live[phi.Id]);
            block.Nodes.RemoveAll(node => !live[node.Id]);

            // Nothing may be moved to the front of the loop any more once a value of its entry state is gone.
            if (block.EntryState is { } entry && !IsComplete(entry, live))
            {
                block.EntryState = null;
            }
        }

        void Mark(Node node)
        {
            if (!live[node.Id])
            {
                live[node.Id] = true;
                work.Add(node);
            }
        }

        void MarkState(FrameState? state)
        {
            for (; state is not null && state.Visit(visit); state = state.Caller)
            {
                foreach (Node? value in state.Registers)
                {
                    if (value is not null)
                    {
                        Mark(value);
                    }
                }

                if (state.Function is not null)
                {
                    Mark(state.Function);
                }
            }
        }
    }

    private static bool IsNeeded(Node node)
    {
        if (node.Info.Exits)
        {
            return node.Reason != Tiering.ExitReason.LoopEntryKind;
        }

        return (node.Info.Effects & (NodeEffects.WritesAll | NodeEffects.Pinned)) != 0;
    }

    private static bool IsComplete(FrameState state, bool[] live)
    {
        for (FrameState? frame = state; frame is not null; frame = frame.Caller)
        {
            if (Array.Exists(frame.Registers, r => r is not null && !live[r.Id]))
            {
                return false;
            }
        }

        return true;
    }
}
