using System.Reflection.Emit;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;
using Label = System.Reflection.Emit.Label;

namespace Kiln.Jit.Emit;

/// <summary>
/// Turns a graph into IL. Every node that is used gets a local variable; constants are written where they are used; a phi's variable is
/// assigned at the end of each predecessor. .NET's compiler does the rest: it allocates registers, selects instructions and
/// removes the copies.
/// <para>
/// A function becomes <c>Value F(Context, FunctionObject, int depth, Value a0, ...)</c>; a loop becomes
/// <c>int L(Context, FunctionObject, int depth, ref Value registers)</c>, which returns where the interpreter continues.
/// </para>
/// </summary>
internal sealed partial class Emitter
{
    private const int ContextArgument = 0;
    private const int FunctionArgument = 1;
    private const int DepthArgument = 2;
    private const int FirstArgument = 3;

    private readonly Graph _graph;
    private readonly CompiledUnit _unit;
    private readonly ILWriter _il;
    private readonly ConstantPool _pool;
    private readonly bool _stresses;
    private readonly bool _recordsFrames;
    private readonly LocalBuilder?[] _locals;
    private readonly int[] _uses;
    private readonly Label[] _labels;
    private LocalBuilder? _window;

    private Emitter(Graph graph, CompiledUnit unit, DynamicMethod method, JitOptions options)
    {
        _graph = graph;
        _unit = unit;
        _pool = unit.Constants;
        _stresses = options.Mode == JitMode.Stress;
        _recordsFrames = options.RecordsFrames;
        _il = new ILWriter(method.GetILGenerator(4096), options.KeepsListings);
        _locals = new LocalBuilder?[graph.NodeLimit];
        _uses = new int[graph.NodeLimit];
        _labels = new Label[graph.BlockLimit];
    }

    /// <summary>The types of a compiled function's parameters.</summary>
    public static Type[] ParameterTypes(int count)
    {
        bool inMemory = count > Compiler.RegisterParameters;
        var types = new Type[FirstArgument + (inMemory ? 1 : count)];
        types[ContextArgument] = typeof(Context);
        types[FunctionArgument] = typeof(FunctionObject);
        types[DepthArgument] = typeof(int);
        Type type = inMemory ? typeof(Value).MakeByRefType() : typeof(Value);
        for (int i = 0; i < count; i++)
        {
            types[FirstArgument + i] = type;
        }

        return types;
    }

    /// <summary>The types of a compiled function's parameters that are held in certain ways.</summary>
    public static Type[] ParameterTypes(Representation[] parameters)
    {
        Type[] types = ParameterTypes(parameters.Length);
        for (int i = 0; i < parameters.Length && parameters.Length <= Compiler.RegisterParameters; i++)
        {
            types[FirstArgument + i] = TypeOf(parameters[i]);
        }

        return types;
    }

    /// <summary>Generates the code of a unit.</summary>
    /// <param name="graph">The finished graph.</param>
    /// <param name="unit">Receives constants and exits.</param>
    /// <param name="options">How the tier works.</param>
    public static DynamicMethod Emit(Graph graph, CompiledUnit unit, JitOptions options)
    {
        Prototype prototype = graph.Prototype;
        string name = graph.IsLoop ? $"{prototype.NameOrLambda}@{graph.EntryPc}" : prototype.NameOrLambda;
        DynamicMethod method = graph.IsLoop
            ? new DynamicMethod(name, typeof(int), [typeof(Context), typeof(FunctionObject), typeof(int), typeof(Value).MakeByRefType()], typeof(Support).Module, skipVisibility: true)
            : new DynamicMethod(name, typeof(Value), ParameterTypes(graph.Parameters), typeof(Support).Module, skipVisibility: true);
        method.InitLocals = false;
        var emitter = new Emitter(graph, unit, method, options);
        emitter.Run();
        unit.ILSize = emitter._il.Size;
        unit.Listing = emitter._il.Listing;
        unit.Callees = emitter._il.Callees;
        return method;
    }

    private void Run()
    {
        List<Block> order = _graph.InOrder();
        CountUses(order);
        foreach (Block block in order)
        {
            _labels[block.Id] = _il.NewLabel();
        }

        if (!_graph.IsLoop)
        {
            EmitParameters();
            EmitEntryCheck();
        }

        for (int i = 0; i < order.Count; i++)
        {
            Block block = order[i];
            _il.Mark(_labels[block.Id]);
            foreach (Node node in block.Nodes)
            {
                EmitNode(node);
            }

            EmitEnd(block, i + 1 < order.Count ? order[i + 1] : null);
        }

        EmitExits();
    }

    /// <summary>Reads parameters that lie in memory: the caller's place for them holds for the start only.</summary>
    private void EmitParameters()
    {
        if (_graph.Parameters.Length <= Compiler.RegisterParameters)
        {
            return;
        }

        foreach (Node parameter in _graph.Entry.Nodes.Where(static n => n.Op == NodeOp.Parameter))
        {
            _il.Argument(FirstArgument);
            RegisterAddress((int)parameter.Number);
            _il.Object(OpCodes.Ldobj, typeof(Value));
            Store(parameter);
        }
    }

