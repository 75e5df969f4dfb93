using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Jit.Emit;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// Calls that are not the plain case of the interpreter's loop: builtins, generators, wrong argument counts, frames that do not
/// fit on the stack segment, calls from library code.
/// </summary>
internal static partial class Calls
{
    /// <summary>Most targets of a call site that are told apart.</summary>
    private const int MaximumCallees = 4;

    /// <summary>Calls whatever lies below a window whose first registers hold the arguments.</summary>
    public static Value Invoke(Context context, Value callee, int window, int count)
    {
        switch (callee.Kind)
        {
            case Kind.Function:
                return InvokeFunction(context, Unsafe.As<FunctionObject>(callee.Tag), window, count);
            case Kind.Builtin:
                context.Top = window + count;
                return InvokeBuiltin(context, Unsafe.As<BuiltinObject>(callee.Tag), context.Stack.AsSpan(window, count));
            default:
                return context.Fail(context.Language.NotCallableMessage(callee));
        }
    }

    /// <summary>The call instruction for everything but a builtin, and a plain function that fits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value CallSlow(Context context, Prototype caller, int callerWindow, in Instruction call)
    {
        int window = callerWindow + call.A + 1;
        int count = call.B;
        Value callee = context.Stack[window - 1];
        if (callee.Kind == Kind.Function)
        {
            ShareBorrowed(context.Stack.AsSpan(window, count), call.D);
            return InvokeFunction(context, Unsafe.As<FunctionObject>(callee.Tag), window, count);
        }

        return context.Fail(caller.Language.NotCallableMessage(callee));
    }

    /// <summary>Marks the borrowed containers among the arguments of a call.</summary>
    private static void ShareBorrowed(Span<Value> arguments, int borrowed)
    {
        for (int i = 0; borrowed != 0; i++, borrowed >>= 1)
        {
            if ((borrowed & 1) != 0)
            {
                arguments[i].Share();
            }
        }
    }

