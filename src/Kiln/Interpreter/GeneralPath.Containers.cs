using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Elements, fields, methods, literals and iteration.</content>
internal static partial class GeneralPath
{
    private const int MaximumMethodCaches = 4;

    private static Value GetField(Context context, Prototype prototype, ref Feedback feedback, Value container, string name)
    {
        if (container.IsRecord)
        {
            RecordObject record = container.AsRecord;
            int slot = record.Shape.IndexOf(name);
            if (slot >= 0)
            {
                RememberSlot(ref feedback, record.Shape, slot);
                return record.Slot(slot);
            }
        }

        return prototype.Language.GetField(context, container, name);
    }

    private static Value SetField(Context context, Prototype prototype, ref Feedback feedback, Value container, string name, Value element)
    {
        Value result = prototype.Language.SetField(context, container, name, element);
        if (result.IsRecord)
        {
            Shape shape = result.AsRecord.Shape;
            RememberSlot(ref feedback, shape, shape.IndexOf(name));
        }

        return result;
    }

    // The loop reaches cached slots without a test, so slots outside of the object are not cached.
    private static void RememberSlot(ref Feedback feedback, Shape shape, int slot)
    {
        feedback.Second++;
        if (slot < RecordObject.MaximumInline)
        {
            feedback.Target = shape;
            feedback.First = slot;
        }
    }

    private static Value LoadMethod(Context context, Prototype prototype, ref Feedback feedback, Value receiver, string name)
    {
        if (!receiver.IsRecord)
        {
            return prototype.Language.LoadMethod(context, receiver, name);
        }

        Shape shape = receiver.AsRecord.ShapeField;
        int length = 0;
        for (var cache = Unsafe.As<MethodCache>(feedback.Target); cache is not null; cache = cache.Next)
        {
            if (ReferenceEquals(cache.Shape, shape) && cache.Version == shape.Type.Version)
            {
                return cache.Method;
            }

            length++;
        }

        if (shape.IndexOf(name) < 0 && shape.Type.TryGetMethod(name, out Value method))
        {
            feedback.Second++;
            feedback.Target = new MethodCache(shape, method, length < MaximumMethodCaches ? Unsafe.As<MethodCache>(feedback.Target) : null);
            return method;
        }

        return prototype.Language.LoadMethod(context, receiver, name);
    }

    private static Value NewRecord(Context context, RecordLiteral literal, ref Value values)
    {
        RecordObject record = RecordObject.Create(literal.GetShape(context));
        for (int k = 0; k < literal.Names.Length; k++)
        {
            record.Slot(k) = Unsafe.Add(ref values, k);
        }

        return new Value(record);
    }

    private static Value NewVariant(VariantTag tag, ReadOnlySpan<Value> payload) =>
        new(payload.Length == 1 ? new VariantObject(tag, payload[0]) : new VariantObject(tag, payload));

    private static Value GetPayload(Value subject, int index)
    {
        if (subject.Kind != Kind.Variant)
        {
            return Value.Undefined;
        }

        VariantObject variant = subject.AsVariant;
        Value payload = index == 0 ? variant.Payload : index <= variant.More.Length ? variant.More[index - 1] : Value.Undefined;
        return payload.Share();
    }

    private static Value GetPart(Context context, Prototype prototype, Value value, bool isFirst) =>
        !value.IsPair ? prototype.Language.GetPart(context, value, isFirst) : isFirst ? value.AsPair.First : value.AsPair.Second;

    /// <summary>Makes a pair.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NewPair(Value first, Value second, ref Value target) => target = new Value(new PairObject(first, second));

    private static Value Interpolate(Context context, Prototype prototype, ReadOnlySpan<Value> parts)
    {
        StringObject result = StringObject.Empty;
        foreach (Value part in parts)
        {
            Value text = part.IsString ? part : prototype.Language.ToText(context, part);
            if (text.IsAbnormal)
            {
                return text;
            }

            result = StringObject.Concat(result, text.AsString);
        }

        return new Value(result);
    }

    private static bool IterPrepare(Context context, Prototype prototype, int pc, Value iterable, ref Value state)
    {
        prototype.FeedbackField[pc].First |= 1 << (int)iterable.Kind;
        Value source = iterable.IsArray ? iterable : prototype.Language.Iterate(context, iterable);
        if (source.IsAbnormal)
        {
            return false;
        }

        StartIteration(source, ref state);
        return true;
    }

    private static bool RangePrepare(Context context, Prototype prototype, int pc, GlobalCell cell, int count, ref Value state)
    {
        if (cell.IsLibrary && TryCountedRange(ref state, count))
        {
            return true;
        }

        if (cell.Value.IsUndefined)
        {
            FailUnbound(context, prototype, cell.Name);
            return false;
        }

        Value result = context.Call(cell.Value, MemoryMarshal.CreateReadOnlySpan(ref state, count));
        return !result.IsAbnormal && IterPrepare(context, prototype, pc, result, ref state);
    }

