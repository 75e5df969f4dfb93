using Kiln.Bytecode;
using Kiln.Jit.Emit;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Graphs;

/// <summary>What evaluating a graph came to: a result, or an exit.</summary>
/// <param name="Result">The result; undefined after an exit.</param>
/// <param name="Reason">Why it exited; none after a return.</param>
/// <param name="Frames">After an exit: the active functions, innermost first, where each continues, and its registers.</param>
public sealed record GraphOutcome(Value Result, ExitReason Reason, IReadOnlyList<GraphOutcome.Frame> Frames)
{
    /// <summary>What the interpreter would continue with.</summary>
    /// <param name="Prototype">The function.</param>
    /// <param name="Pc">The instruction.</param>
    /// <param name="Registers">The registers; null where nothing needs them any more.</param>
    public sealed record Frame(Prototype Prototype, int Pc, Value?[] Registers);
}

/// <summary>
/// Carries out a graph node by node, as slowly and plainly as possible: the meaning of the graph, against which tests hold what passes make of it.
/// It refuses whatever runs other guest code.
/// </summary>
public sealed partial class GraphEvaluator
{
    private const int MaximumSteps = 1_000_000;

    private readonly Graph _graph;
    private readonly Value[] _arguments;
    private readonly FunctionObject _function;
    private readonly Dictionary<Node, Value> _values = [];
    private readonly Dictionary<Node, Array> _storages = [];

    private GraphEvaluator(Graph graph, FunctionObject function, Value[] arguments) => (_graph, _function, _arguments) = (graph, function, arguments);

