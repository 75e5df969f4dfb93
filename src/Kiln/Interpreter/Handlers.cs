using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// The handlers of the opcodes. A handler carries out the common case of its instruction and hands everything else to a slower handler,
/// in the end to <see cref="Slow"/>, where <see cref="GeneralPath"/> knows the complete meaning of every instruction.
/// <para>
/// Four rules keep handlers fast and correct. <c>Move</c> shows all of them.
/// </para>
/// <list type="number">
/// <item>A handler ends with a call of another handler in tail position, which the JIT compiler turns into a jump. It does so only in
/// optimised code, so every handler carries <c>AggressiveOptimization</c>; without it the host stack would grow with every instruction.</item>
/// <item>Handlers reach each other through <see cref="HandlerTable"/> only, even where the target is known: the JIT compiler would inline a direct
/// call, and with it the calls in there. (It must not be forbidden to either: a method that is not inlined makes no jumps out of its calls.)</item>
/// <item>No handler has a local variable whose address is taken, or the jump becomes a call. Struct results of calls stay in
/// <see cref="Calls"/> and <see cref="GeneralPath"/>, which return the next instruction instead.</item>
/// <item>A handler for a common case makes no other call, not even a write barrier: it would have to save and restore the state around it
/// on every execution. Registers usually keep their kind, so writes compare tags and store 8 bytes; if the tags differ, a second handler
/// with the suffix <c>Storing</c> does the same work with a full store.</item>
/// </list>
/// </summary>
internal static unsafe partial class Handlers
{
#if PRECOMPILED
    internal const MethodImplOptions Threaded = 0;
#else
    internal const MethodImplOptions Threaded = MethodImplOptions.AggressiveOptimization;
#endif

    /// <summary>The instruction does not fit its handler's common case.</summary>
    [MethodImpl(Threaded)]
    public static void Slow(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        nint pc = PositionOf(function, ref i);
        ResumeAfter(pc, GeneralPath.Execute(context, function, (int)pc, ref registers), ref registers, context, function, intTag);
    }

