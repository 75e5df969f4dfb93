namespace Kiln.Jit.Graphs;

/// <content>Making parts that bring their numbers along.</content>
public sealed partial class Graph
{
    /// <summary>A block of a number; the entry is number 0.</summary>
    internal Block BlockOf(int id)
    {
        Block? block = Blocks.Find(b => b.Id == id);
        if (block is null)
        {
            block = new Block(id);
            Blocks.Add(block);
            _nextBlock = Math.Max(_nextBlock, id + 1);
        }

        return block;
    }

    /// <summary>A node of a number.</summary>
    internal Node NodeOf(int id, NodeOp op, Representation representation)
    {
        _nextNode = Math.Max(_nextNode, id + 1);
        return new Node(id, op, representation, []);
    }
}
