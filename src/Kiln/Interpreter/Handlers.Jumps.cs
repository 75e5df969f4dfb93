using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Jumps that do not compare, and loops.</content>
internal static unsafe partial class Handlers
{
    /// <summary>What a jump asks of register A.</summary>
    internal interface ICondition
    {
        /// <summary>Whether the handler can decide it.</summary>
        static abstract bool IsDecidable(ref Value value);

        /// <summary>Whether the jump is taken.</summary>
        static abstract bool Holds(ref Value value);
    }

    /// <summary>Always jumps.</summary>
    [MethodImpl(Threaded)]
    public static void Jump(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        Jump(i.Wide, ref registers, ref i, ref feedback, context, function, intTag);

    /// <summary>Jumps if register A meets a condition.</summary>
    [MethodImpl(Threaded)]
    public static void JumpIf<TCondition>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TCondition : struct, ICondition =>
        JumpIfBody<TCondition>(ref registers, ref i, ref feedback, context, function, intTag);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void JumpIfBody<TCondition>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TCondition : struct, ICondition
    {
        ref Value value = ref At(ref registers, i.A);
        if (!TCondition.IsDecidable(ref value))
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Branch(TCondition.Holds(ref value), i.Wide, ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>
    /// Steps a loop. Registers from A on: next item, items left, step, current item. This is the counted range; everything else has
    /// its source in the first register.
    /// </summary>
    [MethodImpl(Threaded)]
    public static void IterNext(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        IterNextBody(ref registers, ref i, ref feedback, context, function, intTag);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void IterNextBody(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value state = ref At(ref registers, i.A);
        if (state.Tag != intTag || Unsafe.Add(ref state, 3).Tag != intTag)
        {
            if (state.Tag.Kind == Kind.Array)
            {
                ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ref Value remaining = ref Unsafe.Add(ref state, 1);
        long left = remaining.Bits;
        if (left <= 0)
        {
            feedback.Second++;
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        long item = state.Bits;
        SetBits(ref remaining, left - 1);
        SetBits(ref state, unchecked(item + Unsafe.Add(ref state, 2).Bits));
        SetBits(ref Unsafe.Add(ref state, 3), item);
        feedback.First++;
        Jump(i.Wide, ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Steps a loop over an array of integers or doubles, and knows the end of all arrays.</summary>
    [MethodImpl(Threaded)]
    public static void NextElement(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value state = ref At(ref registers, i.A);
        ref Value position = ref Unsafe.Add(ref state, 1);
        ref Value item = ref Unsafe.Add(ref state, 3);
        ArrayObject array = Unsafe.As<ArrayObject>(state.Tag);
        nint index = (nint)position.Bits;
        if (index >= array.CountField)
        {
            feedback.Second++;
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        // Doubles have the same size: their bits can be read as those of integers.
        ArrayStorage storage = array.StorageField;
        if ((storage == ArrayStorage.Ints && item.Tag == intTag) || (storage == ArrayStorage.Floats && item.Tag == context.FloatTag))
        {
            SetBits(ref item, Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), index));
            SetBits(ref position, index + 1);
            feedback.First++;
            Jump(i.Wide, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Steps a loop over an array to an element of any kind.</summary>
    [MethodImpl(Threaded)]
    public static void NextElementStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value state = ref At(ref registers, i.A);
        ArrayObject array = Unsafe.As<ArrayObject>(state.Tag);
        if (array.StorageField == ArrayStorage.Strings && feedback.Target == context.StringsMark)
        {
            ref Value position = ref Unsafe.Add(ref state, 1);
            nint index = (nint)position.Bits;
            SetTagged(ref Unsafe.Add(ref state, 3), StringAt(array, index), 0);
            SetBits(ref position, index + 1);
            feedback.First++;
            Jump(i.Wide, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        nint pc = PositionOf(function, ref i);
        nint next = GeneralPath.NextElement(function.Prototype, pc, ref registers);
        if (context.IsInterrupted)
        {
            ContinueAt(HandlerTable.Interrupted, ref registers, ref Unsafe.Add(ref CodeOf(function), next), ref feedback, context, function, intTag);
            return;
        }

        ResumeAfter(pc, next, ref registers, context, function, intTag);
    }

    internal readonly struct IsTrue : ICondition
    {
        public static bool IsDecidable(ref Value value) => value.Tag.Kind == Kind.Bool;

        public static bool Holds(ref Value value) => value.Bits != 0;
    }

    internal readonly struct IsFalse : ICondition
    {
        public static bool IsDecidable(ref Value value) => value.Tag.Kind == Kind.Bool;

        public static bool Holds(ref Value value) => value.Bits == 0;
    }

    internal readonly struct IsNil : ICondition
    {
        public static bool IsDecidable(ref Value value) => true;

        public static bool Holds(ref Value value) => value.Tag.Kind == Kind.Nil;
    }

    internal readonly struct IsNotNil : ICondition
    {
        public static bool IsDecidable(ref Value value) => true;

        public static bool Holds(ref Value value) => value.Tag.Kind != Kind.Nil;
    }

    internal readonly struct IsUndefined : ICondition
    {
        public static bool IsDecidable(ref Value value) => true;

        public static bool Holds(ref Value value) => value.Tag.Kind == Kind.Undefined;
    }
}