    /// <summary>Evaluates a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="function">The running function, whose captures count.</param>
    /// <param name="arguments">The arguments; for a loop, the registers.</param>
    /// <exception cref="NotSupportedException">The graph calls something.</exception>
    public static GraphOutcome Evaluate(Graph graph, FunctionObject function, params Value[] arguments)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new GraphEvaluator(graph, function, arguments).Run();
    }

    private GraphOutcome Run()
    {
        for (int i = 0; i < _graph.Parameters.Length && i < _arguments.Length; i++)
        {
            // A stub in front of the function checks what is passed unboxed.
            if (_graph.Parameters[i] is not Representation.Tagged && (_graph.Parameters[i] == Representation.Int ? Kind.Int : Kind.Float) != _arguments[i].Kind)
            {
                return new GraphOutcome(Value.Undefined, ExitReason.ParameterKind, []);
            }
        }

        int steps = 0;
        Block block = _graph.Entry;
        while (true)
        {
            foreach (Node node in block.Nodes)
            {
                if (++steps > MaximumSteps)
                {
                    throw new InvalidOperationException("the graph does not end");
                }

                if (!Carry(node))
                {
                    return Exit(node.State!, node.Reason);
                }
            }

            switch (block.End)
            {
                case BlockEnd.Return:
                    return new GraphOutcome(Of(block.Operand!), ExitReason.None, []);
                case BlockEnd.Exit:
                    return Exit(block.State!, block.Reason);
                case BlockEnd.Jump or BlockEnd.Branch:
                    Block next = block.Successors[block.End == BlockEnd.Branch && Int(block.Operand!) == 0 ? 1 : 0];
                    AssignPhis(block, next);
                    block = next;
                    steps++;
                    break;
                default:
                    throw new NotSupportedException($"{block} ends with {block.End}");
            }
        }
    }

    private void AssignPhis(Block from, Block to)
    {
        int index = to.Predecessors.IndexOf(from);
        Value[] values = [.. to.Phis.Select(phi => Of(phi.Inputs[index]))];
        for (int i = 0; i < values.Length; i++)
        {
            _values[to.Phis[i]] = values[i];
        }
    }

    private GraphOutcome Exit(FrameState state, ExitReason reason)
    {
        var frames = new List<GraphOutcome.Frame>();
        for (FrameState? frame = state; frame is not null; frame = frame.Caller)
        {
            frames.Add(new GraphOutcome.Frame(frame.Prototype, frame.Pc, [.. frame.Registers.Select(r => r is null ? (Value?)null : Of(r))]));
        }

        return new GraphOutcome(Value.Undefined, reason, frames);
    }

    private Value Of(Node node) => _values.TryGetValue(node, out Value value) ? value : throw new InvalidOperationException($"v{node.Id} was not computed");

    private long Int(Node node) => Of(node).Bits;

    private double Float(Node node) => Of(node).AsFloat;

    private bool Give(Node node, Value value)
    {
        _values[node] = value;
        return true;
    }

    private bool Give(Node node, long value) => Give(node, Value.FromInt(value));

    private bool Give(Node node, double value) => Give(node, Value.FromFloat(value));

    private bool Give(Node node, bool value) => Give(node, Value.FromBool(value));

    /// <summary>Carries out a node.</summary>
    /// <returns>Whether it goes on; else the node exits.</returns>
    private bool Carry(Node node) => node.Op switch
    {
        NodeOp.Parameter or NodeOp.LoopRegister => Give(node, _arguments[node.Number]),
        NodeOp.ThisFunction => Give(node, new Value(_function)),
        NodeOp.ConstantInt => Give(node, node.Number),
        NodeOp.ConstantFloat => Give(node, node.Float),
        NodeOp.ConstantBool => Give(node, node.Number != 0),
        NodeOp.ConstantNil => Give(node, Value.Nil),
        NodeOp.ConstantUndefined => Give(node, Value.Undefined),
        NodeOp.ConstantObject => Give(node, new Value((HeapObject)node.Aux!, node.Number)),
        NodeOp.Box => Give(node, Of(node.Inputs[0])),
        >= NodeOp.GuardInt and <= NodeOp.Poll => CarryGuard(node),
        >= NodeOp.AddInt and <= NodeOp.NegateInt => CarryInt(node),
        >= NodeOp.AddFloat and <= NodeOp.IntToFloat => CarryFloat(node),
        >= NodeOp.CompareInt and <= NodeOp.IsPrototype => CarryTest(node),
        >= NodeOp.LoadGlobal and <= NodeOp.NewRecord => CarryMemory(node),
        _ => throw new NotSupportedException($"{node.Op} runs other code"),
    };

    private bool CarryGuard(Node node)
    {
        Value value = node.Inputs.Length > 0 ? Of(node.Inputs[0]) : default;
        return node.Op switch
        {
            NodeOp.GuardInt => value.IsInt && Give(node, value),
            NodeOp.GuardFloat => value.IsFloat && Give(node, value),
            NodeOp.GuardNumber => value.IsNumber && Give(node, value.ToDouble),
            NodeOp.GuardBool => value.IsBool && Give(node, value),
            NodeOp.GuardKind => value.Kind == (Kind)node.Number && Give(node, value),
            NodeOp.GuardSame => ReferenceEquals(value.Tag, node.Aux) && Give(node, value),
            NodeOp.GuardDefined => !value.IsUndefined,
            NodeOp.GuardPrototype => ReferenceEquals(((FunctionObject)value.Tag).Prototype, node.Aux),
            NodeOp.GuardShape => node.Number == 1 || ReferenceEquals(value.AsRecord.Shape, node.Aux),
            NodeOp.GuardStorage => value.AsArray.Storage == (ArrayStorage)node.Number,
            NodeOp.GuardUnshared => !value.Tag.Shared,
            NodeOp.GuardIndex => value.Bits >= 0 && value.Bits < Int(node.Inputs[1]),
            NodeOp.GuardTrue => value.AsBool,
            NodeOp.GuardGlobal => ReferenceEquals(((GlobalCell)node.Aux!).Value.Tag, node.Expected),
            NodeOp.GuardLibrary => ((GlobalCell)node.Aux!).IsLibrary,
            NodeOp.GuardMutable => ((GlobalCell)node.Aux!).Mutability == Mutability.Mutable,
            NodeOp.GuardVersion => ((RecordType)node.Aux!).Version == node.Number,
            NodeOp.CheckNormal => !value.IsAbnormal && !(node.Inputs[0].Representation == Representation.Int && value.Bits == -1),
            NodeOp.SelectMethod => throw new NotSupportedException($"{node.Op} reads caches of the interpreter"),
            _ => true,
        };
    }

    private bool CarryInt(Node node)
    {
        Int128 a = Int(node.Inputs[0]);
        Int128 b = node.Inputs.Length > 1 ? Int(node.Inputs[1]) : 0;
        bool isChecked = node.Number == 0;
        if (node.Op is NodeOp.DivideInt or NodeOp.ModuloInt)
        {
            return !(isChecked && b <= 0) && Give(node, (long)(node.Op == NodeOp.DivideInt ? a / b : a % b));
        }

        Int128 result = node.Op switch
        {
            NodeOp.AddInt => a + b,
            NodeOp.SubtractInt => a - b,
            NodeOp.MultiplyInt => a * b,
            _ => -a,
        };
        return !(isChecked && (result < long.MinValue || result > long.MaxValue)) && Give(node, unchecked((long)result));
    }

    private bool CarryFloat(Node node)
    {
        if (node.Op == NodeOp.IntToFloat)
        {
            return Give(node, (double)Int(node.Inputs[0]));
        }

        if (node.Op == NodeOp.FloatFunction)
        {
            return Give(node, FloatFunctions.Compute((Intrinsic)node.Number, Float(node.Inputs[0]), Float(node.Inputs[^1])));
        }

        double a = Float(node.Inputs[0]);
        double b = node.Inputs.Length > 1 ? Float(node.Inputs[1]) : 0;
        if (node.Op is NodeOp.DivideFloat or NodeOp.ModuloFloat && node.Number == 0 && b == 0)
        {
            return false;
        }

        return Give(node, node.Op switch
        {
            NodeOp.AddFloat => a + b,
            NodeOp.SubtractFloat => a - b,
            NodeOp.MultiplyFloat => a * b,
            NodeOp.DivideFloat => a / b,
            NodeOp.ModuloFloat => a % b,
            _ => -a,
        });
    }
}
