using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Interpreter;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Jit.Emit;

/// <content>Calls out of compiled code, and into it.</content>
internal static unsafe partial class Support
{
    /// <summary>Makes room for a callee and its arguments on the register stack.</summary>
    /// <returns>Where the first argument goes.</returns>
    public static ref Value BeginArguments(Context context, int count)
    {
        if (context.Top + 1 + count > context.Stack.Length)
        {
            context.BeginSegment(count + 1);
        }

        return ref context.Stack[context.Top + 1];
    }

    /// <summary>Gives that room back.</summary>
    public static void EndArguments(Context context)
    {
        if (context.Top == 0)
        {
            context.EndSegment();
        }
    }

    /// <summary>Calls any value with the arguments in the room that was made for them.</summary>
    public static Value CallValue(Context context, int depth, Language language, Value callee, int count)
    {
        int top = context.Top;
        Value result;
        if (callee.Kind == Kind.Function && Unsafe.As<FunctionObject>(callee.Tag).Prototype is { IsCompiled: true } prototype && prototype.IsPlainFor(count))
        {
            context.Top = top + 1 + count;
            result = CallCompiled(context, Unsafe.As<FunctionObject>(callee.Tag), prototype, depth + 1, ref context.Stack[top + 1]);
            context.Top = top;
        }
        else
        {
            context.Depth = depth;
            context.Stack[top] = callee;
            result = callee.IsCallable ? Calls.Invoke(context, callee, top + 1, count) : context.Fail(language.NotCallableMessage(callee));
            context.Top = top;
        }

        EndArguments(context);
        return result;
    }

    public static Value CallBuiltin(Context context, int depth, BuiltinObject builtin, int count)
    {
        int top = context.Top;
        context.Depth = depth;
        context.Top = top + 1 + count;
        Value result = Calls.InvokeBuiltin(context, builtin, context.Stack.AsSpan(top + 1, count));
        context.Top = top;
        EndArguments(context);
        return result;
    }

    /// <summary>Calls a compiled function whose arguments lie in memory. It may leave the arguments' place to others at once.</summary>
    public static Value CallCompiled(Context context, FunctionObject function, Prototype prototype, int depth, ref Value a)
    {
        nint entry = prototype.EntryPoint;
        switch (prototype.ParameterCount)
        {
            case 0:
                return ((delegate*<Context, FunctionObject, int, Value>)entry)(context, function, depth);
            case 1:
                return ((delegate*<Context, FunctionObject, int, Value, Value>)entry)(context, function, depth, a);
            case 2:
                return ((delegate*<Context, FunctionObject, int, Value, Value, Value>)entry)(context, function, depth, a, At(ref a, 1));
            case 3:
                return ((delegate*<Context, FunctionObject, int, Value, Value, Value, Value>)entry)(context, function, depth, a, At(ref a, 1), At(ref a, 2));
            case 4:
                return ((delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value>)entry)(context, function, depth, a, At(ref a, 1), At(ref a, 2), At(ref a, 3));
            case 5:
                return ((delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value, Value>)entry)(
                    context, function, depth, a, At(ref a, 1), At(ref a, 2), At(ref a, 3), At(ref a, 4));
            case 6:
                return ((delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value, Value, Value>)entry)(
                    context, function, depth, a, At(ref a, 1), At(ref a, 2), At(ref a, 3), At(ref a, 4), At(ref a, 5));
            case 7:
                return ((delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value, Value, Value, Value>)entry)(
                    context, function, depth, a, At(ref a, 1), At(ref a, 2), At(ref a, 3), At(ref a, 4), At(ref a, 5), At(ref a, 6));
            case 8:
                return ((delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value, Value, Value, Value, Value>)entry)(
                    context, function, depth, a, At(ref a, 1), At(ref a, 2), At(ref a, 3), At(ref a, 4), At(ref a, 5), At(ref a, 6), At(ref a, 7));
            default:
                return ((delegate*<Context, FunctionObject, int, ref Value, Value>)entry)(context, function, depth, ref a);
        }
    }

