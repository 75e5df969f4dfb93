using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Elements, fields, methods, literals and iteration.</content>
internal static partial class SlowPaths
{
    private const int MaximumMethodCaches = 4;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool GetIndex(Context context, Prototype prototype, ref Value container, ref Value index, ref Value target)
    {
        Value result = prototype.Language.GetIndex(context, container, index);
        if (result.IsAbnormal)
        {
            return false;
        }

        target = result;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool SetIndex(Context context, Prototype prototype, ref Value container, ref Value index, ref Value element)
    {
        Value result = prototype.Language.SetIndex(context, container, index, element);
        if (result.IsAbnormal)
        {
            return false;
        }

        if (!ReferenceEquals(container.Tag, result.Tag))
        {
            container = result;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool GetField(Context context, Prototype prototype, in Instruction i, ref Value container, ref Value target, ref Feedback feedback)
    {
        var name = Unsafe.As<string>(prototype.ObjectsField[i.C]);
        if (container.IsRecord)
        {
            RecordObject record = container.AsRecord;
            int slot = record.Shape.IndexOf(name);
            if (slot >= 0)
            {
                feedback.Target = record.Shape;
                feedback.First = slot;
                feedback.Second++;
                target = record.Slot(slot);
                return true;
            }
        }

        Value result = prototype.Language.GetField(context, container, name);
        if (result.IsAbnormal)
        {
            return false;
        }

        target = result;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool SetField(Context context, Prototype prototype, in Instruction i, ref Value container, ref Value element, ref Feedback feedback)
    {
        var name = Unsafe.As<string>(prototype.ObjectsField[i.B]);
        Value result = prototype.Language.SetField(context, container, name, element);
        if (result.IsAbnormal)
        {
            return false;
        }

        if (result.IsRecord)
        {
            feedback.Target = result.AsRecord.Shape;
            feedback.First = result.AsRecord.Shape.IndexOf(name);
            feedback.Second++;
        }

        container = result;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool LoadMethod(Context context, Prototype prototype, ref Value target, in Instruction i, ref Feedback feedback)
    {
        Value receiver = Unsafe.Add(ref target, 1);
        if (!receiver.IsRecord)
        {
            return LoadMethodUncached(context, prototype, receiver, ref target, i);
        }

        Shape shape = receiver.AsRecord.ShapeField;
        for (var cache = Unsafe.As<MethodCache>(feedback.Target); cache is not null; cache = cache.Next)
        {
            if (ReferenceEquals(cache.Shape, shape) && cache.Version == shape.Type.Version)
            {
                target = cache.Method;
                return true;
            }
        }

        var name = Unsafe.As<string>(prototype.ObjectsField[i.B]);
        if (shape.IndexOf(name) < 0 && shape.Type.TryGetMethod(name, out Value method))
        {
            feedback.Second++;
            int length = 0;
            for (var cache = Unsafe.As<MethodCache>(feedback.Target); cache is not null; cache = cache.Next)
            {
                length++;
            }

            var entry = new MethodCache(shape, method, length < MaximumMethodCaches ? Unsafe.As<MethodCache>(feedback.Target) : null);
            feedback.Target = entry;
            target = method;
            return true;
        }

        return LoadMethodUncached(context, prototype, receiver, ref target, i);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NewRecord(Context context, Prototype prototype, in Instruction i, ref Value registers)
    {
        var literal = Unsafe.As<RecordLiteral>(prototype.ObjectsField[i.C]);
        Shape shape = literal.GetShape(context);
        RecordObject record = RecordObject.Create(shape);
        int count = literal.Names.Length;
        for (int k = 0; k < count; k++)
        {
            record.Slot(k) = Unsafe.Add(ref registers, i.B + k);
        }

        Unsafe.Add(ref registers, i.A) = new Value(record);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value NewVariant(Prototype prototype, in Instruction i, ref Value registers)
    {
        var tag = Unsafe.As<VariantTag>(prototype.ObjectsField[i.B]);
        return new Value(i.D == 1
            ? new VariantObject(tag, Unsafe.Add(ref registers, i.C))
            : new VariantObject(tag, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref registers, i.C), i.D)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value GetPayload(ref Value subject, int index)
    {
        if (subject.Kind != Kind.Variant)
        {
            return Value.Undefined;
        }

        VariantObject variant = subject.AsVariant;
        Value payload = index == 0 ? variant.Payload : index <= variant.More.Length ? variant.More[index - 1] : Value.Undefined;
        return payload.Share();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Interpolate(Context context, Prototype prototype, in Instruction i, ref Value registers)
    {
        StringObject result = StringObject.Empty;
        for (int k = 0; k < i.C; k++)
        {
            Value part = Unsafe.Add(ref registers, i.B + k);
            if (!part.IsString)
            {
                part = prototype.Language.ToText(context, part);
                if (part.IsAbnormal)
                {
                    return false;
                }
            }

            result = StringObject.Concat(result, part.AsString);
        }

        Unsafe.Add(ref registers, i.A) = new Value(result);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IterPrepare(Context context, Prototype prototype, ref Value iterable, ref Value state)
    {
        Value source = iterable.IsArray ? iterable : prototype.Language.Iterate(context, iterable);
        if (source.IsAbnormal)
        {
            return false;
        }

        StartIteration(source, ref state);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool RangePrepare(Context context, Prototype prototype, in Instruction i, ref Value state)
    {
        var cell = Unsafe.As<GlobalCell>(prototype.ObjectsField[i.C]);
        if (cell.IsLibrary && TryCountedRange(ref state, i.B))
        {
            return true;
        }

        if (cell.Value.IsUndefined)
        {
            FailUnbound(context, prototype, cell.Name);
            return false;
        }

        Value result = context.Call(cell.Value, MemoryMarshal.CreateReadOnlySpan(ref state, i.B));
        return !result.IsAbnormal && IterPrepare(context, prototype, ref result, ref state);
    }

    /// <summary>Steps a loop over anything but a counted range.</summary>
    /// <returns>1 if there was an item, 0 at the end, -1 if an error is pending.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int IterNext(Context context, ref Value state)
    {
        ref Value position = ref Unsafe.Add(ref state, 1);
        Value item;
        switch (state.Kind)
        {
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

    private static bool LoadMethodUncached(Context context, Prototype prototype, Value receiver, ref Value target, in Instruction i)
    {
        Value callee = prototype.Language.LoadMethod(context, receiver, Unsafe.As<string>(prototype.ObjectsField[i.B]));
        if (callee.IsAbnormal)
        {
            return false;
        }

        target = callee;
        return true;
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
