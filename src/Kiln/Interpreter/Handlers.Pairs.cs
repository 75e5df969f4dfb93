using System.Runtime.CompilerServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Pairs.</content>
internal static unsafe partial class Handlers
{
    /// <summary>One part of a pair.</summary>
    internal interface IPart
    {
        /// <summary>Where it lies.</summary>
        static abstract ref readonly Value Of(PairObject pair);
    }

    /// <summary>Register A := a part of the pair B.</summary>
    [MethodImpl(Threaded)]
    public static void GetPart<TPart>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TPart : struct, IPart
    {
        HeapObject pair = At(ref registers, i.B).Tag;
        if (pair.Kind != Kind.Pair)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ref readonly Value source = ref TPart.Of(Unsafe.As<PairObject>(pair));
        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != source.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The same for a part of another kind than register A held.</summary>
    [MethodImpl(Threaded)]
    public static void GetPartStoring<TPart>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TPart : struct, IPart
    {
        At(ref registers, i.A) = TPart.Of(Unsafe.As<PairObject>(At(ref registers, i.B).Tag));
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Register A := a pair of registers B and C.</summary>
    [MethodImpl(Threaded)]
    public static void NewPair(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        GeneralPath.NewPair(At(ref registers, i.B), At(ref registers, i.C), ref At(ref registers, i.A));
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    internal readonly struct FirstPart : IPart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref readonly Value Of(PairObject pair) => ref pair.First;
    }

    internal readonly struct SecondPart : IPart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref readonly Value Of(PairObject pair) => ref pair.Second;
    }
}