    // Depth limit and interruptions share one comparison: a request to stop sets the limit to zero.
    private void EmitEntryCheck()
    {
        Label enough = _il.NewLabel();
        _il.Argument(DepthArgument);
        _il.Argument(ContextArgument);
        _il.Field(Members.DepthLimit);
        _il.Emit(OpCodes.Ble, enough);
        _il.Argument(ContextArgument);
        _il.Argument(FunctionArgument);
        _il.Argument(DepthArgument);
        _il.Call(Members.Helper(nameof(Support.Enter)));
        _il.Emit(OpCodes.Brtrue, enough);
        LoadAbnormal();
        _il.Emit(OpCodes.Ret);
        _il.Mark(enough);
        if (_recordsFrames)
        {
            _il.Argument(ContextArgument);
            _il.Argument(FunctionArgument);
            _il.Argument(DepthArgument);
            _il.Call(Members.Helper(nameof(Support.RecordFrame)));
        }
    }

    private void CountUses(List<Block> order)
    {
        foreach (Block block in order)
        {
            foreach (Node phi in block.Phis)
            {
                foreach (Node input in phi.Inputs)
                {
                    Use(input);
                }
            }

            foreach (Node node in block.Nodes)
            {
                foreach (Node input in node.Inputs)
                {
                    Use(input);
                }

                UseState(node.State);
            }

            if (block.Operand is not null)
            {
                Use(block.Operand);
            }

            UseState(block.State);
        }

        void Use(Node node) => _uses[node.Id]++;

        void UseState(FrameState? state)
        {
            for (; state is not null; state = state.Caller)
            {
                foreach (Node? value in state.Registers)
                {
                    if (value is not null)
                    {
                        Use(Unboxed(value));
                    }
                }

                if (state.Function is not null)
                {
                    Use(state.Function);
                }
            }
        }
    }

    private void LoadDepth(Node node)
    {
        _il.Argument(DepthArgument);
        if (node.FrameDepth != 0)
        {
            _il.Int(node.FrameDepth);
            _il.Emit(OpCodes.Add);
        }
    }

    private void LoadContext() => _il.Argument(ContextArgument);

    // ---- the ends of blocks

    private void EmitEnd(Block block, Block? next)
    {
        switch (block.End)
        {
            case BlockEnd.Jump:
                AssignPhis(block, block.Successors[0]);
                JumpTo(block.Successors[0], next);
                return;
            case BlockEnd.Branch:
                EmitBranch(block.Operand!, _labels[block.Successors[0].Id]);
                JumpTo(block.Successors[1], next);
                return;
            case BlockEnd.Return:
                EmitReturn(block.Operand!);
                return;
            case BlockEnd.Exit:
                _il.Emit(OpCodes.Br, ExitLabel(block.State!, block.Reason, null, false, block));
                return;
            case BlockEnd.Abandon:
                _il.Emit(OpCodes.Br, ExitLabel(block.State!, ExitReason.Failed, null, true, null));
                return;
            default:
                throw new InvalidOperationException($"{block} has no end");
        }
    }

    private void JumpTo(Block target, Block? next)
    {
        if (!ReferenceEquals(target, next))
        {
            _il.Emit(OpCodes.Br, _labels[target.Id]);
        }
    }

    private void EmitReturn(Node value)
    {
        if (value.IsTailCall)
        {
            return;
        }

        if (!_graph.IsLoop)
        {
            LoadWhole(value);
            _il.Emit(OpCodes.Ret);
            return;
        }

        // The interpreter takes the result from the first register of the frame that ends here.
        _il.Argument(FirstArgument);
        LoadWhole(value);
        _il.Object(OpCodes.Stobj, typeof(Value));
        LoadContext();
        _il.Argument(DepthArgument);
        _il.Int(1);
        _il.Emit(OpCodes.Sub);
        _il.StoreField(Members.Depth);
        _il.Int(Interpreter.GeneralPath.ReturnBase);
        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Gives a block's phis their values for one predecessor. All inputs are read before the first phi that one of them names is written.</summary>
    private void AssignPhis(Block from, Block to)
    {
        if (to.Phis.Count == 0)
        {
            return;
        }

        int index = to.Predecessors.IndexOf(from);
        List<Node> pending = to.Phis.FindAll(p => _uses[p.Id] > 0 && !ReferenceEquals(p.Inputs[index], p));
        while (pending.Count > 0)
        {
            // A phi that no other pending assignment reads can be written now. What is boxed is read here, where the whole value is needed.
            int free = pending.FindIndex(p => !pending.Exists(q => !ReferenceEquals(p, q) && ReferenceEquals(Unboxed(q.Inputs[index]), p)));
            if (free < 0)
            {
                break;
            }

            LoadAs(pending[free].Inputs[index], pending[free]);
            _il.Emit(OpCodes.Stloc, LocalOf(pending[free]));
            pending.RemoveAt(free);
        }

        foreach (Node phi in pending)
        {
            LoadAs(phi.Inputs[index], phi);
        }

        for (int i = pending.Count - 1; i >= 0; i--)
        {
            _il.Emit(OpCodes.Stloc, LocalOf(pending[i]));
        }
    }

    private void LoadAs(Node value, Node phi)
    {
        if (phi.Representation == Representation.Tagged)
        {
            LoadWhole(value);
        }
        else
        {
            Load(value);
        }
    }
}
