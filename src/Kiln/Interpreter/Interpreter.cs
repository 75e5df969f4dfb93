using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// Tier 1: threaded code. Every opcode has a handler, a static method that carries out one instruction and then jumps to the handler
/// of the next one (<see cref="Handlers"/>). <see cref="Run"/> jumps into the first handler and gets control back when the activation it
/// started has ended; plain guest calls and returns in between only change the state that is handed from handler to handler.
/// <para>
/// The model is "threaded code" (Bell, 1973) with tail calls instead of computed jumps. A loop around a switch was measured too: it
/// takes about one and a half times as long for simple instructions, because .NET compiles a method of that size with shared tails,
/// so that each instruction goes through several jumps.
/// </para>
/// </summary>
internal static class Interpreter
{
    /// <summary>Runs an activation.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="function">The function; also lies in the register before the window.</param>
    /// <param name="window">Where the registers start on the stack; the first hold the arguments.</param>
    /// <param name="start">First instruction: 0, or where a generator was left.</param>
    /// <param name="leavesForTailCalls">
    /// Whether the activation may end with a tail call of a function that has machine code: the call is pending then, and the caller makes it.
    /// </param>
    /// <returns>The result, or the abnormal marker.</returns>
    public static unsafe Value Run(Context context, FunctionObject function, int window, int start, bool leavesForTailCalls = false)
    {
        Prototype prototype = function.Prototype;
        int baseDepth = context.Depth;
        byte marker;
        if (baseDepth >= context.DepthLimit || window + prototype.RegisterCountField > context.Stack.Length || (nuint)(&marker) < context.HostStackLimit)
        {
            return Calls.RunSlow(context, function, window, start);
        }

        (int outerBaseDepth, bool outerLeaves) = (context.BaseDepth, context.LeavesForTailCalls);
        (context.BaseDepth, context.LeavesForTailCalls) = (baseDepth, leavesForTailCalls);
        context.Depth = baseDepth + 1;
        context.Frames[baseDepth + 1].Window = window;
        prototype.CallCountField++;
        ref Instruction first = ref prototype.ScaledCodeField[start];
        ((OpcodeHandler)((nint*)context.Handlers)[(int)first.Opcode])(ref context.Stack[window], ref first, ref prototype.FeedbackField[start], context, function, context.IntTag);
        (context.BaseDepth, context.LeavesForTailCalls) = (outerBaseDepth, outerLeaves);
        return context.Result;
    }

    /// <summary>Runs frames that lie on the register stack already, until the outermost of them has ended.</summary>
    /// <param name="context">The guest thread; its depth is that of the innermost frame.</param>
    /// <param name="baseDepth">Depth below the outermost of the frames.</param>
    /// <param name="next">Where the innermost frame continues, or how it is left.</param>
    /// <param name="leavesForTailCalls">As in <see cref="Run"/>, for the outermost of the frames.</param>
    /// <returns>The result, or the abnormal marker.</returns>
    public static unsafe Value Continue(Context context, int baseDepth, int next, bool leavesForTailCalls)
    {
        if (next == GeneralPath.LeaveAbnormally && context.Depth == baseDepth)
        {
            return Value.Abnormal;
        }

        (int outerBaseDepth, bool outerLeaves) = (context.BaseDepth, context.LeavesForTailCalls);
        (context.BaseDepth, context.LeavesForTailCalls) = (baseDepth, leavesForTailCalls);
        ref Value registers = ref context.Stack[context.Frames[context.Depth].Window];
        var function = Unsafe.As<FunctionObject>(Unsafe.Add(ref registers, -1).Tag);
        Prototype prototype = function.Prototype;
        int position = Math.Max(next, 0);
        ref Instruction first = ref prototype.ScaledCodeField[position];
        context.Leaving = next;
        int entry = next < 0 ? HandlerTable.Leave : (int)first.Opcode;
        ((OpcodeHandler)((nint*)context.Handlers)[entry])(ref registers, ref first, ref prototype.FeedbackField[position], context, function, context.IntTag);
        (context.BaseDepth, context.LeavesForTailCalls) = (outerBaseDepth, outerLeaves);
        return context.Result;
    }
}
