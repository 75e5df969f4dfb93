using System.Runtime.CompilerServices;

namespace Kiln.Values;

/// <summary>
/// A record: a shape and its slots. The first slots lie in the object itself. A record comes in four sizes (2, 4, 8 or 16 slots)
/// which are one class hierarchy, so that the first slot is at the same offset in all of them; slots beyond 16 are in an array.
/// </summary>
public class RecordObject : HeapObject
{
    /// <summary>Number of slots that fit in the largest size; the rest overflow into an array.</summary>
    internal const int MaximumInline = 16;

    internal Shape ShapeField;
    internal Value[]? Overflow;
    private Pair _first;

    private protected RecordObject(Shape shape)
        : base(Kind.Record) => ShapeField = shape;

    /// <summary>The layout.</summary>
    public Shape Shape => ShapeField;

    /// <summary>Number of slots in the object itself.</summary>
    private protected virtual int InlineCapacity => 2;

    /// <summary>A record of a shape. All slots are undefined and must be set by the caller.</summary>
    public static RecordObject Create(Shape shape)
    {
        int count = shape.Count;
        RecordObject record = count switch
        {
            <= 2 => new RecordObject(shape),
            <= 4 => new Record4(shape),
            <= 8 => new Record8(shape),
            _ => new Record16(shape),
        };
        if (count > MaximumInline)
        {
            record.Overflow = new Value[count - MaximumInline];
        }

        return record;
    }

    /// <summary>The slot at an index.</summary>
    /// <param name="index">Between 0 and the shape's count, exclusive; not checked for inline slots.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Value Slot(int index)
    {
        if (index >= MaximumInline)
        {
            return ref Overflow![index - MaximumInline];
        }

        return ref Unsafe.Add(ref Unsafe.As<Pair, Value>(ref _first), index);
    }

    /// <summary>The slot at an index below <see cref="MaximumInline"/>, not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref Value InlineSlot(int index) => ref Unsafe.Add(ref Unsafe.As<Pair, Value>(ref _first), index);

    /// <summary>The field of a name.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">Its value, or the undefined marker.</param>
    /// <returns>Whether the record has the field.</returns>
    /// <remarks>The record keeps its reference: mark the value as shared if it is stored anywhere.</remarks>
    public bool TryGet(string name, out Value value)
    {
        int index = ShapeField.IndexOf(name);
        if (index < 0)
        {
            value = Value.Undefined;
            return false;
        }

        value = Slot(index);
        return true;
    }

    /// <summary>Sets or adds a field. Only on unshared records.</summary>
    /// <returns>The record that has the field: this one, or a larger one that takes its place.</returns>
    public RecordObject With(string name, Value value)
    {
        int index = ShapeField.IndexOf(name);
        if (index >= 0)
        {
            Slot(index) = value;
            return this;
        }

        RecordObject target = this;
        Shape shape = ShapeField.With(name);
        int last = shape.Count - 1;
        if (last >= InlineCapacity && InlineCapacity < MaximumInline)
        {
            target = Create(shape);
            CopySlotsTo(target);
        }
        else
        {
            ShapeField = shape;
            if (last >= MaximumInline)
            {
                Array.Resize(ref Overflow, last - MaximumInline + 1);
            }
        }

        target.Slot(last) = value;
        return target;
    }

    /// <summary>An unshared copy. Containers among the fields become shared.</summary>
    public RecordObject Clone()
    {
        RecordObject copy = Create(ShapeField);
        CopySlotsTo(copy);
        for (int i = 0; i < ShapeField.Count; i++)
        {
            copy.Slot(i).Share();
        }

        return copy;
    }

    private void CopySlotsTo(RecordObject target)
    {
        int count = Math.Min(ShapeField.Count, target.ShapeField.Count);
        for (int i = 0; i < count; i++)
        {
            target.Slot(i) = Slot(i);
        }
    }

#pragma warning disable CS0169 // the larger sizes only reserve room that Slot reaches by index
    [InlineArray(2)]
    private struct Pair
    {
        private Value _element;
    }

    private class Record4(Shape shape) : RecordObject(shape)
    {
        private Pair _more;

        private protected override int InlineCapacity => 4;
    }

    private class Record8(Shape shape) : Record4(shape)
    {
        private Quad _more;

        private protected override int InlineCapacity => 8;
    }

    private sealed class Record16(Shape shape) : Record8(shape)
    {
        private Oct _more;

        private protected override int InlineCapacity => 16;
    }

#pragma warning restore CS0169

    [InlineArray(4)]
    private struct Quad
    {
        private Value _element;
    }

    [InlineArray(8)]
    private struct Oct
    {
        private Value _element;
    }
}
