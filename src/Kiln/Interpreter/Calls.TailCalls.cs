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

        if (!Resolve(context, prototype.Language, ref callee, ref arguments, out Value result))
        {
            return result.IsAbnormal ? GeneralPath.Unwind(context, function, (int)pc, ref registers) : ReturnFromFrame(context, result, ref registers);
        }

        var called = Unsafe.As<FunctionObject>(callee.Tag);

        // The frame exists already, so it does not count against the limit.
        if (!CanStart(context, called.Prototype, 0, frame.Window, arguments.Length))
        {
            if (called.Prototype.IsCompiled && context.LeavesForTailCalls && context.Depth == context.BaseDepth + 1)
            {
                context.TailCall(callee, arguments);
                context.Depth--;
                return GeneralPath.LeaveAbnormally;
            }

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

    /// <summary>Looks whether a value can be called, for compiled code. A builtin is called, a function left pending.</summary>
    /// <returns>Abnormal if an error is pending. If no call is, the result is in the context.</returns>
    public static Value Prepare(Context context, Language language, Value callee, Span<Value> arguments)
    {
        if (Resolve(context, language, ref callee, ref arguments, out Value result))
        {
            context.TailCall(callee, arguments);
            return Value.Nil;
        }

        context.Result = result;
        return result.IsAbnormal ? result : Value.Nil;
    }

    /// <summary>Takes the pending tail call. What compiled code cannot enter by itself is called here.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="depth">Depth of the activation that ends with the call.</param>
    /// <returns>The function to enter, whose parameters lie in <see cref="Context.TailArguments"/>; null if the result is in the context.</returns>
    public static FunctionObject? TakePending(Context context, int depth)
    {
        if (context.Pending != PendingKind.TailCall)
        {
            return null;
        }

        (Value callee, int count) = context.TakeTailCall();
        var function = Unsafe.As<FunctionObject>(callee.Tag);
        Prototype prototype = function.Prototype;
        if (!prototype.IsPlain)
        {
            context.Depth = depth - 1;
            context.Result = context.Call(callee, context.TailArguments.AsSpan(0, count));
            return null;
        }

        if (prototype.IsVariadic)
        {
            if (prototype.ParameterCount > context.TailArguments.Length)
            {
                Array.Resize(ref context.TailArguments, prototype.ParameterCount);
            }

            context.Depth = depth;
            Arrange(context, prototype, context.TailArguments, count);
        }

        return function;
    }

    /// <summary>Finds the function that a call ends up in: builtins are called until there is one, or a result.</summary>
    /// <param name="context">The guest thread; its first free register lies above the arguments.</param>
    /// <param name="language">Says what is wrong with a callee.</param>
    /// <param name="callee">What is called; then a function that accepts the arguments.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="result">Otherwise, the result, or the abnormal marker.</param>
    private static bool Resolve(Context context, Language language, ref Value callee, ref Span<Value> arguments, out Value result)
    {
        while (callee.Kind == Kind.Builtin)
        {
            result = RunBuiltin(context, Unsafe.As<BuiltinObject>(callee.Tag), arguments);
            if (!result.IsAbnormal || context.Pending != PendingKind.TailCall)
            {
                return false;
            }

            (callee, int count) = context.TakeTailCall();
            arguments = context.TailArguments.AsSpan(0, count);
            if (callee.Kind != Kind.Builtin)
            {
                break;
            }

            if (context.Top + count > context.Stack.Length)
            {
                result = context.Call(callee, arguments);
                return false;
            }

            // This builtin may leave a call of its own.
            arguments.CopyTo(context.Stack.AsSpan(context.Top));
            arguments = context.Stack.AsSpan(context.Top, count);
            context.Top += count;
        }

        result = callee.Kind != Kind.Function ? context.Fail(language.NotCallableMessage(callee))
            : !Unsafe.As<FunctionObject>(callee.Tag).Prototype.Accepts(arguments.Length) ? Mismatch(context, Unsafe.As<FunctionObject>(callee.Tag).Prototype, arguments.Length)
            : Value.Nil;
        return !result.IsAbnormal;
    }

    private static Value Mismatch(Context context, Prototype prototype, int count) => context.Fail(prototype.Language.ArityMessage(prototype, count));

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
