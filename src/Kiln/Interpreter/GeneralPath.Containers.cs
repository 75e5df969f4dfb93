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

    private static bool IterPrepare(Context context, Prototype prototype, Value iterable, ref Value state)
    {
        Value source = iterable.IsArray ? iterable : prototype.Language.Iterate(context, iterable);
        if (source.IsAbnormal)
        {
            return false;
        }

        StartIteration(source, ref state);
        return true;
    }

    private static bool RangePrepare(Context context, Prototype prototype, GlobalCell cell, int count, ref Value state)
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
        return !result.IsAbnormal && IterPrepare(context, prototype, result, ref state);
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

        var span = step > 0 ? (Int128)end - start : (Int128)start - end;
        Int128 stride = Int128.Abs(step);
        Int128 items = span <= 0 ? 0 : ((span - 1) / stride) + 1;
        if (items > long.MaxValue)
        {
            return false;
        }

        state = Value.FromInt(start);
        Unsafe.Add(ref state, 1) = Value.FromInt((long)items);
        Unsafe.Add(ref state, 2) = Value.FromInt(step);
        return true;
    }

    /// <summary>A method found for a shape; sites that see several shapes chain a few of them.</summary>
    private sealed class MethodCache(Shape shape, Value method, MethodCache? next)
    {
        public readonly Shape Shape = shape;
        public readonly int Version = shape.Type.Version;
        public readonly Value Method = method;
        public readonly MethodCache? Next = next;
    }
}
