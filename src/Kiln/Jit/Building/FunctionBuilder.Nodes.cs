using System.Collections;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>Making nodes, guards and frame states.</content>
internal sealed partial class FunctionBuilder
{
    private static Representation RepresentationOf(Kind kind) => kind switch
    {
        Kind.Int => Representation.Int,
        Kind.Float => Representation.Float,
        Kind.Bool => Representation.Bool,
        >= Kind.BigInteger => Representation.Object,
        _ => Representation.Tagged,
    };

    /// <summary>The representation and kind that a value of a register has.</summary>
    private Node Get(int register) => _registers[register] ?? throw new InvalidOperationException($"register {register} is not set at instruction {_pc} of {_prototype.Name}");

    private void Set(int register, Node value) => _registers[register] = value;

    private Node Add(NodeOp op, params Node[] inputs)
    {
        Node node = _graph.NewNode(op, inputs);
        node.Block = _block;
        node.FrameDepth = FrameDepth;
        _block!.Nodes.Add(node);
        return node;
    }

    private Node AddNumbered(NodeOp op, long number, params Node[] inputs)
    {
        Node node = Add(op, inputs);
        node.Number = number;
        return node;
    }

    private Node AddAbout(NodeOp op, object about, params Node[] inputs)
    {
        Node node = Add(op, inputs);
        node.Aux = about;
        return node;
    }

    private Node AddPhi(Block block, Representation representation, Kind kind, params Node[] inputs)
    {
        Node phi = _graph.NewNode(NodeOp.Phi, representation, inputs);
        phi.Kind = kind;
        phi.Block = block;
        block.Phis.Add(phi);
        return phi;
    }

    private Node Int(long number) => AddNumbered(NodeOp.ConstantInt, number);

    private Node Bool(bool value) => AddNumbered(NodeOp.ConstantBool, value ? 1 : 0);

    private Node Constant(Value value)
    {
        switch (value.Kind)
        {
            case Kind.Int:
                return Int(value.Bits);
            case Kind.Float:
                return AddNumbered(NodeOp.ConstantFloat, value.Bits);
            case Kind.Bool:
                return AddNumbered(NodeOp.ConstantBool, value.Bits);
            case Kind.Nil:
                return Add(NodeOp.ConstantNil);
            case Kind.Undefined:
                return Add(NodeOp.ConstantUndefined);
            default:
                Node node = AddAbout(NodeOp.ConstantObject, value.Tag);
                node.Kind = value.Kind;
                node.Number = value.Bits;
                return node;
        }
    }

    private Node Box(Node value) => value.Representation == Representation.Tagged ? value : Add(NodeOp.Box, value);

    /// <summary>Where the interpreter continues if the current instruction cannot go on: at that instruction.</summary>
    private FrameState State() => _state ??= StateAt(_pc);

    private FrameState StateAt(int pc) => StateOf(pc, _registers, _live[pc]);

    private FrameState StateOf(int pc, Node?[] registers, BitArray live)
    {
        var kept = new Node?[registers.Length];
        for (int r = 0; r < kept.Length; r++)
        {
            kept[r] = live.Get(r) ? registers[r] : null;
        }

        return new FrameState(_prototype, pc, kept, _call?.Callee, _call?.CallerState);
    }

    private Node Guard(NodeOp op, ExitReason reason, params Node[] inputs)
    {
        Node node = Add(op, inputs);
        node.State = State();
        node.Reason = reason;
        node.SitePc = _pc;
        node.SitePrototype = _prototype;
        return node;
    }

    /// <summary>A block's only instruction from here on: leave.</summary>
    private void Exit(ExitReason reason)
    {
        _block!.End = BlockEnd.Exit;
        _block.State = State();
        _block.Reason = reason;
        _block = null;
    }

    private bool Allows(ExitReason reason) => BuildSession.Allows(_prototype, _pc, reason);

