using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Elements of arrays, fields of records.</content>
internal static unsafe partial class Handlers
{
    /// <summary>Register A := element C of array B.</summary>
    [MethodImpl(Threaded)]
    public static void GetIndex(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value container = ref At(ref registers, i.B);
        ref Value index = ref At(ref registers, i.C);
        ref Value target = ref At(ref registers, i.A);
        if (container.Tag.Kind != Kind.Array || index.Tag != intTag)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ArrayObject array = Unsafe.As<ArrayObject>(container.Tag);
        nint position = (nint)index.Bits;
        if ((nuint)position >= (nuint)array.CountField)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ArrayStorage storage = array.StorageField;
        feedback.First |= 1 << (int)storage;
        if (storage == ArrayStorage.Ints && target.Tag == intTag)
        {
            SetBits(ref target, Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), position));
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (storage == ArrayStorage.Floats && target.Tag == context.FloatTag)
        {
            SetBits(ref target, Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), position));
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (storage == ArrayStorage.Bools && target.Tag == context.BoolTag)
        {
            SetBits(ref target, Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<byte[]>(array.Items)), position));
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (storage == ArrayStorage.Values)
        {
            ref Value source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Value[]>(array.Items)), position);
            if (target.Tag == source.Tag)
            {
                SetBits(ref target, source.Bits);
                Step(ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }
        }
        else if (storage == ArrayStorage.Strings && target.Tag == StringAt(array, position))
        {
            Step(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The same for an element of another kind than register A held; the operands have been checked.</summary>
    [MethodImpl(Threaded)]
    public static void GetIndexStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ArrayObject array = Unsafe.As<ArrayObject>(At(ref registers, i.B).Tag);
        nint position = (nint)At(ref registers, i.C).Bits;
        ref Value target = ref At(ref registers, i.A);
        switch (array.StorageField)
        {
            case ArrayStorage.Values:
                target = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Value[]>(array.Items)), position);
                break;
            case ArrayStorage.Strings:
                target = new Value(StringAt(array, position));
                break;
            case ArrayStorage.Ints:
                SetTagged(ref target, intTag, Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), position));
                break;
            case ArrayStorage.Floats:
                SetTagged(ref target, context.FloatTag, Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), position));
                break;
            default:
                if (target.Tag != context.BoolTag)
                {
                    Unsafe.AsRef(in target.Tag) = context.BoolTag;
                }

                SetBits(ref target, Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<byte[]>(array.Items)), position));
                break;
        }

        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>A place in an array of strings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref StringObject StringAt(ArrayObject array, nint position) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<StringObject[]>(array.Items)), position);

    /// <summary>Register A := element C of anything in B.</summary>
    [MethodImpl(Threaded)]
    public static void GetElement(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        Resume(GeneralPath.GetElement(context, function, PositionOf(function, ref i), ref registers), ref registers, context, function, intTag);

    /// <summary>Element B of array A := register C.</summary>
    [MethodImpl(Threaded)]
    public static void SetIndex(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value container = ref At(ref registers, i.A);
        ref Value index = ref At(ref registers, i.B);
        ref Value element = ref At(ref registers, i.C);
        if (container.Tag.Kind != Kind.Array || index.Tag != intTag)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ArrayObject array = Unsafe.As<ArrayObject>(container.Tag);
        nint position = (nint)index.Bits;
        if ((nuint)position >= (nuint)array.CountField || array.Shared)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ArrayStorage storage = array.StorageField;
        feedback.First |= 1 << (int)storage;
        if (storage == ArrayStorage.Values)
        {
            ref Value target = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Value[]>(array.Items)), position);
            if (target.Tag != element.Tag)
            {
                ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            SetBits(ref target, element.Bits);
        }
        else if ((storage == ArrayStorage.Ints && element.Tag == intTag) || (storage == ArrayStorage.Floats && element.Tag.Kind == Kind.Float))
        {
            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), position) = element.Bits;
        }
        else if (storage == ArrayStorage.Bools && element.Tag.Kind == Kind.Bool)
        {
            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<byte[]>(array.Items)), position) = (byte)element.Bits;
        }
        else if (storage == ArrayStorage.Strings && element.Tag.Kind == Kind.String)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }
        else
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The same for an element of another kind than the array held there; the operands have been checked.</summary>
    [MethodImpl(Threaded)]
    public static void SetIndexStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ArrayObject array = Unsafe.As<ArrayObject>(At(ref registers, i.A).Tag);
        nint position = (nint)At(ref registers, i.B).Bits;
        if (array.StorageField == ArrayStorage.Strings)
        {
            StringAt(array, position) = Unsafe.As<StringObject>(At(ref registers, i.C).Tag);
        }
        else
        {
            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Value[]>(array.Items)), position) = At(ref registers, i.C);
        }

        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Element B of anything in A := register C.</summary>
    [MethodImpl(Threaded)]
    public static void SetElement(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        Resume(GeneralPath.SetElement(context, function, PositionOf(function, ref i), ref registers), ref registers, context, function, intTag);

    /// <summary>Register A := the field of the record B that the instruction's cache knows.</summary>
    [MethodImpl(Threaded)]
    public static void GetField(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        HeapObject container = At(ref registers, i.B).Tag;
        if (container.Kind != Kind.Record || Unsafe.As<RecordObject>(container).ShapeField != feedback.Target)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ref Value source = ref Unsafe.As<RecordObject>(container).InlineSlot(feedback.First);
        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != source.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The same for a value of another kind than register A held.</summary>
    [MethodImpl(Threaded)]
    public static void GetFieldStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        At(ref registers, i.A) = Unsafe.As<RecordObject>(At(ref registers, i.B).Tag).InlineSlot(feedback.First);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The field of the record A that the instruction's cache knows := register C.</summary>
    [MethodImpl(Threaded)]
    public static void SetField(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        HeapObject container = At(ref registers, i.A).Tag;
        if (container.Kind != Kind.Record || Unsafe.As<RecordObject>(container).ShapeField != feedback.Target || container.Shared)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        ref Value target = ref Unsafe.As<RecordObject>(container).InlineSlot(feedback.First);
        ref Value source = ref At(ref registers, i.C);
        if (target.Tag != source.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The same for a value of another kind than the field held.</summary>
    [MethodImpl(Threaded)]
    public static void SetFieldStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        Unsafe.As<RecordObject>(At(ref registers, i.A).Tag).InlineSlot(feedback.First) = At(ref registers, i.C);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Makes a record or an array.</summary>
    [MethodImpl(Threaded)]
    public static void Create(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        GeneralPath.Create(context, function, PositionOf(function, ref i), ref registers);
        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }
}
