using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Tail calls: see <see cref="Calls"/>.</content>
internal static unsafe partial class Handlers
{
    /// <summary>
    /// Calls what register A holds with the arguments in the registers after it, in the place of the running activation. If the activation was one
    /// of the same function, as in a loop that is written as a recursion, its registers usually keep their kinds.
    /// </summary>
    [MethodImpl(Threaded)]
    public static void TailCall(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        TailCallBody(ref registers, ref i, ref feedback, context, function, intTag);

    /// <summary><c>GetGlobal</c>, <c>TailCall</c>.</summary>
    [MethodImpl(Threaded)]
    public static void GetGlobalTailCall(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        HeapObject callee = ObjectOf<GlobalCell>(function, i.B).Value.Tag;
        if (At(ref registers, i.A).Tag != callee || callee.Kind != Kind.Function)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        TailCallBody(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TailCallBody(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value callee = ref At(ref registers, i.A);
        HeapObject tag = callee.Tag;
        if (tag.Kind != Kind.Function)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Prototype called = Unsafe.As<FunctionObject>(tag).Prototype;
        int depth = context.Depth;
        int window = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Frames), depth).Window;
        if (called.PlainParameterCountField != i.B || depth > context.DepthLimit || window + called.RegisterCountField > context.Stack.Length || feedback.Target is null || called.CallCountField + 1 >= context.CallThreshold)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        called.CallCountField++;
        nint count = i.B;
        bool keepsKinds = Unsafe.Add(ref registers, -1).Tag == tag && i.D == 0;
        for (nint k = 0; k < count; k++)
        {
            keepsKinds &= Unsafe.Add(ref registers, k).Tag == Unsafe.Add(ref callee, k + 1).Tag;
        }

        if (!keepsKinds)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        // Each argument lies above the register it goes to, so none is overwritten before it is read.
        for (nint k = 0; k < count; k++)
        {
            SetBits(ref Unsafe.Add(ref registers, k), Unsafe.Add(ref callee, k + 1).Bits);
        }

        Next(
            ref registers,
            ref MemoryMarshal.GetArrayDataReference(called.ScaledCodeField),
            ref MemoryMarshal.GetArrayDataReference(called.FeedbackField),
            context,
            Unsafe.As<FunctionObject>(tag),
            intTag);
    }

    /// <summary>The same for another function, or arguments of other kinds than the registers held.</summary>
    [MethodImpl(Threaded)]
    public static void TailCallStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value callee = ref At(ref registers, i.A);
        function = Unsafe.As<FunctionObject>(callee.Tag);
        ShareBorrowed(ref callee, i.D);
        nint count = i.B;
        for (nint k = -1; k < count; k++)
        {
            Unsafe.Add(ref registers, k) = Unsafe.Add(ref callee, k + 1);
        }

        Next(ref registers, ref CodeOf(function), ref FeedbackOf(function), context, function, intTag);
    }

    /// <summary>Everything else, such as a builtin, or a function that is compiled or hot.</summary>
    [MethodImpl(Threaded)]
    public static void TailCallOther(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        nint next = Calls.TailCall(context, function, PositionOf(function, ref i), ref registers);
        ResumeOnTop(next, ref registers, context, function, intTag);
    }
}
