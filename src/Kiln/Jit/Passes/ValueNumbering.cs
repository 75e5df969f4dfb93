using Kiln.Jit.Graphs;

namespace Kiln.Jit.Passes;

/// <summary>
/// Finds nodes that compute what another node has computed already, on every path to them, and uses that one instead. Reads of memory
/// count as the same while nothing in between may have written there; guards, too: what was checked need not be checked again.
/// <code>
/// v4:int = GuardInt v1                v4:int = GuardInt v1
/// v9:int = GuardInt v1                (v9 is v4)
/// v10    = AddInt v9, v4              v10    = AddInt v4, v4
/// </code>
/// <para>
/// Hash tables scoped by the dominator tree (Briggs, Cooper, Simpson, "Value Numbering", 1997). Each kind of memory has a version: a number that
/// changes with every write; where paths meet with different versions, and at the start of loops that write, a new version begins.
/// </para>
/// </summary>
internal sealed class ValueNumbering
{
    private const int MemoryKinds = 7;

    private readonly Graph _graph;
    private readonly ControlFlow _flow;
    private readonly Replacements _replacements;
    private readonly Simplifier _simplifier;
    private readonly Dictionary<Block, Memory> _memoryAtEnd = [];
    private readonly Dictionary<Key, Node> _table = new(KeyComparer.Instance);
    private int _nextVersion = 1;

    private ValueNumbering(Graph graph)
    {
        _graph = graph;
        _flow = new ControlFlow(graph);
        _replacements = new Replacements(graph);
        _simplifier = new Simplifier(graph);
    }

    /// <summary>What makes two nodes the same.</summary>
    private readonly struct Key(Node node, int first, int second, int third, long version)
    {
        public readonly Node Node = node;
        public readonly int First = first;
        public readonly int Second = second;
        public readonly int Third = third;
        public readonly long Version = version;
    }

    // A comparer of its own: the default one for a struct is compiled when the program runs.
    private sealed class KeyComparer : IEqualityComparer<Key>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(Key x, Key y) =>
            x.Node.Op == y.Node.Op && x.Node.Representation == y.Node.Representation && x.Node.Number == y.Node.Number && ReferenceEquals(x.Node.Aux, y.Node.Aux)
            && x.First == y.First && x.Second == y.Second && x.Third == y.Third && x.Version == y.Version;

