using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Building blocks of the array functions.</summary>
internal static class Arrays
{
    /// <summary>Most elements that a result may have.</summary>
    public const int MaximumCount = 1 << 30;

    /// <summary>An array of two values.</summary>
    public static Value Pair(Value first, Value second) => first.IsInt && second.IsInt
        ? new Value(ArrayObject.Adopt([first.AsInt, second.AsInt], 2))
        : new Value(ArrayObject.FromSpan([first, second]));

    /// <summary>The array itself if nobody else sees it, else a copy with room for one more element.</summary>
    public static ArrayObject Writable(ArrayObject array)
    {
        if (!array.Shared)
        {
            return array;
        }

        int count = array.Count;
        if (array.Storage == ArrayStorage.Ints)
        {
            long[] items = new long[count + 1];
            array.Ints.CopyTo(items);
            return ArrayObject.Adopt(items, count);
        }

        if (array.Storage == ArrayStorage.Strings)
        {
            var items = new StringObject[count + 1];
            array.Strings.CopyTo(items);
            return ArrayObject.Adopt(items, count);
        }

        if (array.Storage == ArrayStorage.Values)
        {
            var items = new Value[count + 1];
            CopyShared(array, items);
            return ArrayObject.Adopt(items, count);
        }

        return array.Clone();
    }

    /// <summary>An array with one element and room for more of its kind.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="capacity">Number of elements to expect; at least one.</param>
    public static ArrayObject StartWith(Value first, int capacity)
    {
        switch (first.Kind)
        {
            case Kind.Int:
                long[] ints = new long[capacity];
                ints[0] = first.AsInt;
                return ArrayObject.Adopt(ints, 1);
            case Kind.Float:
                double[] floats = new double[capacity];
                floats[0] = first.AsFloat;
                return ArrayObject.Adopt(floats, 1);
            case Kind.Bool:
                bool[] bools = new bool[capacity];
                bools[0] = first.AsBool;
                return ArrayObject.Adopt(bools, 1);
            case Kind.String:
                var strings = new StringObject[capacity];
                strings[0] = first.AsString;
                return ArrayObject.Adopt(strings, 1);
            default:
                var values = new Value[capacity];
                values[0] = first;
                return ArrayObject.Adopt(values, 1);
        }
    }

    /// <summary>Copies the elements, which become shared.</summary>
    /// <param name="array">An array of any storage.</param>
    /// <param name="target">At least as long as the array.</param>
    public static void CopyShared(ArrayObject array, Span<Value> target)
    {
        if (array.Storage != ArrayStorage.Values)
        {
            for (int i = 0; i < array.Count; i++)
            {
                target[i] = array[i];
            }

            return;
        }

        Span<Value> values = array.Values;
        for (int i = 0; i < values.Length; i++)
        {
            target[i] = values[i].Share();
        }
    }

    /// <summary>Adds all elements of an array to another one.</summary>
    /// <param name="target">An unshared array.</param>
    /// <param name="source">A different array; its containers become shared unless nobody else sees it.</param>
    public static void AddAll(ArrayObject target, ArrayObject source)
    {
        bool shares = source.Shared;
        int count = source.Count;
        for (int i = 0; i < count; i++)
        {
            Value item = source[i];
            target.Add(shares ? item.Share() : item);
        }
    }

    /// <summary>Turns a count from a program into one between zero and a limit.</summary>
    public static int Clamp(long number, int maximum) => (int)Math.Clamp(number, 0, maximum);

    /// <summary>Announces the memory of a result and checks that it can exist.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="function">The function's guest name.</param>
    /// <param name="count">Number of elements.</param>
    /// <param name="elementSize">Bytes per element.</param>
    /// <returns>False if something is pending: return the abnormal marker.</returns>
    public static bool MayAllocate(Context context, string function, long count, int elementSize)
    {
        if (count > MaximumCount)
        {
            context.Fail($"{function}() result is too large: {count} elements, the limit is {MaximumCount}");
            return false;
        }

        return context.Charge(count * elementSize);
    }

    /// <summary>Neighbouring elements as an array of their own.</summary>
    public static Value Part(Context context, ArrayObject array, int start, int count) =>
        context.Charge(count * 8L) ? new Value(array.Slice(start, count)) : Value.Abnormal;

    /// <summary>An array that takes over the given elements.</summary>
    public static Value Adopt(Value[] items) => new(items.Length == 0 ? new ArrayObject() : ArrayObject.Adopt(items, items.Length));
}