    /// <summary>A backward jump found that something wants attention.</summary>
    [MethodImpl(Threaded)]
    public static void Interrupted(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        Resume(GeneralPath.Interrupt(context, function, PositionOf(function, ref i), ref registers), ref registers, context, function, intTag);

    /// <summary>A loop went back often enough to be compiled; goes on at its start, perhaps in machine code.</summary>
    [MethodImpl(Threaded)]
    public static void HotLoop(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        if (context.IsInterrupted)
        {
            ContinueAt(HandlerTable.Interrupted, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Calls.OnHotLoop(context, function, PositionOf(function, ref i), ref registers);
        Next(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The instruction starts a loop that has machine code.</summary>
    [MethodImpl(Threaded)]
    public static void EnterLoop(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        nint next = Tiering.LoopEntry.Enter(context, function, PositionOf(function, ref i), ref registers);
        if (next == Tiering.LoopEntry.NotEntered)
        {
            Next(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        // The code may have been left in a call that was inlined: the frame on top is another one then.
        ResumeOnTop(next, ref registers, context, function, intTag);
    }

    /// <summary>Leaves an activation in another way than by a return instruction; <see cref="Context.Leaving"/> says how.</summary>
    [MethodImpl(Threaded)]
    public static void Leave(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        int next = context.Leaving;
        while (next == GeneralPath.LeaveAbnormally)
        {
            if (context.Depth == context.BaseDepth)
            {
                context.Result = Value.Abnormal;
                return;
            }

            ref Frame frame = ref context.Frames[context.Depth];
            registers = ref context.Stack[frame.Window];
            function = Unsafe.As<FunctionObject>(Unsafe.Add(ref registers, -1).Tag);
            next = GeneralPath.Unwind(context, function, frame.Pc, ref registers);
        }

        if (next >= 0)
        {
            Resume(next, ref registers, context, function, intTag);
            return;
        }

        ref Value result = ref Unsafe.Add(ref registers, GeneralPath.ReturnBase - next);
        if (context.Depth == context.BaseDepth)
        {
            context.Result = result;
            return;
        }

        ref Frame caller = ref context.Frames[context.Depth];
        registers = ref context.Stack[caller.Window];
        function = Unsafe.As<FunctionObject>(Unsafe.Add(ref registers, -1).Tag);
        Prototype prototype = function.Prototype;
        At(ref registers, prototype.ScaledCodeField[caller.Pc].C) = result;
        Resume(caller.Pc + 1, ref registers, context, function, intTag);
    }

    /// <summary>Goes on at a position that a slow path found, or leaves the activation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Resume(nint next, ref Value registers, Context context, FunctionObject function, HeapObject intTag)
    {
        if (next < 0)
        {
            context.Leaving = (int)next;
            ContinueAt(HandlerTable.Leave, ref registers, ref CodeOf(function), ref FeedbackOf(function), context, function, intTag);
            return;
        }

        Next(ref registers, ref Unsafe.Add(ref CodeOf(function), next), ref Unsafe.Add(ref FeedbackOf(function), next), context, function, intTag);
    }

    /// <summary>The same where the frame on top may be another one than before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ResumeOnTop(nint next, ref Value registers, Context context, FunctionObject function, HeapObject intTag)
    {
        if (next >= 0)
        {
            registers = ref context.Stack[context.Frames[context.Depth].Window];
            function = Unsafe.As<FunctionObject>(Unsafe.Add(ref registers, -1).Tag);
        }

        Resume(next, ref registers, context, function, intTag);
    }

    /// <summary>The same after an instruction that may have jumped back: loops whose jumps take a slow path get hot, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ResumeAfter(nint pc, nint next, ref Value registers, Context context, FunctionObject function, HeapObject intTag)
    {
        if (next <= pc && next >= 0 && function.Prototype.BackEdgeCountField >= context.LoopThreshold)
        {
            ContinueAt(HandlerTable.HotLoop, ref registers, ref Unsafe.Add(ref CodeOf(function), next), ref Unsafe.Add(ref FeedbackOf(function), next), context, function, intTag);
            return;
        }

        Resume(next, ref registers, context, function, intTag);
    }

    /// <summary>Jumps to the handler of an instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Next(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        ((OpcodeHandler)((nint*)context.Handlers)[(int)i.Opcode])(ref registers, ref i, ref feedback, context, function, intTag);

    /// <summary>Jumps to a handler that does not belong to an opcode.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ContinueAt(int entry, ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        ((OpcodeHandler)((nint*)context.Handlers)[entry])(ref registers, ref i, ref feedback, context, function, intTag);

    /// <summary>Jumps to the opcode's handler for writes that change a register's kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ContinueStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        ContinueAt((int)i.Opcode + HandlerTable.Storing, ref registers, ref i, ref feedback, context, function, intTag);

    /// <summary>Jumps to the opcode's handler for other operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ContinueOther(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        ContinueAt((int)i.Opcode + HandlerTable.Other, ref registers, ref i, ref feedback, context, function, intTag);

    /// <summary>Jumps to the handler of the instruction after this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        Next(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);

    /// <summary>Takes a jump; backward ones count and look for interruptions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Jump(int distance, ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        i = ref Unsafe.Add(ref i, (nint)distance + 1);
        feedback = ref Unsafe.Add(ref feedback, (nint)distance + 1);
        if (distance < 0)
        {
            if (++function.Prototype.BackEdgeCountField >= context.LoopThreshold)
            {
                ContinueAt(HandlerTable.HotLoop, ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            if (context.IsInterrupted)
            {
                ContinueAt(HandlerTable.Interrupted, ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }
        }

        Next(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Takes a conditional jump or goes on, and counts which.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Branch(bool taken, int distance, ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        if (taken)
        {
            feedback.First++;
            Jump(distance, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        feedback.Second++;
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The register at a byte offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Value At(ref Value registers, ushort offset) => ref Unsafe.AddByteOffset(ref registers, (nint)offset);

    /// <summary>Writes the payload of a value whose tag is right already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetBits(ref Value target, long bits) => Unsafe.AsRef(in target.Bits) = bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetTagged(ref Value target, HeapObject tag, long bits)
    {
        Unsafe.AsRef(in target.Tag) = tag;
        Unsafe.AsRef(in target.Bits) = bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Instruction CodeOf(FunctionObject function) => ref MemoryMarshal.GetArrayDataReference(function.Prototype.ScaledCodeField);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Feedback FeedbackOf(FunctionObject function) => ref MemoryMarshal.GetArrayDataReference(function.Prototype.FeedbackField);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PositionOf(FunctionObject function, ref Instruction i) =>
        (int)((uint)Unsafe.ByteOffset(ref CodeOf(function), ref i) / sizeof(Instruction));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ObjectOf<T>(FunctionObject function, ushort index)
        where T : class => Unsafe.As<T>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ObjectsField), (nint)index));
}
