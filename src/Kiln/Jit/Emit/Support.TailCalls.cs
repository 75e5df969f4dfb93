using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Interpreter;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Jit.Emit;

/// <content>Tail calls and variadic functions: what their code in <see cref="Emitter"/> and <see cref="TailCallStubs"/> calls.</content>
internal static partial class Support
{
    /// <summary>What the language makes of the arguments that lie in the room made for them.</summary>
    public static Value CollectRest(Context context, Prototype prototype, int count)
    {
        Value rest = prototype.Language.CollectRest(context, prototype, context.Stack.AsSpan(context.Top + 1, count));
        EndArguments(context);
        return rest;
    }

    /// <summary>Prepares the call of any value with the arguments in the room made for them.</summary>
    public static Value PrepareCall(Context context, int depth, Language language, Value callee, int count)
    {
        int top = context.Top;
        context.Depth = depth;
        context.Top = top + 1 + count;
        Value result = Calls.Prepare(context, language, callee, context.Stack.AsSpan(top + 1, count));
        context.Top = top;
        EndArguments(context);
        return result;
    }

    /// <summary>Makes a prepared call.</summary>
    public static Value CallPrepared(Context context, int depth)
    {
        if (context.Pending != PendingKind.TailCall)
        {
            return context.Result;
        }

        context.Depth = depth;
        (Value callee, int count) = context.TakeTailCall();
        return context.Call(callee, context.TailArguments.AsSpan(0, count));
    }

    /// <summary>Whether an abnormal completion is a tail call that the interpreter left to be made.</summary>
    public static bool HasPendingCall(Context context) => context.Pending == PendingKind.TailCall;

    /// <summary>Runs the interpreter; an activation that ends with a tail call of compiled code leaves that to the caller.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value InterpretAndLeave(Context context, FunctionObject function, int depth) => Interpret(context, function, depth, true);

    /// <summary>Copies parameters that are passed in memory to where the interpreter expects them.</summary>
    public static void CopyArguments(Context context, FunctionObject function, ref Value first)
    {
        int count = function.Prototype.ParameterCount;
        ref Value window = ref BeginArguments(context, count);
        MemoryMarshal.CreateReadOnlySpan(ref first, count).CopyTo(MemoryMarshal.CreateSpan(ref window, count));
    }

    /// <summary>Takes the pending call, as <see cref="Calls.TakePending"/> does.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FunctionObject? TakePending(Context context, int depth) => Calls.TakePending(context, depth);
}
