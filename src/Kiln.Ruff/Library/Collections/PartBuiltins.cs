using Kiln.Interpreter;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Functions that give parts of a sequence as arrays.</summary>
internal static class PartBuiltins
{
    private const int PollInterval = 1 << 10;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("slice", 3, 3, Slice, BuiltinTraits.Borrows, "slice(a, start, end): the elements from start up to, but without, end; negative positions count from the end"),
        new("take", 2, 2, Take, BuiltinTraits.Borrows, "take(a, n): the first n elements"),
        new("skip", 2, 2, Skip, BuiltinTraits.Borrows, "skip(a, n): all but the first n elements"),
        new("collect", 1, 1, Collect, BuiltinTraits.None, "collect(a): the elements as an array"),
        new("chunk", 2, 2, Chunk, BuiltinTraits.Borrows, "chunk(a, n): the elements in arrays of n"),
        new("windows", 2, 2, Windows, BuiltinTraits.Borrows, "windows(a, n): all runs of n neighbouring elements"),
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
        return bytes is null ? Arrays.Part(context, arguments[0].AsArray, first, count) : new Value(new BytesObject(bytes.Span.Slice(first, count).ToArray()));
    }

    private static Value Take(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryWhole(arguments[1], out long count))
        {
            return context.Fail("take() requires an array and a count");
        }

        return arguments[0].Kind switch
        {
            Kind.Array => Arrays.Part(context, arguments[0].AsArray, 0, Arrays.Clamp(count, arguments[0].AsArray.Count)),
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
        return Arrays.Part(context, array, first, array.Count - first);
    }

    private static Value Collect(Context context, ReadOnlySpan<Value> arguments) => arguments[0].Kind switch
    {
        Kind.Array => arguments[0],
        Kind.Generator => Drain(context, (GeneratorObject)arguments[0].Tag, long.MaxValue),
        _ => context.Fail("collect() requires an array argument"),
    };

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

        return Arrays.Adopt(result);
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

        return Arrays.Adopt(result);
    }

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
