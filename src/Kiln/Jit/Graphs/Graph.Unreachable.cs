namespace Kiln.Jit.Graphs;

/// <content>Removing what control cannot reach.</content>
public sealed partial class Graph
{
    /// <summary>Removes blocks that control cannot reach, and what phis expect from them.</summary>
    public void RemoveUnreachable()
    {
        List<Block> order = InOrder();
        if (order.Count == Blocks.Count)
        {
            return;
        }

        bool[] reachable = new bool[_nextBlock];
        order.ForEach(block => reachable[block.Id] = true);
        foreach (Block block in order)
        {
            for (int i = block.Predecessors.Count - 1; i >= 0; i--)
            {
                if (!reachable[block.Predecessors[i].Id])
                {
                    block.Predecessors.RemoveAt(i);
                    foreach (Node phi in block.Phis)
                    {
                        phi.Inputs = [.. phi.Inputs[..i], .. phi.Inputs[(i + 1)..]];
                    }
                }
            }
        }

        Blocks.RemoveAll(block => !reachable[block.Id]);
    }
}
