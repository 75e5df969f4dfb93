using System.Collections;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>Calls of functions, methods and builtins.</content>
internal sealed partial class FunctionBuilder
{
    /// <summary>Deepest nesting of inlined calls.</summary>
    private const int MaximumInlineDepth = 5;

    /// <summary>Functions up to this many instructions are inlined wherever they are called.</summary>
    private const int SmallFunction = 40;

    /// <summary>
    /// How many activations of a function may be inlined into itself, one inside the other: every other call of a recursion then costs nothing.
    /// (HotSpot inlines recursive calls once, too.)
    /// </summary>
    private const int MaximumRecursiveInlining = 1;

    /// <summary>Most instructions inlined into one graph.</summary>
    private const int InlineBudget = 500;

    private int FrameDepth => _call?.Depth ?? 0;

    private int InlineDepth => _call is null ? 0 : _call.Caller.InlineDepth + 1;

    private void Call(in Instruction i)
    {
        Node callee = Get(i.A);
        if (callee.Op == NodeOp.ConstantObject && callee.Aux is BuiltinObject builtin)
        {
            CallBuiltin(i, builtin);
            return;
        }

        ShareBorrowed(i);
        Instruction call = i;
        var how = new CallForm((function, prototype) => CallFunction(call, function, prototype), function => CallAny(call, function));
        if (CalledPrototype(callee) is { } known && CanCall(known, i.B))
        {
            how.Known(callee, known);
        }
        else if (!CallTargets(i, callee, how))
        {
            how.Unknown(callee);
        }
    }

    private void ShareBorrowed(in Instruction i)
    {
        for (int k = 0; k < i.B && k < 8; k++)
        {
            if ((i.D & (1 << k)) != 0)
            {
                Share(Get(i.A + 1 + k));
            }
        }
    }

    /// <summary>What becomes of a call, once it is clear what is known of its target.</summary>
    /// <param name="Known">A function whose code is known.</param>
    /// <param name="Unknown">Anything else.</param>
    private readonly record struct CallForm(Action<Node, Prototype> Known, Action<Node> Unknown);

    /// <summary>Whether a call with a number of arguments starts the function's code.</summary>
    private static bool CanCall(Prototype prototype, int count) => prototype.IsPlain && prototype.Accepts(count);

    private Node[] Arguments(in Instruction i)
    {
        var arguments = new Node[i.B];
        for (int k = 0; k < arguments.Length; k++)
        {
            arguments[k] = Get(i.A + 1 + k);
        }

        return arguments;
    }

    /// <summary>Makes a call's arguments into the parameters of a function that accepts them.</summary>
    private Node[] Arrange(Prototype prototype, Node[] arguments)
    {
        if (!prototype.IsVariadic)
        {
            return arguments;
        }

        var parameters = new Node[prototype.ParameterCount];
        int collected = prototype.HasRest ? parameters.Length - 1 : parameters.Length;
        for (int k = 0; k < collected; k++)
        {
            parameters[k] = k < arguments.Length ? arguments[k] : Add(NodeOp.ConstantUndefined);
        }

        if (prototype.HasRest)
        {
            parameters[collected] = AddAbout(NodeOp.CollectRest, prototype, [.. arguments.Skip(collected).Select(Box)]);
        }

        return parameters;
    }

    private void CallAny(in Instruction i, Node callee)
    {
        Node result = Add(NodeOp.CallValue, [Box(callee), .. Arguments(i).Select(Box)]);
        result.Aux = _prototype.Language;
        Set(i.C, Checked(result));
    }

    private Prototype? CalledPrototype(Node callee) => callee.Op switch
    {
        NodeOp.ConstantObject => (callee.Aux as FunctionObject)?.Prototype,
        NodeOp.ThisFunction => _graph.Prototype,
        _ => null,
    };

    private void CallFunction(in Instruction i, Node callee, Prototype prototype)
    {
        Node[] arguments = Arrange(prototype, Arguments(i));
        if (ShouldInline(prototype) && new BytecodeFlow(prototype, 0, false) is { IsReducible: true } flow)
        {
            Inline(i, callee, prototype, flow, arguments);
            return;
        }

        Node result = Add(NodeOp.CallFunction, [callee, .. Array.ConvertAll(arguments, Box)]);
        result.Aux = prototype;
        result.Activation = _activation;
        result.SitePc = _pc;
        Set(i.C, Checked(result));
        GuardResult(result);
    }

