using System.Collections;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <summary>Builds the part of a graph that belongs to one activation: the compiled function itself, or a call that is inlined into it.</summary>
internal sealed partial class FunctionBuilder
{
    private readonly BuildSession _session;
    private readonly Graph _graph;
    private readonly Prototype _prototype;
    private readonly InlinedCall? _call;
    private readonly string _activation;
    private readonly BitArray[] _live;
    private readonly List<Edge>?[] _incoming;
    private readonly Loop?[] _loops;
    private readonly List<Result> _returns = [];
    private readonly BytecodeFlow _flow;

    // The state of the walk: where nodes go, what registers hold, which instruction is being carried out.
    private Block? _block;
    private Node?[] _registers = [];
    private int _pc;
    private FrameState? _state;
    private Node? _thisFunction;

    /// <summary>A call that is being inlined.</summary>
    /// <param name="Caller">Who makes the call.</param>
    /// <param name="IsTail">Whether the call takes the caller's place.</param>
    /// <param name="CallerState">Where the result is expected: the caller at the call; null if the compiled function's own frame was replaced.</param>
    /// <param name="Callee">The function object.</param>
    /// <param name="Name">Tells activations of one graph apart.</param>
    /// <param name="Depth">Number of frames below it in the graph.</param>
    internal sealed record InlinedCall(FunctionBuilder Caller, bool IsTail, FrameState? CallerState, Node Callee, string Name, int Depth);

    /// <summary>Control comes from an empty block with these registers.</summary>
    private sealed record Edge(Block Block, Node?[] Registers);

    /// <summary>The activation returns a value at the end of a block.</summary>
    private sealed record Result(Block Block, Node Value);

    /// <summary>A builder for one activation.</summary>
    /// <param name="session">What the graph's builders share.</param>
    /// <param name="prototype">The function.</param>
    /// <param name="flow">Its control flow from where it is entered; reducible.</param>
    /// <param name="call">The call, if it is inlined.</param>
    public FunctionBuilder(BuildSession session, Prototype prototype, BytecodeFlow flow, InlinedCall? call)
    {
        _session = session;
        _graph = session.Graph;
        _prototype = prototype;
        _flow = flow;
        _call = call;
        _activation = call?.Name ?? "";
        _live = prototype.LiveBefore();
        _incoming = new List<Edge>?[flow.Order.Count];
        _loops = new Loop?[flow.Order.Count];
    }

    /// <summary>Builds the graph's own function.</summary>
    public void BuildRoot(int entry, Kind[]? registerKinds)
    {
        _block = _graph.Entry;
        _registers = new Node?[_prototype.RegisterCount];
        _pc = entry;
        _thisFunction = Add(NodeOp.ThisFunction);
        _thisFunction.Kind = Kind.Function;
        if (registerKinds is null)
        {
            for (int i = 0; i < _prototype.ParameterCount; i++)
            {
                _registers[i] = AddNumbered(NodeOp.Parameter, i);
            }
        }
        else
        {
            LoadRegisters(entry, registerKinds);
        }

        EnterOwnLoop();
        Walk(entry);
        foreach (Result result in _returns)
        {
            result.Block.End = BlockEnd.Return;
            result.Block.Operand = result.Value;
        }
    }

    /// <summary>Builds an inlined call.</summary>
    /// <param name="block">Where the call stands.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The block after the call, null if control never gets there, and the result.</returns>
    public (Block? Block, Node? Result) BuildInlined(Block block, ReadOnlySpan<Node> arguments)
    {
        WalkInlined(block, arguments);
        if (_returns.Count == 0)
        {
            return (null, null);
        }

        if (_returns.Count == 1)
        {
            return (_returns[0].Block, _returns[0].Value);
        }

        Block merge = _graph.NewBlock();
        var values = new Node[_returns.Count];
        var blocks = new Block[_returns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            (blocks[i], values[i]) = _returns[i];
        }

        values = Unify(values, blocks, out Representation representation, out Kind kind);
        foreach (Block from in blocks)
        {
            from.End = BlockEnd.Jump;
            Graph.Connect(from, merge);
        }

        return (merge, Array.TrueForAll(values, v => ReferenceEquals(v, values[0])) ? values[0] : AddPhi(merge, representation, kind, values));
    }

    private void WalkInlined(Block block, ReadOnlySpan<Node> arguments)
    {
        _block = block;
        _registers = new Node?[_prototype.RegisterCount];
        arguments.CopyTo(_registers!);
        _thisFunction = _call!.Callee;
        EnterOwnLoop();
        Walk(0);
    }

