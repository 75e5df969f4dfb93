using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Making arrays and changing single elements of them.</summary>
internal static class ArrayBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("range", 1, 3, Range, BuiltinTraits.Borrows, "range([start], end, [step]): integers from start (0) up to, but without, end")
        {
            ArityMessage = static _ => "range() requires 1, 2, or 3 arguments",
        },
        new("push", 2, 2, Push, BuiltinTraits.Updates, "push(a, v): the array with v added at the end") { Intrinsic = Intrinsic.Append },
        new("append", 2, 2, Push, BuiltinTraits.Updates, "append(a, v): the array with v added at the end") { Intrinsic = Intrinsic.Append },
        new("pop", 1, 1, Pop, BuiltinTraits.Updates, "pop(a): [array without its last element, that element]"),
        new("insert", 3, 3, Insert, BuiltinTraits.Updates, "insert(a, i, v): the array with v inserted before position i"),
        new("remove", 2, 2, Remove, BuiltinTraits.Updates, "remove(a, v): the array without the first v; remove(d, key): [dict without the key, its value]"),
        new("remove_at", 2, 2, RemoveAt, BuiltinTraits.Updates, "remove_at(a, i): [array without the element at i, that element]"),
        new("clear", 1, 1, Clear, BuiltinTraits.Borrows, "clear(c): an empty array or dict"),
        new("concat", 2, 2, Concat, BuiltinTraits.Updates, "concat(a, b): the elements of a, then those of b"),
    ];

    private static Value Range(Context context, ReadOnlySpan<Value> arguments)
    {
        long step = 1;
        if (!Argument.TryWhole(arguments[0], out long start)
            || !Argument.TryWhole(arguments[^1], out long last)
            || (arguments.Length > 1 && !Argument.TryWhole(arguments[1], out last))
            || (arguments.Length > 2 && !Argument.TryWhole(arguments[2], out step)))
        {
            return context.Fail("range() requires numeric arguments");
        }

        (long first, long end) = arguments.Length == 1 ? (0, start) : (start, last);
        if (step == 0)
        {
            return context.Fail("range() step cannot be zero");
        }

        // The distance between two 64-bit integers always fits an unsigned one.
        ulong distance = step > 0 ? unchecked((ulong)end - (ulong)first) : unchecked((ulong)first - (ulong)end);
        ulong width = step > 0 ? (ulong)step : unchecked(0 - (ulong)step);
        ulong count = step > 0 ? end <= first ? 0 : ((distance - 1) / width) + 1
            : end >= first ? 0 : ((distance - 1) / width) + 1;
        if (!Arrays.MayAllocate(context, "range", (long)Math.Min(count, long.MaxValue), sizeof(long)))
        {
            return Value.Abnormal;
        }

        long[] items = GC.AllocateUninitializedArray<long>((int)count);
        long next = first;
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = next;
            next = unchecked(next + step);
        }

        return new Value(ArrayObject.Adopt(items, items.Length));
    }

    private static Value Push(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("push() requires an array as the first argument");
        }

        ArrayObject array = arguments[0].AsArray;
        if (!array.Shared)
        {
            array.Add(arguments[1]);
            return arguments[0];
        }

        if (!context.Charge(array.Count * 16L))
        {
            return Value.Abnormal;
        }

        array = Arrays.Writable(array);
        array.Add(arguments[1]);
        return new Value(array);
    }

    private static Value Pop(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("pop() requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        return array.Count == 0 ? Arrays.Pair(arguments[0], Value.FromInt(0)) : TakeOut(array, array.Count - 1);
    }

    private static Value Insert(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray || !Argument.TryWhole(arguments[1], out long index))
        {
            return context.Fail("insert() requires an array, an index, and a value");
        }

        ArrayObject array = arguments[0].AsArray;
        if ((ulong)index > (ulong)array.Count)
        {
            return context.Fail($"insert() index {index} out of bounds for array of length {array.Count}");
        }

        array = Arrays.Writable(array);
        array.Insert((int)index, arguments[2]);
        return new Value(array);
    }

    private static Value Remove(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].IsMap)
        {
            return RemoveKey(context, arguments);
        }

        if (!arguments[0].IsArray)
        {
            return context.Fail("remove() requires an array or dict as the first argument");
        }

        ArrayObject array = arguments[0].AsArray;
        int index = PositionOf(array, arguments[1]);
        if (index < 0)
        {
            return arguments[0];
        }

        array = Arrays.Writable(array);
        array.RemoveAt(index);
        return new Value(array);
    }

    private static Value RemoveKey(Context context, ReadOnlySpan<Value> arguments)
    {
        MapObject map = arguments[0].AsMap;
        if (!DictKeys.TryNormalize(arguments[1], out Value key, out _))
        {
            return context.Fail("remove() requires a string key for dicts");
        }

        if (!map.ContainsKey(key))
        {
            return Arrays.Pair(arguments[0], Value.FromInt(0));
        }

        // Cloning marks the values, the removed one included, which the original keeps.
        map = map.Shared ? map.Clone() : map;
        map.Remove(key, out Value value);
        return Arrays.Pair(new Value(map), value);
    }

    private static Value RemoveAt(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray || !Argument.TryWhole(arguments[1], out long index))
        {
            return context.Fail("remove_at() requires an array and an index");
        }

        ArrayObject array = arguments[0].AsArray;
        return (ulong)index < (ulong)array.Count
            ? TakeOut(array, (int)index)
            : context.Fail($"remove_at() index {index} out of bounds for array of length {array.Count}");
    }

    private static Value Clear(Context context, ReadOnlySpan<Value> arguments) => arguments[0].Kind switch
    {
        Kind.Array => new Value(new ArrayObject()),
        Kind.Map => new Value(new MapObject()),
        _ => context.Fail("clear() requires an array or dict argument"),
    };

    private static Value Concat(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray || !arguments[1].IsArray)
        {
            return context.Fail("concat() requires two array arguments");
        }

        ArrayObject left = arguments[0].AsArray;
        ArrayObject right = arguments[1].AsArray;
        long count = (long)left.Count + right.Count;
        if (!Arrays.MayAllocate(context, "concat", count, left.Storage == ArrayStorage.Values ? 16 : 8))
        {
            return Value.Abnormal;
        }

        if (left.Shared && left.Storage == ArrayStorage.Ints && right.Storage == ArrayStorage.Ints)
        {
            long[] items = GC.AllocateUninitializedArray<long>((int)count);
            left.Ints.CopyTo(items);
            right.Ints.CopyTo(items.AsSpan(left.Count));
            return new Value(ArrayObject.Adopt(items, items.Length));
        }

        // Both arguments can be one object: then the second must be a copy that does not grow meanwhile.
        ArrayObject result = Arrays.Writable(left);
        Arrays.AddAll(result, ReferenceEquals(result, right) ? right.Clone() : right);
        return new Value(result);
    }

    /// <summary>The array without one element, and that element.</summary>
    private static Value TakeOut(ArrayObject array, int index)
    {
        if (array.Shared && index == array.Count - 1)
        {
            return Arrays.Pair(new Value(array.Slice(0, index)), array[index].Share());
        }

        array = Arrays.Writable(array);
        Value removed = array[index];
        array.RemoveAt(index);
        return Arrays.Pair(new Value(array), removed);
    }

    private static int PositionOf(ArrayObject array, Value item)
    {
        if (array.Storage == ArrayStorage.Ints)
        {
            return item.IsInt ? array.Ints.IndexOf(item.AsInt) : -1;
        }

        for (int i = 0; i < array.Count; i++)
        {
            if (Equality.AreSamePrimitive(array[i], item))
            {
                return i;
            }
        }

        return -1;
    }
}