    /// <summary>The call instruction for a builtin.</summary>
    /// <returns>The next instruction, or <see cref="GeneralPath.LeaveAbnormally"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint CallBuiltin(Context context, FunctionObject function, nint pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        ref readonly Instruction call = ref prototype.CodeField[pc];
        ref Value callee = ref Unsafe.Add(ref registers, call.A);
        BuiltinObject builtin = Unsafe.As<BuiltinObject>(callee.Tag);
        Span<Value> arguments = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref callee, 1), call.B);
        if (call.D != 0 && (builtin.Traits & BuiltinTraits.Borrows) == 0)
        {
            bool keepsFirst = call.Opcode == Opcode.CallUpdate && (builtin.Traits & BuiltinTraits.Updates) != 0;
            ShareBorrowed(arguments, keepsFirst ? call.D & ~1 : call.D);
        }

        ref Frame frame = ref context.Frames[context.Depth];
        frame.Pc = (int)pc;
        context.Top = frame.Window + prototype.RegisterCountField;
        Value result = InvokeBuiltin(context, builtin, arguments);
        if (result.IsAbnormal)
        {
            return GeneralPath.Unwind(context, function, (int)pc, ref registers);
        }

        ref Value target = ref Unsafe.Add(ref registers, call.C);
        if (!ReferenceEquals(target.Tag, result.Tag))
        {
            Unsafe.AsRef(in target.Tag) = result.Tag;
        }

        Unsafe.AsRef(in target.Bits) = result.Bits;
        return pc + 1;
    }

    /// <summary>The call instruction for a function that has machine code.</summary>
    /// <returns>The next instruction, or <see cref="GeneralPath.LeaveAbnormally"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint CallCompiled(Context context, FunctionObject function, nint pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        ref readonly Instruction call = ref prototype.CodeField[pc];
        ref Value callee = ref Unsafe.Add(ref registers, call.A);
        ref Value first = ref Unsafe.Add(ref callee, 1);
        ShareBorrowed(MemoryMarshal.CreateSpan(ref first, call.B), call.D);
        int depth = context.Depth;
        ref Frame frame = ref context.Frames[depth];
        frame.Pc = (int)pc;
        context.Top = frame.Window + prototype.RegisterCountField;
        var called = Unsafe.As<FunctionObject>(callee.Tag);
        if (!ReferenceEquals(prototype.FeedbackField[pc].Target, called.Prototype))
        {
            NoteCallee(prototype, (int)pc, called.Prototype);
        }

        Value result = Support.CallCompiled(context, called, called.Prototype, depth + 1, ref first);
        context.Depth = depth;
        if (result.IsAbnormal)
        {
            return GeneralPath.Unwind(context, function, (int)pc, ref registers);
        }

        Unsafe.Add(ref registers, call.C) = result;
        return pc + 1;
    }

    /// <summary>Notes which code a call site calls: up to four targets.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NoteCallee(Prototype prototype, int pc, Prototype called)
    {
        ref object? target = ref prototype.FeedbackField[pc].Target;
        switch (target)
        {
            case null:
                target = called;
                break;
            case Prototype one when !ReferenceEquals(one, called):
                target = new[] { one, called };
                break;
            case Prototype[] several when several.Length < MaximumCallees && Array.IndexOf(several, called) < 0:
                target = (Prototype[])[.. several, called];
                break;
        }
    }

    /// <summary>A loop is hot.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void OnHotLoop(Context context, FunctionObject function, int pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        Tiering.TierController.OnHotLoop(context, prototype, pc, MemoryMarshal.CreateReadOnlySpan(ref registers, prototype.RegisterCountField));
    }

    /// <summary>Calls a builtin, and what it leaves to be called.</summary>
    public static Value InvokeBuiltin(Context context, BuiltinObject builtin, ReadOnlySpan<Value> arguments)
    {
        Value result = RunBuiltin(context, builtin, arguments);
        return result.IsAbnormal && context.Pending == PendingKind.TailCall ? CompleteTailCall(context) : result;
    }

    /// <summary>Runs the body of a builtin: checks the number of arguments and turns exceptions into pending errors.</summary>
    private static Value RunBuiltin(Context context, BuiltinObject builtin, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length < builtin.MinimumArity || (uint)arguments.Length > (uint)builtin.MaximumArity)
        {
            return context.Fail(builtin.ArityMessage?.Invoke(arguments.Length) ?? context.Language.ArityMessage(builtin, arguments.Length));
        }

        try
        {
            return builtin.Function(context, arguments);
        }
        catch (GuestError error)
        {
            return context.Fail(error.Message);
        }
        catch (OutOfMemoryException)
        {
            return context.Fail($"{builtin.Name}: out of memory");
        }
    }

    /// <summary>Resumes a generator's frame.</summary>
    public static Value Resume(Context context, FunctionObject function, Value[] registers, int pc)
    {
        int top = context.Top;
        int window = top + 1;
        if (window + registers.Length > context.Stack.Length)
        {
            return InFreshSegment(context, new Value(function), registers, registers.Length, (c, w) => Interpreter.Run(c, function, w, pc));
        }

        context.Stack[top] = new Value(function);
        registers.CopyTo(context.Stack, window);
        Value result = Interpreter.Run(context, function, window, pc);
        context.Top = top;
        return result;
    }

    /// <summary>Calls from library code when the stack segment is full.</summary>
    public static Value CallInFreshSegment(Context context, Value callee, ReadOnlySpan<Value> arguments)
    {
        int count = arguments.Length;
        return InFreshSegment(context, callee, arguments, count, (c, w) => Invoke(c, callee, w, count));
    }

    /// <summary>Runs a frame that could not simply start: too deep, interrupted, or too large for the stack segment.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value RunSlow(Context context, FunctionObject function, int window, int start)
    {
        Prototype prototype = function.Prototype;
        if (context.Poll())
        {
            return Value.Abnormal;
        }

        if (!context.MakeRoomForFrame())
        {
            return context.Fail(prototype.Language.TooDeepMessage(prototype.Name, context.MaximumDepth));
        }

        if (window + prototype.RegisterCount <= context.Stack.Length)
        {
            return Interpreter.Run(context, function, window, start);
        }

        int available = Math.Min(prototype.RegisterCount, context.Stack.Length - window);
        Value[] registers = context.Stack.AsSpan(window, available).ToArray();
        return InFreshSegment(context, new Value(function), registers, prototype.RegisterCount, (c, w) => Interpreter.Run(c, function, w, start));
    }

    private static Value InvokeFunction(Context context, FunctionObject function, int window, int count)
    {
        Prototype prototype = function.Prototype;
        if (!prototype.Accepts(count))
        {
            return context.Fail(prototype.Language.ArityMessage(prototype, count));
        }

        if (!prototype.IsVariadic)
        {
            return InvokeArranged(context, function, window);
        }

        if (window + prototype.ParameterCount > context.Stack.Length)
        {
            Value[] arguments = context.Stack.AsSpan(window, count).ToArray();
            return InFreshSegment(context, new Value(function), arguments, prototype.RegisterCount, (c, w) => InvokeFunction(c, function, w, count));
        }

        Arrange(context, prototype, window, count);
        return InvokeArranged(context, function, window);
    }

    /// <summary>Calls a function whose parameters lie below a window.</summary>
    private static Value InvokeArranged(Context context, FunctionObject function, int window)
    {
        Prototype prototype = function.Prototype;
        return prototype.IsGenerator ? new Value(new GeneratorObject(function, context.Stack.AsSpan(window, prototype.ParameterCount)))
            : prototype.IsCompiled ? InvokeCompiled(context, function, window)
            : Interpret(context, function, window, false);
    }

    /// <summary>Runs the interpreter on a function whose parameters lie below a window, unless that makes it hot.</summary>
    public static Value Interpret(Context context, FunctionObject function, int window, bool leavesForTailCalls)
    {
        Prototype prototype = function.Prototype;
        if (prototype.CallCountField >= context.CallThreshold && prototype.IsPlain && !prototype.IsCompiled)
        {
            Tiering.TierController.OnHotFunction(context, prototype);
            if (prototype.IsCompiled)
            {
                return InvokeCompiled(context, function, window);
            }
        }

        if (window + prototype.RegisterCount > context.Stack.Length)
        {
            return RunSlow(context, function, window, 0);
        }

        Value result = Interpreter.Run(context, function, window, 0, leavesForTailCalls);
        return prototype.IsAsync && !result.IsAbnormal ? prototype.Language.FinishAsync(context, result) : result;
    }

    private static Value InvokeCompiled(Context context, FunctionObject function, int window)
    {
        Prototype prototype = function.Prototype;
        int depth = context.Depth;
        context.Top = window + prototype.ParameterCount;
        Value result = Support.CallCompiled(context, function, prototype, depth + 1, ref context.Stack[window]);
        context.Depth = depth;
        return result;
    }

    private static Value InFreshSegment(Context context, Value callee, ReadOnlySpan<Value> registers, int registerCount, Func<Context, int, Value> run)
    {
        int top = context.Top;
        Value[] segment = context.PushSegment(registerCount + 1);
        segment[0] = callee;
        registers.CopyTo(segment.AsSpan(1));
        context.Top = 1 + registers.Length;
        Value result = run(context, 1);
        context.PopSegment();
        context.Top = top;
        return result;
    }
}
