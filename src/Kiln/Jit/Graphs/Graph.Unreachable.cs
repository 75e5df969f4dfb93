namespace Kiln.Jit.Graphs;

/// <content>Removing what control cannot reach.</content>
public sealed partial class Graph
{
    /// <summary>Removes blocks that control cannot reach, and what phis expect from them.</summary>
    public void RemoveUnreachable()
    {
        var reachable = new HashSet<Block>(InOrder());
        if (reachable.Count == Blocks.Count)
        {
            return;
        }

        foreach (Block block in reachable)
        {
            for (int i = block.Predecessors.Count - 1; i >= 0; i--)
            {
                if (!reachable.Contains(block.Predecessors[i]))
                {
                    block.Predecessors.RemoveAt(i);
                    foreach (Node phi in block.Phis)
                    {
                        phi.Inputs = [.. phi.Inputs[..i], .. phi.Inputs[(i + 1)..]];
                    }
                }
            }
        }

        Blocks.RemoveAll(block => !reachable.Contains(block));
    }
}