    /// <summary>Steps a loop over anything but a counted range.</summary>
    /// <returns>1 if there was an item, 0 at the end, -1 if an error is pending.</returns>
    private static int IterNext(Context context, ref Value state)
    {
        ref Value position = ref Unsafe.Add(ref state, 1);
        Value item;
        switch (state.Kind)
        {
            case Kind.Int:
                if (position.Bits <= 0)
                {
                    return 0;
                }

                item = state;
                position = Value.FromInt(position.Bits - 1);
                state = Value.FromInt(unchecked(item.Bits + Unsafe.Add(ref state, 2).Bits));
                break;

            case Kind.Array:
                ArrayObject array = state.AsArray;
                int index = (int)position.Bits;
                if (index >= array.Count)
                {
                    return 0;
                }

                item = array[index].Share();
                position = Value.FromInt(index + 1);
                break;

            case Kind.String:
                StringObject text = state.AsString;
                int offset = (int)position.Bits;
                ReadOnlySpan<char> rest = text.Span[offset..];
                if (rest.IsEmpty)
                {
                    return 0;
                }

                System.Text.Rune.DecodeFromUtf16(rest, out System.Text.Rune rune, out int length);
                item = new Value(length == 1 && rest[0] >= 256 ? new StringObject(rest[..1].ToString()) : StringObject.FromCodePoint(rune.Value));
                position = Value.FromInt(offset + length);
                break;

            case Kind.Generator:
                item = Unsafe.As<GeneratorObject>(state.Tag).Next(context);
                break;

            default:
                item = Unsafe.As<GuestIterator>(state.Tag).Next(context);
                break;
        }

        if (item.IsUndefined)
        {
            return 0;
        }

        if (item.IsAbnormal)
        {
            return -1;
        }

        Unsafe.Add(ref state, 3) = item;
        return 1;
    }

    private static void StartIteration(Value source, ref Value state)
    {
        if (source.IsInt)
        {
            state = Value.FromInt(0);
            Unsafe.Add(ref state, 1) = source;
            Unsafe.Add(ref state, 2) = Value.FromInt(1);
            return;
        }

        // The loop walks through a snapshot: writes to the source in the body copy it.
        state = source.Share();
        Unsafe.Add(ref state, 1) = Value.FromInt(0);
        Unsafe.Add(ref state, 2) = Value.Nil;
    }

    private static bool TryCountedRange(ref Value state, int count)
    {
        for (int k = 0; k < count; k++)
        {
            if (!Unsafe.Add(ref state, k).IsInt)
            {
                return false;
            }
        }

        long start = count == 1 ? 0 : state.Bits;
        long end = count == 1 ? state.Bits : Unsafe.Add(ref state, 1).Bits;
        long step = count == 3 ? Unsafe.Add(ref state, 2).Bits : 1;
        if (count is < 1 or > 3 || step == 0)
        {
            return false;
        }

        // Differences and the stride fit 64 bits without sign, whatever the numbers are.
        ulong items = 0;
        if (step > 0 ? start < end : start > end)
        {
            ulong span = step > 0 ? (ulong)end - (ulong)start : (ulong)start - (ulong)end;
            ulong stride = step > 0 ? (ulong)step : 0 - (ulong)step;
            items = stride == 1 ? span : ((span - 1) / stride) + 1;
        }

        if (items > long.MaxValue)
        {
            return false;
        }

        state = Value.FromInt(start);
        Unsafe.Add(ref state, 1) = Value.FromInt((long)items);
        Unsafe.Add(ref state, 2) = Value.FromInt(step);
        return true;
    }

    /// <summary>Reads an element of anything, for compiled code.</summary>
    /// <returns>The element, or the abnormal marker.</returns>
    public static Value GetElement(Context context, Language language, Value container, Value index)
    {
        if (index.IsInt)
        {
            if (container.Kind == Kind.Map && Unsafe.As<MapObject>(container.Tag).TryGet(index.Bits, out Value found))
            {
                return found;
            }

            if (container.Kind == Kind.String && language.IndexesStrings && (ulong)index.Bits < (ulong)Unsafe.As<StringObject>(container.Tag).Length)
            {
                return new Value(Unsafe.As<StringObject>(container.Tag).CharacterAt((int)index.Bits));
            }
        }

        return language.GetIndex(context, container, index);
    }

    /// <summary>Writes an element of anything, for compiled code.</summary>
    /// <returns>The container that has the element, or the abnormal marker.</returns>
    public static Value SetElement(Context context, Language language, Value container, Value index, Value element)
    {
        if (container.Kind == Kind.Map && !container.Tag.Shared && index.IsInt)
        {
            Unsafe.As<MapObject>(container.Tag).Set(index.Bits, element);
            return container;
        }

        return language.SetIndex(context, container, index, element);
    }

