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

    /// <summary>Most instructions inlined into one graph.</summary>
    private const int InlineBudget = 500;

    private int FrameDepth => _call?.Depth ?? 0;

    private void Call(in Instruction i)
    {
        Node callee = Get(i.A);
        if (callee.Op == NodeOp.ConstantObject && callee.Aux is BuiltinObject builtin)
        {
            CallBuiltin(i, builtin);
            return;
        }

        for (int k = 0; k < i.B && k < 8; k++)
        {
            if ((i.D & (1 << k)) != 0)
            {
                Share(Get(i.A + 1 + k));
            }
        }

        if (CalledPrototype(callee) is { } prototype && prototype.IsPlainFor(i.B))
        {
            CallFunction(i, callee, prototype);
            return;
        }

        if (!CallTargets(i, callee))
        {
            CallAny(i, callee);
        }
    }

    private void CallAny(in Instruction i, Node callee)
    {
        var inputs = new Node[i.B + 1];
        inputs[0] = Box(callee);
        for (int k = 1; k <= i.B; k++)
        {
            inputs[k] = Box(Get(i.A + k));
        }

        Node result = Add(NodeOp.CallValue, inputs);
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
        var arguments = new Node[i.B];
        for (int k = 0; k < arguments.Length; k++)
        {
            arguments[k] = Get(i.A + 1 + k);
        }

        if (ShouldInline(prototype) && new BytecodeFlow(prototype, 0, false) is { IsReducible: true } flow)
        {
            Inline(i, callee, prototype, flow, arguments);
            return;
        }

        Node result = Add(NodeOp.CallFunction, [callee, .. arguments.Select(Box)]);
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
            && FrameDepth < MaximumInlineDepth
            && _session.InlinedInstructions + size <= InlineBudget
            && prototype.Handlers.Length == 0
            && !prototype.HasTailCalls
            && _session.Inlines
            && !IsActive(prototype);
    }

    private bool IsActive(Prototype prototype)
    {
        if (ReferenceEquals(prototype, _prototype))
        {
            return true;
        }

        for (FrameState? caller = _call?.CallerState; caller is not null; caller = caller.Caller)
        {
            if (ReferenceEquals(caller.Prototype, prototype))
            {
                return true;
            }
        }

        return false;
    }

    private void Inline(in Instruction i, Node callee, Prototype prototype, BytecodeFlow flow, Node[] arguments)
    {
        _graph.InlinedCalls++;
        _session.InlinedInstructions += prototype.CodeField.Length;
        Guard(NodeOp.GuardDepth, ExitReason.TooDeep).Number = FrameDepth + 1;
        var call = new InlinedCall(CallerState(), callee, $"{_activation}/{_pc}", FrameDepth + 1);
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
        if (builtin.Intrinsic == Intrinsic.Append && i.B == 2 && (i.Opcode == Opcode.CallUpdate || (i.D & 1) == 0) && Append(i))
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

    /// <summary>Appends to an array that nothing else holds.</summary>
    private bool Append(in Instruction i)
    {
        Node item = Get(i.A + 2);
        if (!Allows(ExitReason.SharedContainer) || !Allows(ExitReason.ExpectedObject) || AsObject(Get(i.A + 1), Kind.Array) is not { } array)
        {
            return false;
        }

        Guard(NodeOp.GuardUnshared, ExitReason.SharedContainer, array);
        if (item.Representation == Representation.Tagged || (item.Representation == Representation.Object && item.Kind == Kind.Array))
        {
            // Appending an array to itself must copy it first.
            Guard(NodeOp.GuardTrue, ExitReason.ExpectedObject, Add(NodeOp.NotBool, Add(NodeOp.SameObject, array, item)));
        }

        if ((i.D & 2) != 0)
        {
            Share(item);
        }

        Add(NodeOp.ArrayAppend, array, item);
        Set(i.C, array);
        return true;
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
