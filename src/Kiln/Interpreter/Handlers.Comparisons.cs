using System.Runtime.CompilerServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Comparisons, as values and as conditions of jumps.</content>
internal static unsafe partial class Handlers
{
    /// <summary>A comparison of machine numbers.</summary>
    internal interface IComparison
    {
        /// <summary>Whether two doubles can be compared here; equality of doubles is the language's business.</summary>
        static abstract bool HasFloats { get; }

        /// <summary>Whether it holds.</summary>
        static abstract bool Holds(long a, long b);

        /// <summary>Whether it holds.</summary>
        static abstract bool Holds(double a, double b);
    }

    /// <summary>Register A := whether register B compares to register C.</summary>
    [MethodImpl(Threaded)]
    public static void Compare<TComparison>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TComparison : struct, IComparison
    {
        ref Value left = ref At(ref registers, i.B);
        ref Value right = ref At(ref registers, i.C);
        ref Value target = ref At(ref registers, i.A);
        if (left.Tag != intTag || right.Tag != intTag)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (target.Tag != context.BoolTag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, TComparison.Holds(left.Bits, right.Bits) ? 1 : 0);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The same for two integers, with register A holding another kind.</summary>
    [MethodImpl(Threaded)]
    public static void CompareStoring<TComparison>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TComparison : struct, IComparison
    {
        SetTagged(ref At(ref registers, i.A), context.BoolTag, TComparison.Holds(At(ref registers, i.B).Bits, At(ref registers, i.C).Bits) ? 1 : 0);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Jumps depending on how register A compares to register B.</summary>
    /// <typeparam name="TComparison">The comparison.</typeparam>
    /// <typeparam name="TSense">Whether it jumps if the comparison holds or if not: they differ for NaN.</typeparam>
    [MethodImpl(Threaded)]
    public static void JumpOn<TComparison, TSense>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TComparison : struct, IComparison
        where TSense : struct, ISense =>
        JumpOnBody<TComparison, TSense>(ref registers, ref i, ref feedback, context, function, intTag);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void JumpOnBody<TComparison, TSense>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TComparison : struct, IComparison
        where TSense : struct, ISense
    {
        ref Value left = ref At(ref registers, i.A);
        ref Value right = ref At(ref registers, i.B);
        if (left.Tag == intTag && right.Tag == intTag)
        {
            Branch(TComparison.Holds(left.Bits, right.Bits) == TSense.JumpsIf, (short)i.C, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (TComparison.HasFloats && left.Tag.Kind == Kind.Float && right.Tag.Kind == Kind.Float)
        {
            bool holds = TComparison.Holds(BitConverter.Int64BitsToDouble(left.Bits), BitConverter.Int64BitsToDouble(right.Bits));
            Branch(holds == TSense.JumpsIf, (short)i.C, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Jumps depending on how register A compares to the integer B.</summary>
    [MethodImpl(Threaded)]
    public static void JumpOnImmediate<TComparison, TSense>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TComparison : struct, IComparison
        where TSense : struct, ISense =>
        JumpOnImmediateBody<TComparison, TSense>(ref registers, ref i, ref feedback, context, function, intTag);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void JumpOnImmediateBody<TComparison, TSense>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TComparison : struct, IComparison
        where TSense : struct, ISense
    {
        ref Value left = ref At(ref registers, i.A);
        if (left.Tag != intTag)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Branch(TComparison.Holds(left.Bits, (short)i.B) == TSense.JumpsIf, (short)i.C, ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Jumps if register A and another value are equal, or if they are not. Strings are the most common operands after integers.</summary>
    /// <typeparam name="TRight">Where the second operand lies.</typeparam>
    /// <typeparam name="TSense">Which.</typeparam>
    [MethodImpl(Threaded)]
    public static void JumpOnEquality<TRight, TSense>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TRight : struct, ISource
        where TSense : struct, ISense
    {
        ref Value left = ref At(ref registers, i.A);
        ref Value right = ref TRight.Of(ref registers, ref i, function);
        HeapObject tag = left.Tag;
        if (tag == right.Tag && (tag == intTag || (tag.Kind is Kind.Bool or Kind.Nil or Kind.String && i.D == 0)))
        {
            Branch(left.Bits == right.Bits == TSense.JumpsIf, (short)i.C, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (i.D != 0)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (tag == context.NilTag || right.Tag == context.NilTag)
        {
            // Nil equals nothing else, in every language.
            Branch(!TSense.JumpsIf, (short)i.C, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (tag.Kind == Kind.String && right.Tag.Kind == Kind.String)
        {
            if (StringObject.ClearlyDiffer(Unsafe.As<StringObject>(tag), Unsafe.As<StringObject>(right.Tag)))
            {
                Branch(!TSense.JumpsIf, (short)i.C, ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Jumps depending on whether two strings are equal.</summary>
    [MethodImpl(Threaded)]
    public static void JumpOnStrings(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        nint pc = PositionOf(function, ref i);
        nint next = GeneralPath.StringEqualityJump(function.Prototype, pc, ref registers);
        if (context.IsInterrupted)
        {
            ContinueAt(HandlerTable.Interrupted, ref registers, ref Unsafe.Add(ref CodeOf(function), next), ref feedback, context, function, intTag);
            return;
        }

        ResumeAfter(pc, next, ref registers, context, function, intTag);
    }

    /// <summary>Register A := logical complement of register B.</summary>
    [MethodImpl(Threaded)]
    public static void Not(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value operand = ref At(ref registers, i.B);
        ref Value target = ref At(ref registers, i.A);
        if (operand.Tag.Kind != Kind.Bool)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (target.Tag != operand.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, operand.Bits ^ 1);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The same for a boolean, with register A holding another kind.</summary>
    [MethodImpl(Threaded)]
    public static void NotStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        SetTagged(ref At(ref registers, i.A), context.BoolTag, At(ref registers, i.B).Bits ^ 1);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Register A := whether register B is of a kind.</summary>
    [MethodImpl(Threaded)]
    public static void IsKind(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value target = ref At(ref registers, i.A);
        long bits = At(ref registers, i.B).Tag.Kind == (Kind)i.C ? 1 : 0;
        if (target.Tag != context.BoolTag)
        {
            SetTagged(ref target, context.BoolTag, bits);
        }
        else
        {
            SetBits(ref target, bits);
        }

        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Jumps if the program has bound a name of the library.</summary>
    [MethodImpl(Threaded)]
    public static void JumpUnlessLibrary(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        if (ObjectOf<GlobalCell>(function, i.A).IsLibrary)
        {
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Jump(i.Wide, ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>When a conditional jump is taken.</summary>
    internal interface ISense
    {
        /// <summary>The outcome that jumps.</summary>
        static abstract bool JumpsIf { get; }
    }

    internal readonly struct IfHolds : ISense
    {
        public static bool JumpsIf => true;
    }

    internal readonly struct UnlessHolds : ISense
    {
        public static bool JumpsIf => false;
    }

    internal readonly struct IsEqual : IComparison
    {
        public static bool HasFloats => false;

        public static bool Holds(long a, long b) => a == b;

        public static bool Holds(double a, double b) => a == b;
    }

    internal readonly struct IsNotEqual : IComparison
    {
        public static bool HasFloats => false;

        public static bool Holds(long a, long b) => a != b;

        public static bool Holds(double a, double b) => a != b;
    }

    internal readonly struct IsLess : IComparison
    {
        public static bool HasFloats => true;

        public static bool Holds(long a, long b) => a < b;

        public static bool Holds(double a, double b) => a < b;
    }

    internal readonly struct IsLessEqual : IComparison
    {
        public static bool HasFloats => true;

        public static bool Holds(long a, long b) => a <= b;

        public static bool Holds(double a, double b) => a <= b;
    }

    internal readonly struct IsGreater : IComparison
    {
        public static bool HasFloats => true;

        public static bool Holds(long a, long b) => a > b;

        public static bool Holds(double a, double b) => a > b;
    }

    internal readonly struct IsGreaterEqual : IComparison
    {
        public static bool HasFloats => true;

        public static bool Holds(long a, long b) => a >= b;

        public static bool Holds(double a, double b) => a >= b;
    }
}
