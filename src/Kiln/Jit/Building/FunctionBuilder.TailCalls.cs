using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>
/// Tail calls. A call of the function that is being built is a jump to its start: the activation begins with a loop header whose phis are the parameters, and
/// the loop is compiled like any other. Small functions are inlined, in which case their frame replaces the caller's; where they call the caller
/// in turn, that is a jump, too, so functions that call each other become one loop. Everything else is a call that ends the function.
/// <code>
/// (define (sum n acc) (if (= n 0) acc (sum (- n 1) (+ acc n))))
///
/// b1: loop       v3:Int = Phi v1, v8      n
///                v4:Int = Phi v2, v9      acc
/// ...            v8:Int = SubtractInt v3, 1
///                v9:Int = AddInt v4, v3
///                jump b1
/// </code>
/// A call in tail position of a function that was inlined where its result is used is an ordinary call, made by the function around it: the frame that
/// makes it does not exist.
/// </content>
internal sealed partial class FunctionBuilder
{
    private Loop? _ownLoop;

    /// <summary>Starts the activation with a loop header if an earlier attempt met a jump to its start.</summary>
    private void EnterOwnLoop()
    {
        if (_session.LoopTypes.HasOwnLoop(_activation))
        {
            (_pc, _state) = (0, null);
            _ownLoop = EnterLoop(0, null);
        }
    }

    private void TailCall(in Instruction i)
    {
        if (_graph.IsLoop && _call is null)
        {
            // The frame belongs to the interpreter, which makes the call.
            _block!.Site = _pc;
            Exit(ExitReason.LoopFinished);
            return;
        }

        Node callee = Get(i.A);
        if (callee.Op == NodeOp.ConstantObject && callee.Aux is BuiltinObject builtin && (builtin.Traits & BuiltinTraits.TailCalls) == 0)
        {
            // The frame ends here, so any register may take the result.
            CallBuiltin(i, builtin);
            Return(Get(i.C));
            return;
        }

        ShareBorrowed(i);
        Node[] arguments = Arguments(i);
        var how = new CallForm((function, prototype) => TailCallFunction(function, prototype, arguments), function => EndWithCall(function, null, arguments));
        if (CalledPrototype(callee) is { } known && CanCall(known, i.B))
        {
            how.Known(callee, known);
        }
        else if (!CallTargets(i, callee, how))
        {
            how.Unknown(callee);
        }
    }

    private void TailCallFunction(Node callee, Prototype prototype, Node[] arguments)
    {
        for (FunctionBuilder? replaced = this; replaced is not null; replaced = replaced._call is { IsTail: true } call ? call.Caller : null)
        {
            if (ReferenceEquals(replaced._prototype, prototype))
            {
                StartAgain(replaced, callee, arguments);
                return;
            }
        }

        if (ShouldInline(prototype) && new BytecodeFlow(prototype, 0, false) is { IsReducible: true } flow)
        {
            InlineTail(callee, prototype, flow, Arrange(prototype, arguments));
            return;
        }

        EndWithCall(callee, prototype, arguments);
    }

    /// <summary>Calls a function whose activation the current one replaced, or is: a jump, if it is the same function and not just the same code.</summary>
    private void StartAgain(FunctionBuilder activation, Node callee, Node[] arguments)
    {
        bool isSame = ReferenceEquals(callee, activation._thisFunction)
            || (callee.Op == NodeOp.ConstantObject && ReferenceEquals(callee.Aux, activation._thisFunction!.Aux))
            || !NeedsIdentity(activation._prototype);
        if (isSame)
        {
            Node[] parameters = Arrange(activation._prototype, arguments);
            activation.Restart(_block!, parameters);
            _block = null;
            return;
        }

        Block same = _graph.NewBlock();
        Block other = _graph.NewBlock();
        EndWithBranch(Add(NodeOp.SameObject, callee, activation._thisFunction!), same, other);
        _block = same;
        Node[] arranged = Arrange(activation._prototype, arguments);
        activation.Restart(same, arranged);
        _block = other;
        EndWithCall(callee, activation._prototype, arguments);
    }

    /// <summary>Whether functions made of the same code can differ in what they do.</summary>
    private static bool NeedsIdentity(Prototype prototype) => prototype.Captures.Length > 0 || Array.Exists(prototype.CodeField, static i => i.Opcode == Opcode.LoadCallee);

    /// <summary>Control goes back to the activation's start with new arguments.</summary>
    private void Restart(Block from, Node[] arguments)
    {
        if (_ownLoop is null)
        {
            _session.LoopTypes.AddOwnLoop(_activation);
            return;
        }

        var registers = new Node?[_registers.Length];
        arguments.CopyTo(registers, 0);
        CloseLoop(0, _ownLoop, from, registers);
    }

    private void InlineTail(Node callee, Prototype prototype, BytecodeFlow flow, Node[] arguments)
    {
        _graph.InlinedCalls++;
        _session.InlinedInstructions += prototype.CodeField.Length;
        var call = new InlinedCall(this, true, _call?.CallerState, callee, $"{_activation}/{_pc}", FrameDepth);
        var inner = new FunctionBuilder(_session, prototype, flow, call);
        inner.WalkInlined(_block!, arguments);

        // Its results are this activation's, each by itself: some may be tail calls.
        _returns.AddRange(inner._returns);
        _block = null;
    }

    /// <summary>The activation's result is that of a call.</summary>
    /// <param name="callee">What is called.</param>
    /// <param name="prototype">Its code, if that is known.</param>
    /// <param name="arguments">The arguments.</param>
    private void EndWithCall(Node callee, Prototype? prototype, Node[] arguments)
    {
        FunctionBuilder frame = this;
        while (frame._call is { IsTail: true } call)
        {
            frame = call.Caller;
        }

        if (prototype?.ParameterCount > Compiler.RegisterParameters)
        {
            // Parameters in memory lie on this frame's part of the register stack, which must not outlive it.
            prototype = null;
        }

        if (prototype is null)
        {
            // What is wrong with the call is an error here, in the frame that makes it.
            Node prepared = Add(NodeOp.PrepareCall, [Box(callee), .. arguments.Select(Box)]);
            prepared.Aux = _prototype.Language;
            Checked(prepared);
        }

        Node[] inputs = prototype is null ? [] : [callee, .. Arrange(prototype, arguments).Select(Box)];
        if (frame._call is null)
        {
            Return(prototype is null ? Add(NodeOp.TailCallPrepared) : AddAbout(NodeOp.TailCallFunction, prototype, inputs));
            return;
        }

        FunctionBuilder caller = frame._call.Caller;
        Block? saved = caller._block;
        caller._block = _block;
        Node result = caller.Checked(prototype is null ? caller.Add(NodeOp.CallPrepared) : caller.AddAbout(NodeOp.CallFunction, prototype, inputs));
        (_block, caller._block) = (caller._block, saved);
        Return(result);
    }
}