    /// <summary>Reads the interpreter's registers; what they hold now is a good guess for later entries.</summary>
    private void LoadRegisters(int entry, Kind[] kinds)
    {
        BitArray live = _live[entry];
        for (int r = 0; r < kinds.Length; r++)
        {
            if (live.Get(r))
            {
                _registers[r] = AddNumbered(NodeOp.LoopRegister, r);
            }
        }

        for (int r = 0; r < kinds.Length; r++)
        {
            if (live.Get(r) && BuildSession.Allows(_prototype, entry, ExitReason.LoopEntryKind))
            {
                Refine(_registers[r]!, kinds[r], ExitReason.LoopEntryKind);
            }
        }
    }

    private void Walk(int entry)
    {
        BytecodeBlock first = _flow.At(entry);
        _incoming[first.Order] = [new Edge(_block!, _registers)];
        foreach (BytecodeBlock block in _flow.Order)
        {
            if (_session.IsTooLarge)
            {
                return;
            }

            if (_incoming[block.Order] is not { } edges)
            {
                continue;
            }

            Enter(block, edges);
            for (_pc = block.Start; _pc < block.End && _block is not null; _pc++)
            {
                _state = null;
                Carry(_prototype.CodeField[_pc]);
            }

            if (_block is not null)
            {
                _pc = block.End - 1;
                GoTo(block.End);
            }
        }

        FinishLoops();
    }

    // ---- where paths meet

    /// <summary>Starts a block: merges what comes in, and makes phis for what a loop changes.</summary>
    private void Enter(BytecodeBlock block, List<Edge> edges)
    {
        _pc = block.Start;
        _state = null;
        if (edges.Count == 1)
        {
            _block = edges[0].Block;
            _registers = edges[0].Registers;
        }
        else
        {
            Merge(block.Start, edges);
        }

        if (block.IsLoopHeader)
        {
            _loops[block.Order] = EnterLoop(block.Start, block.LoopWrites);
        }
    }

    private void Merge(int start, List<Edge> edges)
    {
        Block merge = _graph.NewBlock();
        BitArray live = _live[start];
        var registers = new Node?[_registers.Length];
        Block[] blocks = [.. edges.ConvertAll(static e => e.Block)];
        for (int r = 0; r < registers.Length; r++)
        {
            if (!live.Get(r) || edges.Exists(e => e.Registers[r] is null))
            {
                continue;
            }

            Node first = edges[0].Registers[r]!;
            if (edges.TrueForAll(e => ReferenceEquals(e.Registers[r], first)))
            {
                registers[r] = first;
                continue;
            }

            Node[] values = Unify([.. edges.ConvertAll(e => e.Registers[r]!)], blocks, out Representation representation, out Kind kind);
            registers[r] = AddPhi(merge, representation, kind, values);
        }

        foreach (Block block in blocks)
        {
            block.End = BlockEnd.Jump;
            Graph.Connect(block, merge);
        }

        _block = merge;
        _registers = registers;
    }

    /// <summary>Makes values that come from several blocks alike: as they are if they are held alike, boxed if not.</summary>
    private Node[] Unify(Node[] values, Block[] blocks, out Representation representation, out Kind kind)
    {
        representation = values[0].Representation;
        kind = values[0].Kind;
        foreach (Node value in values)
        {
            if (value.Representation != representation || value.Kind != kind)
            {
                representation = Representation.Tagged;
                kind = Kind.Undefined;
            }
        }

        if (representation == Representation.Tagged)
        {
            Block? current = _block;
            for (int i = 0; i < values.Length; i++)
            {
                _block = blocks[i];
                values[i] = Box(values[i]);
            }

            _block = current;
        }

        return values;
    }

    // ---- where paths part

    /// <summary>Ends the current block with a jump to an instruction.</summary>
    private void GoTo(int target)
    {
        AddEdge(_flow.At(target), _block!, _registers);
        _block = null;
    }

    /// <summary>Control goes from the end of a block to an instruction; backward ones close a loop.</summary>
    private void AddEdge(BytecodeBlock target, Block from, Node?[] registers)
    {
        bool isInside = _flow.Contains(target.Start);
        if (isInside && _loops[target.Order] is { } loop)
        {
            CloseLoop(loop, from, registers);
            return;
        }

        if (!isInside)
        {
            // A loop's code ends with the loop: what comes after it, or around it, is compiled when it is hot itself.
            from.End = BlockEnd.Exit;
            from.State = StateOf(target.Start, registers, _live[target.Start]);
            from.Reason = ExitReason.LoopFinished;
            from.Site = target.Start;
            return;
        }

        (_incoming[target.Order] ??= []).Add(new Edge(from, (Node?[])registers.Clone()));
    }
}
