using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Functions that make a new array, or a sum, out of whole arrays.</summary>
internal static class SequenceBuiltins
{
    private const int PollInterval = 1 << 10;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("sort", 1, 1, Sort, BuiltinTraits.Updates, "sort(a): the elements in ascending order"),
        new("reverse", 1, 1, Reverse, BuiltinTraits.Updates, "reverse(a): the elements in opposite order"),
        new("unique", 1, 1, Unique, BuiltinTraits.Borrows, "unique(a): the elements without repetitions"),
        new("sum", 1, 1, Sum, BuiltinTraits.Borrows, "sum(a): the numbers added up"),
        new("flatten", 1, 1, Flatten, BuiltinTraits.Borrows, "flatten(a): the elements with arrays among them replaced by their elements"),
        new("zip", 2, 2, Zip, BuiltinTraits.Borrows, "zip(a, b): pairs of elements at the same position"),
        new("enumerate", 1, 1, Enumerate, BuiltinTraits.Borrows, "enumerate(a): pairs of position and element"),
    ];

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

    private static Value Flatten(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("flatten() requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        if (array.Storage != ArrayStorage.Values)
        {
            return Arrays.Part(context, array, 0, array.Count);
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

        return Arrays.Adopt(result);
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

        return Arrays.Adopt(result);
    }

    private static Value Overflow(Context context, long left, long right) => context.Fail($"Integer overflow: {left} + {right}");
}