        public int GetHashCode(Key key)
        {
            ulong hash = ((ulong)key.Node.Op * 31) + (ulong)key.Node.Number;
            hash = (hash * 0x9E3779B97F4A7C15) + (uint)key.First;
            hash = (hash * 0x9E3779B97F4A7C15) + (uint)key.Second;
            hash = (hash * 0x9E3779B97F4A7C15) + (uint)key.Third + (ulong)key.Version;
            return (int)((hash * 0x9E3779B97F4A7C15) >> 32);
        }
    }

    /// <summary>The version of each kind of memory. Elements and slots are told apart further, by storage and by slot.</summary>
    private sealed class Memory
    {
        public int[] Versions { get; } = new int[MemoryKinds];

        public Dictionary<object, int>?[] Parts { get; } = new Dictionary<object, int>?[MemoryKinds];

        public int PartVersion(int kind, object part) => Parts[kind] is { } parts && parts.TryGetValue(part, out int version) ? version : 0;

        public void SetPart(int kind, object part, int version) => (Parts[kind] ??= [])[part] = version;

        public Memory Copy()
        {
            var copy = new Memory();
            Versions.CopyTo(copy.Versions, 0);
            for (int kind = 0; kind < MemoryKinds; kind++)
            {
                copy.Parts[kind] = Parts[kind] is { } parts ? new Dictionary<object, int>(parts) : null;
            }

            return copy;
        }
    }

    /// <summary>Runs the pass.</summary>
    public static void Run(Graph graph)
    {
        var pass = new ValueNumbering(graph);
        foreach (Block block in pass._flow.Order)
        {
            pass.Number(block);
        }

        if (pass._replacements.Any)
        {
            pass._replacements.Finish();
        }
    }

    private void Number(Block block)
    {
        Memory memory = AtStart(block);
        foreach (Node phi in block.Phis)
        {
            if (!block.IsLoopHeader)
            {
                _replacements.Apply(phi);
            }
        }

        foreach (Node node in block.Nodes.ToArray())
        {
            _replacements.Apply(node);
            Node simpler = _simplifier.Simplify(node);
            if (!ReferenceEquals(simpler, node))
            {
                Adopt(block, node, simpler);
                _replacements.Replace(node, simpler);
                continue;
            }

            if (node.Info.IsValue)
            {
                NumberValue(block, node, memory);
            }
            else
            {
                Write(node, memory);
            }
        }

        if (block.Operand is not null)
        {
            block.Operand = _replacements.Of(block.Operand);
        }

        _memoryAtEnd[block] = memory;
    }

    /// <summary>A simplification may have made a new constant or node: it stands where the old one stood.</summary>
    private static void Adopt(Block block, Node old, Node simpler)
    {
        if (simpler.Block is null)
        {
            simpler.Block = block;
            simpler.FrameDepth = old.FrameDepth;
            block.Nodes.Insert(block.Nodes.IndexOf(old), simpler);
        }
    }

    private void NumberValue(Block block, Node node, Memory memory)
    {
        if (node.Inputs.Length > 3 || node.Op == NodeOp.Phi)
        {
            return;
        }

        var key = new Key(
            node,
            node.Inputs.Length > 0 ? node.Inputs[0].Id : -1,
            node.Inputs.Length > 1 ? node.Inputs[1].Id : -1,
            node.Inputs.Length > 2 ? node.Inputs[2].Id : -1,
            VersionOf(node, memory));
        if (_table.TryGetValue(key, out Node? earlier) && _flow.Dominates(earlier.Block!, block))
        {
            _replacements.Replace(node, earlier);
            return;
        }

        _table[key] = node;
    }

    private Memory AtStart(Block block)
    {
        if (block.Predecessors.Count == 0)
        {
            return new Memory();
        }

        GraphLoop? loop = block.IsLoopHeader ? _flow.Loops.Find(l => ReferenceEquals(l.Header, block)) : null;
        Memory? first = null;
        Memory? memory = null;
        foreach (Block predecessor in block.Predecessors)
        {
            if (!_memoryAtEnd.TryGetValue(predecessor, out Memory? end))
            {
                continue;
            }

            if (memory is null)
            {
                first = end;
                memory = end.Copy();
                continue;
            }

            for (int kind = 0; kind < MemoryKinds; kind++)
            {
                if (end.Versions[kind] != first!.Versions[kind])
                {
                    Disturb(memory, kind);
                }
            }

            for (int kind = 0; kind < MemoryKinds; kind++)
            {
                MergeParts(memory, first!, end, kind);
                MergeParts(memory, end, first!, kind);
            }
        }

        for (int kind = 0; loop is not null && kind < MemoryKinds; kind++)
        {
            if (((uint)loop.Disturbs & (1u << kind)) != 0)
            {
                Disturb(memory!, kind);
            }
        }

        return memory ?? new Memory();
    }

    private void Disturb(Memory memory, int kind)
    {
        memory.Versions[kind] = _nextVersion++;
        memory.Parts[kind] = null;
    }

    private void MergeParts(Memory memory, Memory first, Memory second, int kind)
    {
        foreach (object part in first.Parts[kind]?.Keys ?? Enumerable.Empty<object>())
        {
            if (first.PartVersion(kind, part) != second.PartVersion(kind, part))
            {
                memory.SetPart(kind, part, _nextVersion++);
            }
        }
    }

    private static long VersionOf(Node node, Memory memory)
    {
        uint reads = (uint)node.Info.Reads;
        long version = 0;
        for (int kind = 0; kind < MemoryKinds; kind++)
        {
            if ((reads & (1u << kind)) != 0)
            {
                version = unchecked((version * 1_000_003) + memory.Versions[kind]);
                if (PartOf(node) is { } part)
                {
                    version = unchecked((version * 1_000_003) + memory.PartVersion(kind, part));
                }
            }
        }

        return version;
    }

    /// <summary>Which part of its memory a node reads or writes, if that can be told: parts do not overlap.</summary>
    private static object? PartOf(Node node) => node.Op switch
    {
        NodeOp.LoadElement or NodeOp.StoreElement or NodeOp.LoadSlot or NodeOp.StoreSlot => node.Number,
        NodeOp.LoadGlobal or NodeOp.StoreGlobal or NodeOp.GuardGlobal or NodeOp.GuardLibrary or NodeOp.GuardMutable => node.Aux,
        _ => null,
    };

    private void Write(Node node, Memory memory)
    {
        uint disturbs = (uint)node.Info.Disturbs;
        for (int kind = 0; kind < MemoryKinds; kind++)
        {
            if ((disturbs & (1u << kind)) == 0)
            {
                continue;
            }

            if (PartOf(node) is { } part)
            {
                memory.SetPart(kind, part, _nextVersion++);
            }
            else
            {
                Disturb(memory, kind);
            }
        }

        Remember(node, memory);
    }

    /// <summary>What was written can be read again without a load.</summary>
    private void Remember(Node node, Memory memory)
    {
        (NodeOp Op, int Value) load = node.Op switch
        {
            NodeOp.StoreSlot => (NodeOp.LoadSlot, 1),
            NodeOp.StoreCell => (NodeOp.LoadCell, 1),
            NodeOp.StoreGlobal => (NodeOp.LoadGlobal, 0),
            _ => (NodeOp.Phi, 0),
        };
        if (load.Op == NodeOp.Phi)
        {
            return;
        }

        Node value = node.Inputs[load.Value];
        if (value.Representation != Representation.Tagged)
        {
            Node box = _graph.NewNode(NodeOp.Box, value);
            box.Block = node.Block;
            node.Block!.Nodes.Insert(node.Block.Nodes.IndexOf(node), box);
            value = box;
        }

        Node probe = _graph.NewNode(load.Op, load.Value == 1 ? [node.Inputs[0]] : []);
        probe.Number = node.Number;
        probe.Aux = node.Aux;
        var key = new Key(probe, probe.Inputs.Length > 0 ? probe.Inputs[0].Id : -1, -1, -1, VersionOf(probe, memory));
        _table[key] = value;
    }
}