    /// <summary>
    /// Guards a call's result right after the call if an earlier attempt found out what it is used as: one comparison then finds both a wrong kind and
    /// an abnormal completion, and the result needs one machine register instead of two.
    /// </summary>
    private void GuardResult(Node result)
    {
        Kind kind = _session.LoopTypes.ResultOf(_activation, _pc);
        if (kind == Kind.Undefined || _block is null)
        {
            return;
        }

        if (BuildSession.Allows(_prototype, _pc + 1, RefineReason(kind)))
        {
            RefineAfter(result, kind, RefineReason(kind));
        }
    }

    private static ExitReason RefineReason(Kind kind) => kind switch
    {
        Kind.Int => ExitReason.ExpectedInt,
        Kind.Float => ExitReason.ExpectedFloat,
        Kind.Bool => ExitReason.ExpectedBool,
        _ => ExitReason.ExpectedKind,
    };

    private bool ShouldInline(Prototype prototype)
    {
        int size = prototype.CodeField.Length;
        return size <= SmallFunction
            && InlineDepth < MaximumInlineDepth
            && _session.InlinedInstructions + size <= InlineBudget
            && prototype.Handlers.Length == 0
            && _session.Inlines
            && ActivationsOf(prototype) <= MaximumRecursiveInlining;
    }

    /// <summary>Number of activations of a function that are being built, one inside the other.</summary>
    private int ActivationsOf(Prototype prototype)
    {
        int count = 0;
        for (FunctionBuilder? active = this; active is not null; active = active._call?.Caller)
        {
            count += ReferenceEquals(active._prototype, prototype) ? 1 : 0;
        }

        return count;
    }

    private void Inline(in Instruction i, Node callee, Prototype prototype, BytecodeFlow flow, Node[] arguments)
    {
        _graph.InlinedCalls++;
        _session.InlinedInstructions += prototype.CodeField.Length;
        Guard(NodeOp.GuardDepth, ExitReason.TooDeep).Number = FrameDepth + 1;
        var call = new InlinedCall(this, false, CallerState(), callee, $"{_activation}/{_pc}", FrameDepth + 1);
        var inner = new FunctionBuilder(_session, prototype, flow, call);
        (_block, Node? result) = inner.BuildInlined(_block!, arguments);
        if (_block is not null)
        {
            Set(i.C, result!);
        }
    }

    /// <summary>What the interpreter needs of this activation while the current call runs: the registers that are read after it, or by its handler.</summary>
    private FrameState CallerState() => StateOf(_pc, _registers, new BitArray(_live[_pc]).Or(_live[_pc + 1]));

    private void CallBuiltin(in Instruction i, BuiltinObject builtin)
    {
        if (CallIntrinsic(i, builtin))
        {
            return;
        }

        bool borrows = (builtin.Traits & BuiltinTraits.Borrows) != 0;
        bool keepsFirst = i.Opcode == Opcode.CallUpdate && (builtin.Traits & BuiltinTraits.Updates) != 0;
        var inputs = new Node[i.B];
        for (int k = 0; k < inputs.Length; k++)
        {
            inputs[k] = Box(Get(i.A + 1 + k));
            if (!borrows && k < 8 && (i.D & (1 << k)) != 0 && !(k == 0 && keepsFirst))
            {
                Share(inputs[k]);
            }
        }

        CallBuiltin(builtin, inputs, i.C);
    }

    private void CallBuiltin(BuiltinObject builtin, Node[] inputs, int target)
    {
        Node result = AddAbout(NodeOp.CallBuiltin, builtin, inputs);
        Set(target, Checked(result));
    }

    private void CallNative(in Instruction i)
    {
        var inputs = new Node[i.D];
        for (int k = 0; k < inputs.Length; k++)
        {
            inputs[k] = Box(Get(i.A + k));
        }

        CallBuiltin(ObjectAt<BuiltinObject>(i.B), inputs, i.C);
    }

    private void LoadMethod(in Instruction i)
    {
        Node receiver = Get(i.A + 1);
        if (_prototype.FeedbackField[_pc].Target is Interpreter.MethodCache { Next: null } cache
            && cache.Version == cache.Shape.Type.Version
            && Allows(ExitReason.Shape)
            && AsObject(receiver, Kind.Record) is { } record)
        {
            Guard(NodeOp.GuardShape, ExitReason.Shape, record).Aux = cache.Shape;
            Node version = Guard(NodeOp.GuardVersion, ExitReason.GlobalChanged);
            version.Aux = cache.Shape.Type;
            version.Number = cache.Version;
            Set(i.A, Constant(cache.Method));
            return;
        }

        if (SelectMethod(i, receiver))
        {
            return;
        }

        Execute(i);
    }
}
