namespace Kiln.Jit.Graphs;

/// <summary>A loop of a graph.</summary>
internal sealed class GraphLoop(Block header)
{
    public Block Header { get; } = header;

    /// <summary>The blocks of the loop, its header included.</summary>
    public HashSet<Block> Blocks { get; } = [header];

    /// <summary>The blocks from which control goes back to the header.</summary>
    public List<Block> Latches { get; } = [];

    /// <summary>The innermost loop around it.</summary>
    public GraphLoop? Parent { get; set; }

    /// <summary>What nodes of the loop write, as the reads that it disturbs.</summary>
    public NodeEffects Disturbs { get; set; }
}

/// <summary>Order, dominators and loops of a graph.</summary>
/// <remarks>
/// Dominators: Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001). Loops are natural loops; graphs are reducible by
/// construction.
/// </remarks>
internal sealed class ControlFlow
{
    private readonly int[] _order;
    private readonly Block?[] _dominator;
    private readonly int[] _depth;

    public ControlFlow(Graph graph)
    {
        Order = graph.InOrder();
        _order = new int[graph.BlockLimit];
        _dominator = new Block?[graph.BlockLimit];
        _depth = new int[graph.BlockLimit];
        for (int i = 0; i < Order.Count; i++)
        {
            _order[Order[i].Id] = i;
        }

        FindDominators();
        FindLoops();
    }

    /// <summary>The blocks in reverse postorder.</summary>
    public List<Block> Order { get; }

    /// <summary>The loops, inner ones before those around them.</summary>
    public List<GraphLoop> Loops { get; } = [];

    /// <summary>The closest block that control must pass before a block; null for the entry.</summary>
    public Block? DominatorOf(Block block) => _dominator[block.Id];

    /// <summary>Whether control must pass one block before it gets to another.</summary>
    public bool Dominates(Block first, Block second)
    {
        Block? block = second;
        while (block is not null && _depth[block.Id] > _depth[first.Id])
        {
            block = _dominator[block.Id];
        }

        return ReferenceEquals(block, first);
    }

    /// <summary>The position of a block in the order.</summary>
    public int PositionOf(Block block) => _order[block.Id];

    private void FindDominators()
    {
        Block entry = Order[0];
        _dominator[entry.Id] = entry;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 1; i < Order.Count; i++)
            {
                Block block = Order[i];
                Block? dominator = null;
                foreach (Block predecessor in block.Predecessors)
                {
                    if (_dominator[predecessor.Id] is not null)
                    {
                        dominator = dominator is null ? predecessor : Intersect(dominator, predecessor);
                    }
                }

                if (!ReferenceEquals(_dominator[block.Id], dominator))
                {
                    _dominator[block.Id] = dominator;
                    changed = true;
                }
            }
        }

        _dominator[entry.Id] = null;
        for (int i = 1; i < Order.Count; i++)
        {
            Block block = Order[i];
            _depth[block.Id] = _depth[_dominator[block.Id]!.Id] + 1;
        }
    }

    private Block Intersect(Block a, Block b)
    {
        while (!ReferenceEquals(a, b))
        {
            while (_order[a.Id] > _order[b.Id])
            {
                a = _dominator[a.Id]!;
            }

            while (_order[b.Id] > _order[a.Id])
            {
                b = _dominator[b.Id]!;
            }
        }

        return a;
    }

    private void FindLoops()
    {
        foreach (Block header in Order)
        {
            List<Block> latches = header.Predecessors.FindAll(p => Dominates(header, p));
            if (latches.Count == 0)
            {
                continue;
            }

            var loop = new GraphLoop(header);
            loop.Latches.AddRange(latches);
            while (latches.Count > 0)
            {
                Block block = latches[^1];
                latches.RemoveAt(latches.Count - 1);
                if (loop.Blocks.Add(block))
                {
                    latches.AddRange(block.Predecessors);
                }
            }

            foreach (Block block in loop.Blocks)
            {
                foreach (Node node in block.Nodes)
                {
                    loop.Disturbs |= node.Info.Disturbs;
                }
            }

            Loops.Add(loop);
        }

        Loops.Sort(static (a, b) => a.Blocks.Count.CompareTo(b.Blocks.Count));
        for (int i = 0; i < Loops.Count; i++)
        {
            int around = Loops.FindIndex(i + 1, l => l.Blocks.Contains(Loops[i].Header));
            Loops[i].Parent = around < 0 ? null : Loops[around];
        }
    }
}
