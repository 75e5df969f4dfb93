using Kiln.Bytecode;
using Kiln.Values;

namespace Kiln.Jit.Graphs;

/// <summary>
/// The code of one function, or of one loop of a running function, while it is being optimised: blocks of nodes in static single
/// assignment form. Built from bytecode and feedback, improved by passes, turned into IL.
/// </summary>
public sealed partial class Graph
{
    private int _nextNode;
    private int _nextBlock;
    private int _nextVisit;

    /// <summary>An empty graph.</summary>
    /// <param name="prototype">The function.</param>
    /// <param name="entry">The instruction at which control enters: 0, or a loop.</param>
    /// <param name="isLoop">Whether this is a loop, entered with the interpreter's registers, or a function, entered with arguments.</param>
    public Graph(Prototype prototype, int entry, bool isLoop)
    {
        Prototype = prototype;
        EntryPc = entry;
        IsLoop = isLoop;
        Entry = NewBlock();
        Parameters = new Representation[isLoop ? 0 : prototype.ParameterCount];
        for (int i = 0; i < Parameters.Length; i++)
        {
            Parameters[i] = Representation.Tagged;
        }

        ParameterGuards = new Node?[Parameters.Length];
    }

    /// <summary>How each parameter is passed.</summary>
    public Representation[] Parameters { get; }

    /// <summary>The function.</summary>
    public Prototype Prototype { get; }

    /// <summary>The instruction at which control enters.</summary>
    public int EntryPc { get; }

    /// <summary>Whether control enters with the registers of an interpreter's frame.</summary>
    public bool IsLoop { get; }

    /// <summary>The first block.</summary>
    public Block Entry { get; }

    /// <summary>Number of calls that were inlined.</summary>
    public int InlinedCalls { get; internal set; }

    /// <summary>All blocks; those that passes have made unreachable are removed.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>Upper bound of the node numbers.</summary>
    public int NodeLimit => _nextNode;

    /// <summary>Upper bound of the block numbers.</summary>
    public int BlockLimit => _nextBlock;

    /// <summary>The number of a walk over frame states.</summary>
    internal int NextVisit() => ++_nextVisit;

    /// <summary>Number of nodes in all blocks.</summary>
    public int CountNodes()
    {
        int count = 0;
        Blocks.ForEach(block => count += block.Phis.Count + block.Nodes.Count);
        return count;
    }

    /// <summary>A new, empty block.</summary>
    public Block NewBlock()
    {
        var block = new Block(_nextBlock++);
        Blocks.Add(block);
        return block;
    }

    /// <summary>A new node that stands nowhere yet.</summary>
    public Node NewNode(NodeOp op, Representation representation, params Node[] inputs) => new(_nextNode++, op, representation, inputs);

    /// <summary>A new node that stands nowhere yet, held as the table says.</summary>
    public Node NewNode(NodeOp op, params Node[] inputs) => NewNode(op, NodeTable.Of(op).Result, inputs);

    /// <summary>Links two blocks.</summary>
    public static void Connect(Block from, Block to)
    {
        from.Successors.Add(to);
        to.Predecessors.Add(from);
    }

    /// <summary>The kind of object a node's value is known to be; <see cref="Kind.Undefined"/> if it is not known.</summary>
    public static Kind KnownKind(Node node) => node.Representation switch
    {
        Representation.Int => Kind.Int,
        Representation.Float => Kind.Float,
        Representation.Bool => Kind.Bool,
        Representation.Object => node.Kind,
        Representation.Tagged when node.Op == NodeOp.ConstantNil => Kind.Nil,
        _ => Kind.Undefined,
    };

    /// <summary>For each unboxed parameter, the guard that it made unnecessary.</summary>
    internal Node?[] ParameterGuards { get; }

    /// <summary>The blocks in reverse postorder: each before its successors, loops apart.</summary>
    public List<Block> InOrder()
    {
        var order = new List<Block>(Blocks.Count);
        bool[] seen = new bool[_nextBlock];
        int[] visited = new int[_nextBlock];
        var path = new List<Block> { Entry };
        seen[Entry.Id] = true;
        while (path.Count > 0)
        {
            Block block = path[^1];

            // The second successor first: the first one then follows its block directly.
            int index = block.Successors.Count - ++visited[block.Id];
            if (index < 0)
            {
                path.RemoveAt(path.Count - 1);
                order.Add(block);
                continue;
            }

            Block successor = block.Successors[index];
            if (!seen[successor.Id])
            {
                seen[successor.Id] = true;
                path.Add(successor);
            }
        }

        order.Reverse();
        return order;
    }
}