    /// <summary>Guards that a tagged value has a kind, and puts the result into every register that holds the value.</summary>
    private Node Refine(Node value, Kind kind, ExitReason reason)
    {
        if (value.Representation != Representation.Tagged || Graph.KnownKind(value) == kind)
        {
            return value;
        }

        if (value.Op == NodeOp.Box && Graph.KnownKind(value.Inputs[0]) == kind)
        {
            return value.Inputs[0];
        }

        NodeOp op = kind switch
        {
            Kind.Int => NodeOp.GuardInt,
            Kind.Float => NodeOp.GuardFloat,
            Kind.Bool => NodeOp.GuardBool,
            >= Kind.BigInteger => NodeOp.GuardKind,
            _ => NodeOp.Phi,
        };
        if (op == NodeOp.Phi)
        {
            return value;
        }

        if (value.Op == NodeOp.CallFunction && value.Activation is { } activation)
        {
            _session.LoopTypes.SetResult(activation, value.SitePc, kind);
        }

        Node guarded = Guard(op, reason, value);
        if (op == NodeOp.GuardKind)
        {
            guarded.Kind = kind;
            guarded.Number = (long)kind;
        }

        Replace(value, guarded);
        return guarded;
    }

    /// <summary>The same for the result of the current instruction, which has had its effect: the interpreter would continue behind it.</summary>
    private void RefineAfter(Node result, Kind kind, ExitReason reason)
    {
        _state = null;
        _pc++;
        Refine(result, kind, reason);
        _pc--;
        _state = null;
    }

    private void Replace(Node value, Node better)
    {
        for (int r = 0; r < _registers.Length; r++)
        {
            if (ReferenceEquals(_registers[r], value))
            {
                _registers[r] = better;
            }
        }
    }

    /// <summary>The value as an object of a kind, or null if it is known to be something else or guarding that failed too often.</summary>
    private Node? AsObject(Node value, Kind kind, ExitReason reason = ExitReason.ExpectedKind)
    {
        Kind known = Graph.KnownKind(value);
        if (known == kind)
        {
            return value;
        }

        return known == Kind.Undefined && Allows(reason) ? Refine(value, kind, reason) : null;
    }

    // ---- calls that may not complete normally

    /// <summary>Goes on only if a call completed normally: else to the handler, or out of the function.</summary>
    private Node Checked(Node result)
    {
        if (FindHandler() is not { } index)
        {
            Guard(NodeOp.CheckNormal, ExitReason.Failed, result);
            return result;
        }

        Block normal = _graph.NewBlock();
        Block failed = _graph.NewBlock();
        Node isAbnormal = result.Representation == Representation.Tagged
            ? Add(NodeOp.IsAbnormal, result)
            : AddNumbered(NodeOp.CompareInt, (long)ComparisonOperator.Less, result, Int(0));
        EndWithBranch(isAbnormal, failed, normal);
        _block = failed;
        Catch(index);
        _block = normal;
        return result;
    }

    /// <summary>The error is pending: goes to the handler, or out of the function.</summary>
    private void Fail()
    {
        if (FindHandler() is { } index)
        {
            Catch(index);
            return;
        }

        _block!.End = BlockEnd.Abandon;
        _block.State = State();
        _block = null;
    }

    private void Catch(int index)
    {
        Handler handler = _prototype.Handlers[index];
        Node caught = AddNumbered(NodeOp.Caught, index);
        caught.Aux = _prototype;
        Guard(NodeOp.CheckNormal, ExitReason.Failed, caught);
        Node? saved = _registers[handler.Register];
        _registers[handler.Register] = caught;
        AddEdge(_flow.At(handler.Target), _block!, _registers);
        _registers[handler.Register] = saved;
        _block = null;
    }

    private int? FindHandler()
    {
        for (int i = 0; i < _prototype.Handlers.Length; i++)
        {
            if (_pc >= _prototype.Handlers[i].Start && _pc < _prototype.Handlers[i].End)
            {
                return i;
            }
        }

        return null;
    }

    private void EndWithBranch(Node condition, Block whenTrue, Block whenFalse)
    {
        _block!.End = BlockEnd.Branch;
        _block.Operand = condition;
        Graph.Connect(_block, whenTrue);
        Graph.Connect(_block, whenFalse);
    }
}
