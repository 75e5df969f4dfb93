using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Arithmetic on two integers or two doubles; everything else takes the slow path.</content>
internal static unsafe partial class Handlers
{
    /// <summary>
    /// An operator on machine numbers. Results come back as return values: an out parameter would be a local whose address is taken.
    /// </summary>
    internal interface IOperator
    {
        /// <summary>The result on integers; any number if it is not defined.</summary>
        static abstract long Apply(long a, long b);

        /// <summary>Whether that result is defined and exact.</summary>
        static abstract bool IsExact(long a, long b, long result);

        /// <summary>The result on doubles; any number if it is not defined.</summary>
        static abstract double Apply(double a, double b);

        /// <summary>Whether the result on doubles is defined here.</summary>
        static abstract bool HasFloats(double b);
    }

    /// <summary>The right operand.</summary>
    internal interface IRight
    {
        /// <summary>Whether it is the number in C itself, an integer.</summary>
        static abstract bool IsImmediate { get; }

        /// <summary>Where it lies, if it is not an immediate.</summary>
        static abstract ref Value Of(ref Value registers, ref Instruction i, FunctionObject function);
    }

    /// <summary>Register A := register B operator right operand.</summary>
    [MethodImpl(Threaded)]
    public static void Arithmetic<TOperator, TRight>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TOperator : struct, IOperator
        where TRight : struct, IRight
    {
        ref Value left = ref At(ref registers, i.B);
        ref Value target = ref At(ref registers, i.A);
        HeapObject tag = left.Tag;
        if (tag == intTag)
        {
            long b;
            if (TRight.IsImmediate)
            {
                b = (short)i.C;
            }
            else
            {
                ref Value right = ref TRight.Of(ref registers, ref i, function);
                if (right.Tag != tag)
                {
                    ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
                    return;
                }

                b = right.Bits;
            }

            long a = left.Bits;
            long result = TOperator.Apply(a, b);
            if (!TOperator.IsExact(a, b, result))
            {
                ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            if (target.Tag != tag)
            {
                ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            SetBits(ref target, result);
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (!TRight.IsImmediate && tag.Kind == Kind.Float)
        {
            ref Value right = ref TRight.Of(ref registers, ref i, function);
            double b = BitConverter.Int64BitsToDouble(right.Bits);
            if (right.Tag != tag || !TOperator.HasFloats(b))
            {
                ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            if (target.Tag != tag)
            {
                ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            feedback.First |= (int)OperandFeedback.Floats;
            SetBits(ref target, BitConverter.DoubleToInt64Bits(TOperator.Apply(BitConverter.Int64BitsToDouble(left.Bits), b)));
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The same with a result of another kind than register A held; the operands have been checked.</summary>
    [MethodImpl(Threaded)]
    public static void ArithmeticStoring<TOperator, TRight>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TOperator : struct, IOperator
        where TRight : struct, IRight
    {
        ref Value left = ref At(ref registers, i.B);
        HeapObject tag = left.Tag;
        long bits = TRight.IsImmediate ? (short)i.C : TRight.Of(ref registers, ref i, function).Bits;
        if (tag == intTag)
        {
            bits = TOperator.Apply(left.Bits, bits);
        }
        else
        {
            feedback.First |= (int)OperandFeedback.Floats;
            bits = BitConverter.DoubleToInt64Bits(TOperator.Apply(BitConverter.Int64BitsToDouble(left.Bits), BitConverter.Int64BitsToDouble(bits)));
        }

        SetTagged(ref At(ref registers, i.A), tag, bits);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The negative of a number.</summary>
    [MethodImpl(Threaded)]
    public static void Negate(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value operand = ref At(ref registers, i.B);
        ref Value target = ref At(ref registers, i.A);
        HeapObject tag = operand.Tag;
        if (target.Tag == tag && tag == intTag && operand.Bits != long.MinValue)
        {
            SetBits(ref target, -operand.Bits);
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (target.Tag == tag && tag.Kind == Kind.Float)
        {
            SetBits(ref target, operand.Bits ^ long.MinValue);
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
    }

    internal readonly struct RightRegister : IRight
    {
        public static bool IsImmediate => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) => ref At(ref registers, i.C);
    }

    internal readonly struct RightConstant : IRight
    {
        public static bool IsImmediate => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) =>
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
    }

    internal readonly struct RightImmediate : IRight
    {
        public static bool IsImmediate => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) => ref registers;
    }

    internal readonly struct AddOperator : IOperator
    {
        public static long Apply(long a, long b) => unchecked(a + b);

        public static bool IsExact(long a, long b, long result) => ((a ^ result) & (b ^ result)) >= 0;

        public static double Apply(double a, double b) => a + b;

        public static bool HasFloats(double b) => true;
    }

    internal readonly struct SubtractOperator : IOperator
    {
        public static long Apply(long a, long b) => unchecked(a - b);

        public static bool IsExact(long a, long b, long result) => ((a ^ b) & (a ^ result)) >= 0;

        public static double Apply(double a, double b) => a - b;

        public static bool HasFloats(double b) => true;
    }

    internal readonly struct MultiplyOperator : IOperator
    {
        public static long Apply(long a, long b) => unchecked(a * b);

        // Small factors are the common case. A product of doubles is off by so little that the limit, slightly below 2^63, is safe.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool IsExact(long a, long b, long result) => (a == (int)a && b == (int)b) || Math.Abs((double)a * b) < 9.2e18;

        public static double Apply(double a, double b) => a * b;

        public static bool HasFloats(double b) => true;
    }

    // The slow path knows what division by zero means, and the one quotient that overflows.
    internal readonly struct DivideOperator : IOperator
    {
        public static long Apply(long a, long b) => a / (b > 0 ? b : 1);

        public static bool IsExact(long a, long b, long result) => b > 0;

        public static double Apply(double a, double b) => a / b;

        public static bool HasFloats(double b) => b != 0;
    }

    // Quotients that are no integers are the language's business.
    internal readonly struct QuotientOperator : IOperator
    {
        public static long Apply(long a, long b) => a / (b > 0 ? b : 1);

        public static bool IsExact(long a, long b, long result) => b > 0 && result * b == a;

        public static double Apply(double a, double b) => a / b;

        public static bool HasFloats(double b) => b != 0;
    }

    // Doubles are left to the slow path: .NET computes the remainder by a library call anyway.
    internal readonly struct ModuloOperator : IOperator
    {
        public static long Apply(long a, long b) => a % (b > 0 ? b : 1);

        public static bool IsExact(long a, long b, long result) => b > 0;

        public static double Apply(double a, double b) => 0;

        public static bool HasFloats(double b) => false;
    }
}