    /// <summary>Reads an element of anything.</summary>
    /// <returns>The next instruction, or <see cref="LeaveAbnormally"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint GetElement(Context context, FunctionObject function, nint pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        ref readonly Instruction i = ref prototype.CodeField[pc];
        ref Value container = ref Unsafe.Add(ref registers, i.B);
        ref Value index = ref Unsafe.Add(ref registers, i.C);
        ref Value target = ref Unsafe.Add(ref registers, i.A);
        if (container.Kind != Kind.Array || !index.IsInt)
        {
            prototype.FeedbackField[pc].Second |= 1;
        }

        SaveFrame(context, prototype, (int)pc);
        int next = Finish(GetElement(context, prototype.Language, container, index), ref target, (int)pc + 1);
        return next != Failed ? next : Unwind(context, function, (int)pc, ref registers);
    }

    /// <summary>Writes an element of anything.</summary>
    /// <returns>The next instruction, or <see cref="LeaveAbnormally"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint SetElement(Context context, FunctionObject function, nint pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        ref readonly Instruction i = ref prototype.CodeField[pc];
        ref Value container = ref Unsafe.Add(ref registers, i.A);
        if (container.Kind != Kind.Array || !Unsafe.Add(ref registers, i.B).IsInt)
        {
            prototype.FeedbackField[pc].Second |= 1;
        }

        SaveFrame(context, prototype, (int)pc);
        Value result = SetElement(context, prototype.Language, container, Unsafe.Add(ref registers, i.B), Unsafe.Add(ref registers, i.C));
        int next = Finish(result, ref container, (int)pc + 1);
        return next != Failed ? next : Unwind(context, function, (int)pc, ref registers);
    }

    /// <summary>A call of a builtin that appends to an array which nothing else holds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Append(ref Instruction call, ref Value callee, ref Value target)
    {
        ref Value array = ref Unsafe.Add(ref callee, 1);
        ref Value item = ref Unsafe.Add(ref callee, 2);
        if ((call.D & 2) != 0)
        {
            item.Share();
        }

        Unsafe.As<ArrayObject>(array.Tag).Add(item);
        if (!ReferenceEquals(target.Tag, array.Tag))
        {
            target = array;
        }
    }

    /// <summary>Makes a record or an array; cannot fail.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Create(Context context, FunctionObject function, int pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        ref readonly Instruction i = ref prototype.CodeField[pc];
        ref Value first = ref Unsafe.Add(ref registers, i.B);
        Unsafe.Add(ref registers, i.A) = i.Opcode == Opcode.NewRecord
            ? NewRecord(context, Unsafe.As<RecordLiteral>(prototype.ObjectsField[i.C]), ref first)
            : new Value(ArrayObject.FromSpan(MemoryMarshal.CreateReadOnlySpan(ref first, i.C)));
    }

    /// <summary>A jump that depends on whether two strings are equal.</summary>
    /// <returns>The next instruction.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint StringEqualityJump(Prototype prototype, nint pc, ref Value registers)
    {
        ref readonly Instruction i = ref prototype.CodeField[pc];
        bool hasConstant = i.Opcode is Opcode.JumpIfEqualConstant or Opcode.JumpIfNotEqualConstant;
        HeapObject left = Unsafe.Add(ref registers, i.A).Tag;
        HeapObject right = hasConstant ? prototype.ConstantsField[i.B].Tag : Unsafe.Add(ref registers, i.B).Tag;
        bool equal = Unsafe.As<StringObject>(left).ContentEquals(Unsafe.As<StringObject>(right));
        return Branch(prototype, (int)pc, equal == (i.Opcode is Opcode.JumpIfEqual or Opcode.JumpIfEqualConstant), (short)i.C);
    }

    /// <summary>Steps a loop over an array.</summary>
    /// <returns>The next instruction.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint NextElement(Prototype prototype, nint pc, ref Value registers)
    {
        ref readonly Instruction i = ref prototype.CodeField[pc];
        ref Value state = ref Unsafe.Add(ref registers, i.A);
        ref Value position = ref Unsafe.Add(ref state, 1);
        ArrayObject array = Unsafe.As<ArrayObject>(state.Tag);
        int index = (int)position.Bits;
        if (index >= array.CountField)
        {
            return Branch(prototype, (int)pc, false, 0);
        }

        HeapObject mark = StorageMarks.For(array.StorageField);
        if (prototype.FeedbackField[pc].Target != mark)
        {
            prototype.FeedbackField[pc].Target = mark;
        }

        Unsafe.AsRef(in position.Bits) = index + 1;
        ref Value item = ref Unsafe.Add(ref state, 3);
        if (array.StorageField == ArrayStorage.Ints && ReferenceEquals(item.Tag, Tags.Int))
        {
            Unsafe.AsRef(in item.Bits) = Unsafe.As<long[]>(array.Items)[index];
        }
        else
        {
            item = array[index].Share();
        }

        return Branch(prototype, (int)pc, true, i.Wide);
    }
}
