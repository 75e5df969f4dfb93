using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>Lists: chains of pairs that end in nil. Functions that take lists stop silently at the first thing that is no pair.</summary>
internal static class Lists
{
    /// <summary>A list of values.</summary>
    public static Value FromSpan(ReadOnlySpan<Value> items) => FromSpan(items, Value.Nil);

    /// <summary>The values in front of another list.</summary>
    public static Value FromSpan(ReadOnlySpan<Value> items, Value tail)
    {
        for (int i = items.Length - 1; i >= 0; i--)
        {
            tail = Pair(items[i], tail);
        }

        return tail;
    }

    /// <summary>A pair.</summary>
    public static Value Pair(Value first, Value second) => new(new PairObject(first, second));

    /// <summary>Number of pairs in a chain.</summary>
    public static int Count(Value list)
    {
        int count = 0;
        for (; list.IsPair; list = list.AsPair.Second)
        {
            count++;
        }

        return count;
    }

    /// <summary>The elements of a chain.</summary>
    public static List<Value> ToItems(Value list)
    {
        var items = new List<Value>();
        for (; list.IsPair; list = list.AsPair.Second)
        {
            items.Add(list.AsPair.First);
        }

        return items;
    }
}
