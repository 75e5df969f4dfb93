using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>
/// Tail calls: a call whose result is the result of the activation that makes it. The callee takes over that activation's window and its place in the frame
/// list, so a chain of tail calls of any length needs the room of one activation.
/// <code>
/// stack:   ... [loop] n acc | [loop] n-1 acc*n        TailCall: the callee and its arguments move down to where
///          ... [loop] n-1 acc*n                       loop, n and acc were, and loop's code starts again
/// </code>
/// A builtin can end with a call, too: <see cref="Context.TailCall"/> leaves callee and arguments in the context, and whoever called the builtin makes
/// the call.
/// </content>
internal static partial class Calls
{
    /// <summary>The tail-call instruction for everything but a plain function that is interpreted, was called here before, and fits.</summary>
    /// <returns>0 if another function starts in the frame, or how the activation is left.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint TailCall(Context context, FunctionObject function, nint pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        ref readonly Instruction call = ref prototype.CodeField[pc];
        ref Frame frame = ref context.Frames[context.Depth];
        frame.Pc = (int)pc;
        context.Top = frame.Window + prototype.RegisterCountField;
        if (context.Poll())
        {
            return GeneralPath.Unwind(context, function, (int)pc, ref registers);
        }

        Value callee = Unsafe.Add(ref registers, call.A);
        Span<Value> arguments = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref registers, call.A + 1), call.B);
        if (callee.Kind != Kind.Builtin || (Unsafe.As<BuiltinObject>(callee.Tag).Traits & BuiltinTraits.Borrows) == 0)
        {
            ShareBorrowed(arguments, call.D);
        }

        if (callee.Kind == Kind.Function)
        {
            NoteCallee(prototype, (int)pc, Unsafe.As<FunctionObject>(callee.Tag).Prototype);
        }

        while (callee.Kind == Kind.Builtin)
        {
            Value result = RunBuiltin(context, Unsafe.As<BuiltinObject>(callee.Tag), arguments);
            if (!result.IsAbnormal)
            {
                return ReturnFromFrame(context, result, ref registers);
            }

            if (context.Pending != PendingKind.TailCall)
            {
                return GeneralPath.Unwind(context, function, (int)pc, ref registers);
            }

            (callee, int count) = context.TakeTailCall();
            if (context.Top + count > context.Stack.Length)
            {
                return LeaveThrough(context, callee, context.TailArguments.AsSpan(0, count), ref registers);
            }

            // The next builtin may leave a call of its own.
            arguments = context.Stack.AsSpan(context.Top, count);
            context.TailArguments.AsSpan(0, count).CopyTo(arguments);
            context.Top += count;
        }

        if (callee.Kind != Kind.Function)
        {
            context.Fail(prototype.Language.NotCallableMessage(callee));
            return GeneralPath.Unwind(context, function, (int)pc, ref registers);
        }

        var called = Unsafe.As<FunctionObject>(callee.Tag);
        if (!called.Prototype.Accepts(arguments.Length))
        {
            context.Fail(called.Prototype.Language.ArityMessage(called.Prototype, arguments.Length));
            return GeneralPath.Unwind(context, function, (int)pc, ref registers);
        }

        // The frame exists already, so it does not count against the limit.
        if (!CanStart(context, called.Prototype, 0, frame.Window, arguments.Length))
        {
            return LeaveThrough(context, callee, arguments, ref registers);
        }

        arguments.CopyTo(context.Stack.AsSpan(frame.Window));
        Unsafe.Add(ref registers, -1) = callee;
        if (called.Prototype.IsVariadic)
        {
            context.Top = frame.Window + prototype.RegisterCountField;
            Arrange(context, called.Prototype, frame.Window, arguments.Length);
        }

        return 0;
    }

    /// <summary>Makes the call that a builtin left to be made.</summary>
    private static Value CompleteTailCall(Context context)
    {
        (Value callee, int count) = context.TakeTailCall();
        return context.Call(callee, context.TailArguments.AsSpan(0, count));
    }

    /// <summary>
    /// Ends an activation with the result of a call that needs an activation of the host: machine code, a generator, a frame that needs another stack segment.
    /// </summary>
    private static nint LeaveThrough(Context context, Value callee, ReadOnlySpan<Value> arguments, ref Value registers)
    {
        int depth = context.Depth;
        context.Depth = depth - 1;
        Value result = context.Call(callee, arguments);
        context.Depth = depth;
        if (!result.IsAbnormal)
        {
            return ReturnFromFrame(context, result, ref registers);
        }

        context.Depth--;
        return GeneralPath.LeaveAbnormally;
    }

    private static nint ReturnFromFrame(Context context, Value result, ref Value registers)
    {
        registers = result;
        context.Depth--;
        return GeneralPath.ReturnBase;
    }
}
