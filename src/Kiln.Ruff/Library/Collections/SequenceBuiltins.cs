using Kiln.Interpreter;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Functions that make a new array out of whole arrays.</summary>
internal static class SequenceBuiltins
{
    private const int PollInterval = 1 << 10;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("slice", 3, 3, Slice, BuiltinTraits.Borrows, "slice(a, start, end): the elements from start up to, but without, end; negative positions count from the end"),
        new("take", 2, 2, Take, BuiltinTraits.Borrows, "take(a, n): the first n elements"),
        new("skip", 2, 2, Skip, BuiltinTraits.Borrows, "skip(a, n): all but the first n elements"),
        new("collect", 1, 1, Collect, BuiltinTraits.None, "collect(a): the elements as an array"),
        new("sort", 1, 1, Sort, BuiltinTraits.Updates, "sort(a): the elements in ascending order"),
        new("reverse", 1, 1, Reverse, BuiltinTraits.Updates, "reverse(a): the elements in opposite order"),
        new("unique", 1, 1, Unique, BuiltinTraits.Borrows, "unique(a): the elements without repetitions"),
        new("sum", 1, 1, Sum, BuiltinTraits.Borrows, "sum(a): the numbers added up"),
        new("chunk", 2, 2, Chunk, BuiltinTraits.Borrows, "chunk(a, n): the elements in arrays of n"),
        new("windows", 2, 2, Windows, BuiltinTraits.Borrows, "windows(a, n): all runs of n neighbouring elements"),
        new("flatten", 1, 1, Flatten, BuiltinTraits.Borrows, "flatten(a): the elements with arrays among them replaced by their elements"),
        new("zip", 2, 2, Zip, BuiltinTraits.Borrows, "zip(a, b): pairs of elements at the same position"),
        new("enumerate", 1, 1, Enumerate, BuiltinTraits.Borrows, "enumerate(a): pairs of position and element"),
    ];

    private static Value Slice(Context context, ReadOnlySpan<Value> arguments)
    {
        BytesObject? bytes = arguments[0].Tag as BytesObject;
        if ((bytes is null && !arguments[0].IsArray)
            || !Argument.TryWhole(arguments[1], out long start)
            || !Argument.TryWhole(arguments[2], out long end))
        {
            return context.Fail("slice() requires an array or bytes, a start index, and an end index");
        }

        int length = bytes?.Length ?? arguments[0].AsArray.Count;
        int first = Position(start, length);
        int count = Math.Max(0, Position(end, length) - first);
        return bytes is null ? Part(context, arguments[0].AsArray, first, count) : new Value(new BytesObject(bytes.Span.Slice(first, count).ToArray()));
    }

    private static Value Take(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryWhole(arguments[1], out long count))
        {
            return context.Fail("take() requires an array and a count");
        }

        return arguments[0].Kind switch
        {
            Kind.Array => Part(context, arguments[0].AsArray, 0, Arrays.Clamp(count, arguments[0].AsArray.Count)),
            Kind.Generator => Drain(context, (GeneratorObject)arguments[0].Tag, count),
            _ => context.Fail("take() requires an array and a count"),
        };
    }

    private static Value Skip(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray || !Argument.TryWhole(arguments[1], out long count))
        {
            return context.Fail("skip() requires an array and a count");
        }

        ArrayObject array = arguments[0].AsArray;
        int first = Arrays.Clamp(count, array.Count);
        return Part(context, array, first, array.Count - first);
    }

    private static Value Collect(Context context, ReadOnlySpan<Value> arguments) => arguments[0].Kind switch
    {
        Kind.Array => arguments[0],
        Kind.Generator => Drain(context, (GeneratorObject)arguments[0].Tag, long.MaxValue),
        _ => context.Fail("collect() requires an array argument"),
    };

    private static Value Sort(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("sort requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        if (!context.Charge(array.Count * 16L))
        {
            return Value.Abnormal;
        }

        array = array.Shared ? array.Clone() : array;
        StableSort.Sort(array);
        return new Value(array);
    }

    private static Value Reverse(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("reverse() requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        array = array.Shared ? array.Clone() : array;
        array.Reverse();
        return new Value(array);
    }

    private static Value Unique(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("unique() requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        var result = new ArrayObject();
        if (array.Storage == ArrayStorage.Ints)
        {
            var seen = new HashSet<long>();
            foreach (long item in array.Ints)
            {
                if (seen.Add(item))
                {
                    result.Add(Value.FromInt(item));
                }
            }

            return new Value(result);
        }

        var set = new SetObject.Builder(0);
        for (int i = 0; i < array.Count; i++)
        {
            if (i % PollInterval == 0 && context.Poll())
            {
                return Value.Abnormal;
            }

            Value item = array[i];
            if (set.Add(item))
            {
                result.Add(item.Share());
            }
        }

        return new Value(result);
    }

    private static Value Sum(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("sum requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        long whole = 0;
        double real = 0;
        bool isReal = false;
        switch (array.Storage)
        {
            case ArrayStorage.Ints:
                foreach (long item in array.Ints)
                {
                    long next = unchecked(whole + item);
                    if (((next ^ whole) & (next ^ item)) < 0)
                    {
                        return Overflow(context, whole, item);
                    }

                    whole = next;
                }

                return Value.FromInt(whole);
            case ArrayStorage.Floats:
                foreach (double item in array.Floats)
                {
                    real += item;
                }

                return Value.FromFloat(real);
        }

        for (int i = 0; i < array.Count; i++)
        {
            Value item = array[i];
            if (item.IsFloat || (isReal && item.IsInt))
            {
                real = (isReal ? real : whole) + item.ToDouble;
                isReal = true;
            }
            else if (item.IsInt)
            {
                long next = unchecked(whole + item.AsInt);
                if (((next ^ whole) & (next ^ item.AsInt)) < 0)
                {
                    return Overflow(context, whole, item.AsInt);
                }

                whole = next;
            }
        }

        return isReal ? Value.FromFloat(real) : Value.FromInt(whole);
    }

    private static Value Chunk(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray || !Argument.TryWhole(arguments[1], out long size))
        {
            return context.Fail("chunk() requires an array and a size");
        }

        ArrayObject array = arguments[0].AsArray;
        int count = array.Count;
        int step = size <= 0 ? Math.Max(count, 1) : (int)Math.Min(size, Math.Max(count, 1));
        int chunks = (int)(((long)count + step - 1) / step);
        if (!context.Charge((chunks * 80L) + (count * 16L)))
        {
            return Value.Abnormal;
        }

        var result = new Value[chunks];
        for (int i = 0; i < chunks; i++)
        {
            int start = i * step;
            result[i] = new Value(array.Slice(start, Math.Min(step, count - start)));
        }

        return ToArray(result);
    }

    private static Value Windows(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray || !Argument.TryWhole(arguments[1], out long size))
        {
            return context.Fail("windows() requires an array and a size");
        }

        ArrayObject array = arguments[0].AsArray;
        if (size <= 0 || size > array.Count)
        {
            return new Value(new ArrayObject());
        }

        var result = new Value[array.Count - (int)size + 1];
        int elementSize = array.Storage == ArrayStorage.Values ? 16 : 8;
        if (!context.Charge(result.Length * ((size * elementSize) + 80)))
        {
            return Value.Abnormal;
        }

        for (int i = 0; i < result.Length; i++)
        {
            if (i % PollInterval == 0 && context.Poll())
            {
                return Value.Abnormal;
            }

            result[i] = new Value(array.Slice(i, (int)size));
        }

        return ToArray(result);
    }

    private static Value Flatten(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("flatten() requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        if (array.Storage != ArrayStorage.Values)
        {
            return Part(context, array, 0, array.Count);
        }

        long total = 0;
        foreach (ref Value item in array.Values)
        {
            total += item.IsArray ? item.AsArray.Count : 1;
        }

        if (!Arrays.MayAllocate(context, "flatten", total, 8))
        {
            return Value.Abnormal;
        }

        var result = new ArrayObject((int)total);
        foreach (ref Value item in array.Values)
        {
            if (!item.IsArray)
            {
                result.Add(item.Share());
                continue;
            }

            ArrayObject inner = item.AsArray;
            for (int i = 0; i < inner.Count; i++)
            {
                result.Add(inner[i].Share());
            }
        }

        return new Value(result);
    }

    private static Value Zip(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray || !arguments[1].IsArray)
        {
            return context.Fail("zip() requires two array arguments");
        }

        ArrayObject left = arguments[0].AsArray;
        ArrayObject right = arguments[1].AsArray;
        int count = Math.Min(left.Count, right.Count);
        if (!context.Charge(count * 120L))
        {
            return Value.Abnormal;
        }

        var result = new Value[count];
        for (int i = 0; i < count; i++)
        {
            result[i] = Arrays.Pair(left[i].Share(), right[i].Share());
        }

        return ToArray(result);
    }

    private static Value Enumerate(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("enumerate() requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        if (!context.Charge(array.Count * 120L))
        {
            return Value.Abnormal;
        }

        var result = new Value[array.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Arrays.Pair(Value.FromInt(i), array[i].Share());
        }

        return ToArray(result);
    }

    private static Value Overflow(Context context, long left, long right) => context.Fail($"Integer overflow: {left} + {right}");

    private static Value ToArray(Value[] items) => new(items.Length == 0 ? new ArrayObject() : ArrayObject.Adopt(items, items.Length));

    private static Value Part(Context context, ArrayObject array, int start, int count) =>
        context.Charge(count * 8L) ? new Value(array.Slice(start, count)) : Value.Abnormal;

    private static Value Drain(Context context, GeneratorObject generator, long count)
    {
        var result = new ArrayObject();
        while (result.Count < count)
        {
            Value item = generator.Next(context);
            if (item.IsUndefined)
            {
                break;
            }

            if (item.IsAbnormal || context.Poll())
            {
                return Value.Abnormal;
            }

            result.Add(item);
        }

        return new Value(result);
    }

    private static int Position(long index, int length) => Arrays.Clamp(index < 0 ? index + length : index, length);
}
