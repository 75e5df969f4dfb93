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
    private readonly Memory?[] _memoryAtEnd;
    private readonly Expressions _table = new();
    private int _nextVersion = 1;

    private ValueNumbering(Graph graph)
    {
        _graph = graph;
        _flow = new ControlFlow(graph);
        _replacements = new Replacements(graph);
        _simplifier = new Simplifier(graph);
        _memoryAtEnd = new Memory?[graph.BlockLimit];
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
            else if (node.Op == NodeOp.StoreElement && StoredAlready(node, memory) is { } load)
            {
                _replacements.Replace(node, load);
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

        _memoryAtEnd[block.Id] = memory;
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

        long version = VersionOf(node, memory);
        if (_table.Find(node, version) is { } earlier && _flow.Dominates(earlier.Block!, block))
        {
            _replacements.Replace(node, earlier);
            return;
        }

        _table.Set(node, version, node);
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
            if (_memoryAtEnd[predecessor.Id] is not { } end)
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
        if (first.Parts[kind] is not { } parts)
        {
            return;
        }

        foreach (object part in parts.Keys)
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

    /// <summary>
    /// The load that found in an element what is to be stored there, if nothing was written in between: <c>a[i].x := v</c> ends with putting
    /// <c>a[i]</c> back where it is.
    /// </summary>
    private Node? StoredAlready(Node store, Memory memory)
    {
        Node probe = ElementProbe(store);
        Node value = store.Inputs[2];
        return _table.Find(probe, VersionOf(probe, memory)) is { } known && _flow.Dominates(known.Block!, store.Block!) && ReferenceEquals(Unguarded(known), Unguarded(value)) ? known : null;
    }

    private static Node Unguarded(Node node)
    {
        while (node.Op is NodeOp.GuardKind or NodeOp.Box)
        {
            node = node.Inputs[0];
        }

        return node;
    }

    /// <summary>The load of the element that a node stores.</summary>
    private Node ElementProbe(Node store)
    {
        Node probe = _graph.NewNode(NodeOp.LoadElement, store.Inputs[0], store.Inputs[1]);
        probe.Number = store.Number;
        (probe.Representation, probe.Kind) = NodeTable.ElementOf((Values.ArrayStorage)store.Number);
        return probe;
    }

    /// <summary>What was written can be read again without a load.</summary>
    private void Remember(Node node, Memory memory)
    {
        (NodeOp Op, int Value) load = node.Op switch
        {
            NodeOp.StoreSlot => (NodeOp.LoadSlot, 1),
            NodeOp.StoreElement => (NodeOp.LoadElement, 2),
            NodeOp.StoreCell => (NodeOp.LoadCell, 1),
            NodeOp.StoreGlobal => (NodeOp.LoadGlobal, 0),
            _ => (NodeOp.Phi, 0),
        };
        if (load.Op == NodeOp.Phi)
        {
            return;
        }

        Node value = node.Inputs[load.Value];
        Node probe = node.Op == NodeOp.StoreElement ? ElementProbe(node) : _graph.NewNode(load.Op, load.Value == 1 ? [node.Inputs[0]] : []);
        if (value.Representation != probe.Representation)
        {
            Node box = _graph.NewNode(NodeOp.Box, value);
            box.Block = node.Block;
            node.Block!.Nodes.Insert(node.Block.Nodes.IndexOf(node), box);
            value = box;
        }

        probe.Number = node.Number;
        probe.Aux = node.Aux;
        _table.Set(probe, VersionOf(probe, memory), value);
    }
}