    /// <summary>The entry point of functions that have no machine code: it runs the interpreter.</summary>
    public static nint InterpreterEntry(int parameterCount) => parameterCount switch
    {
        0 => (nint)(delegate*<Context, FunctionObject, int, Value>)&Interpret,
        1 => (nint)(delegate*<Context, FunctionObject, int, Value, Value>)&Interpret,
        2 => (nint)(delegate*<Context, FunctionObject, int, Value, Value, Value>)&Interpret,
        3 => (nint)(delegate*<Context, FunctionObject, int, Value, Value, Value, Value>)&Interpret,
        4 => (nint)(delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value>)&Interpret,
        5 => (nint)(delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value, Value>)&Interpret,
        6 => (nint)(delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value, Value, Value>)&Interpret,
        7 => (nint)(delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value, Value, Value, Value>)&Interpret,
        8 => (nint)(delegate*<Context, FunctionObject, int, Value, Value, Value, Value, Value, Value, Value, Value, Value>)&Interpret,
        _ => (nint)(delegate*<Context, FunctionObject, int, ref Value, Value>)&InterpretMany,
    };

    private static ref Value At(ref Value first, int index) => ref Unsafe.Add(ref first, index);

    private static Value Interpret(Context context, FunctionObject function, int depth) => Interpret(context, function, depth, []);

    private static Value Interpret(Context context, FunctionObject function, int depth, Value a) => Interpret(context, function, depth, [a]);

    private static Value Interpret(Context context, FunctionObject function, int depth, Value a, Value b) => Interpret(context, function, depth, [a, b]);

    private static Value Interpret(Context context, FunctionObject function, int depth, Value a, Value b, Value c) => Interpret(context, function, depth, [a, b, c]);

    private static Value Interpret(Context context, FunctionObject function, int depth, Value a, Value b, Value c, Value d) =>
        Interpret(context, function, depth, [a, b, c, d]);

    private static Value Interpret(Context context, FunctionObject function, int depth, Value a, Value b, Value c, Value d, Value e) =>
        Interpret(context, function, depth, [a, b, c, d, e]);

    private static Value Interpret(Context context, FunctionObject function, int depth, Value a, Value b, Value c, Value d, Value e, Value f) =>
        Interpret(context, function, depth, [a, b, c, d, e, f]);

    private static Value Interpret(Context context, FunctionObject function, int depth, Value a, Value b, Value c, Value d, Value e, Value f, Value g) =>
        Interpret(context, function, depth, [a, b, c, d, e, f, g]);

    private static Value Interpret(Context context, FunctionObject function, int depth, Value a, Value b, Value c, Value d, Value e, Value f, Value g, Value h) =>
        Interpret(context, function, depth, [a, b, c, d, e, f, g, h]);

    private static Value InterpretMany(Context context, FunctionObject function, int depth, ref Value first) =>
        Interpret(context, function, depth, MemoryMarshal.CreateReadOnlySpan(ref first, function.Prototype.ParameterCount));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value Interpret(Context context, FunctionObject function, int depth, ReadOnlySpan<Value> arguments)
    {
        if (function.Prototype.HasTailCalls)
        {
            // From the next call on, tail calls out of the interpreter do not nest either.
            TailCallStubs.Install(function.Prototype);
        }

        arguments.CopyTo(MemoryMarshal.CreateSpan(ref BeginArguments(context, arguments.Length), arguments.Length));
        return Interpret(context, function, depth, false);
    }

    /// <summary>Runs the interpreter on a function whose arguments lie in the room that was made for them.</summary>
    private static Value Interpret(Context context, FunctionObject function, int depth, bool leavesForTailCalls)
    {
        int top = context.Top;
        context.Depth = depth - 1;
        context.Stack[top] = new Value(function);
        Value result = Calls.Interpret(context, function, top + 1, leavesForTailCalls);
        context.Top = top;
        EndArguments(context);
        return result;
    }
}
