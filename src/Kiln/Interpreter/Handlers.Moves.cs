using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Instructions that read a value somewhere and put it into register A, or the other way round.</content>
internal static unsafe partial class Handlers
{
    /// <summary>Where an instruction finds its value.</summary>
    internal interface ISource
    {
        /// <summary>The place.</summary>
        static abstract ref Value Of(ref Value registers, ref Instruction i, FunctionObject function);
    }

    /// <summary>Where an instruction puts the value of a register.</summary>
    internal interface IDestination
    {
        /// <summary>The place.</summary>
        static abstract ref Value Of(ref Value registers, ref Instruction i, FunctionObject function);

        /// <summary>The register with the value.</summary>
        static abstract ref Value Source(ref Value registers, ref Instruction i);
    }

    /// <summary>Reads a value into register A.</summary>
    /// <typeparam name="TSource">Where it comes from.</typeparam>
    [MethodImpl(Threaded)]
    public static void Load<TSource>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TSource : struct, ISource =>
        LoadBody<TSource>(ref registers, ref i, ref feedback, context, function, intTag);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadBody<TSource>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TSource : struct, ISource
    {
        ref Value source = ref TSource.Of(ref registers, ref i, function);
        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != source.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Reads a value of a new kind into register A.</summary>
    [MethodImpl(Threaded)]
    public static void LoadStoring<TSource>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TSource : struct, ISource
    {
        At(ref registers, i.A) = TSource.Of(ref registers, ref i, function);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Writes a register's value somewhere.</summary>
    /// <typeparam name="TDestination">Where it goes.</typeparam>
    [MethodImpl(Threaded)]
    public static void Set<TDestination>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TDestination : struct, IDestination
    {
        ref Value target = ref TDestination.Of(ref registers, ref i, function);
        ref Value source = ref TDestination.Source(ref registers, ref i);
        if (target.Tag != source.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Writes a value of a new kind.</summary>
    [MethodImpl(Threaded)]
    public static void SetStoring<TDestination>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TDestination : struct, IDestination
    {
        TDestination.Of(ref registers, ref i, function) = TDestination.Source(ref registers, ref i);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The copy instruction: both registers hold the value afterwards, so a container becomes shared.</summary>
    [MethodImpl(Threaded)]
    public static void Copy(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value source = ref At(ref registers, i.B);
        if (source.Tag.Kind >= Kind.Array)
        {
            source.Tag.Shared = true;
        }

        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != source.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Marks a container as shared.</summary>
    [MethodImpl(Threaded)]
    public static void Share(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        HeapObject tag = At(ref registers, i.A).Tag;
        if (tag.Kind >= Kind.Array)
        {
            tag.Shared = true;
        }

        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Makes a container exclusive; only a shared one needs work.</summary>
    [MethodImpl(Threaded)]
    public static void Unshare(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        HeapObject tag = At(ref registers, i.A).Tag;
        if (tag.Kind >= Kind.Array && tag.Shared)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>A small integer.</summary>
    [MethodImpl(Threaded)]
    public static void LoadInt(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != intTag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, i.Wide);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>A small integer in a register that held something else.</summary>
    [MethodImpl(Threaded)]
    public static void LoadIntStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        SetTagged(ref At(ref registers, i.A), intTag, i.Wide);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>A boolean.</summary>
    [MethodImpl(Threaded)]
    public static void LoadBool(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != context.BoolTag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, i.B);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>A boolean in a register that held something else.</summary>
    [MethodImpl(Threaded)]
    public static void LoadBoolStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        SetTagged(ref At(ref registers, i.A), context.BoolTag, i.B);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Nil.</summary>
    [MethodImpl(Threaded)]
    public static void LoadNil(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        if (At(ref registers, i.A).Tag != context.NilTag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Nil in a register that held something else.</summary>
    [MethodImpl(Threaded)]
    public static void LoadNilStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        SetTagged(ref At(ref registers, i.A), context.NilTag, 0);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>A global that is bound.</summary>
    [MethodImpl(Threaded)]
    public static void GetGlobal(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        GetGlobalBody(ref registers, ref i, ref feedback, context, function, intTag);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GetGlobalBody(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value source = ref ObjectOf<GlobalCell>(function, i.B).Value;
        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != source.Tag)
        {
            if (source.Tag.Kind == Kind.Undefined)
            {
                ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (target.Tag.Kind == Kind.Undefined)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>A global that may be written.</summary>
    [MethodImpl(Threaded)]
    public static void SetGlobal(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        GlobalCell cell = ObjectOf<GlobalCell>(function, i.B);
        if (cell.Mutability != Mutability.Mutable || cell.IsLibrary)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ref Value target = ref cell.Value;
        ref Value source = ref At(ref registers, i.A);
        if (target.Tag != source.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Whether what a global holds may be changed.</summary>
    [MethodImpl(Threaded)]
    public static void CheckGlobalMutable(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        if (ObjectOf<GlobalCell>(function, i.B).Mutability != Mutability.Mutable)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Register B.</summary>
    internal readonly struct RegisterB : ISource
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) => ref At(ref registers, i.B);
    }

    /// <summary>Constant B.</summary>
    internal readonly struct ConstantB : ISource
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) =>
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.B);
    }

    /// <summary>The cell in register B.</summary>
    internal readonly struct CellB : ISource
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) => ref Unsafe.As<CellObject>(At(ref registers, i.B).Tag).Content;
    }

    /// <summary>Captured value B.</summary>
    internal readonly struct CaptureB : ISource
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) =>
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Captures), (nint)i.B);
    }

    /// <summary>Captured cell B; register A.</summary>
    internal readonly struct CaptureCell : ISource, IDestination
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) =>
            ref Unsafe.As<CellObject>(CaptureB.Of(ref registers, ref i, function).Tag).Content;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Source(ref Value registers, ref Instruction i) => ref At(ref registers, i.A);
    }

    /// <summary>The cell in register A; register B.</summary>
    internal readonly struct CellA : IDestination
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) => ref Unsafe.As<CellObject>(At(ref registers, i.A).Tag).Content;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Source(ref Value registers, ref Instruction i) => ref At(ref registers, i.B);
    }

    /// <summary>Global B; register A.</summary>
    internal readonly struct Global : ISource, IDestination
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Of(ref Value registers, ref Instruction i, FunctionObject function) => ref ObjectOf<GlobalCell>(function, i.B).Value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref Value Source(ref Value registers, ref Instruction i) => ref At(ref registers, i.A);
    }
}
