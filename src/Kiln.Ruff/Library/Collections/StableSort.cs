using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>
/// The order of <c>sort</c>: numbers by value, strings by their bytes, other pairs count as equal and keep their places. That is
/// no total order in mixed arrays, so the general case is a merge sort, which is stable and ends whatever the comparison says.
/// </summary>
internal static class StableSort
{
    private const int RunLength = 16;

    /// <summary>Sorts an unshared array in place.</summary>
    public static void Sort(ArrayObject array)
    {
        switch (array.Storage)
        {
            case ArrayStorage.Ints:
                array.Ints.Sort();
                break;
            case ArrayStorage.Floats:
                SortFloats(array.Floats);
                break;
            case ArrayStorage.Strings:
                // Equal strings cannot be told apart.
                array.Strings.Sort(static (a, b) => StringObject.Compare(a, b));
                break;
            case ArrayStorage.Values:
                SortValues(array.Values);
                break;
        }
    }

    private static void SortFloats(Span<double> items)
    {
        // Only NaN and negative zero can tell an unstable sort from a stable one.
        foreach (double item in items)
        {
            if (double.IsNaN(item) || (item == 0 && double.IsNegative(item)))
            {
                MergeSort(items, new FloatOrder());
                return;
            }
        }

        items.Sort();
    }

    private static void SortValues(Span<Value> items)
    {
        foreach (ref Value item in items)
        {
            if (!item.IsString)
            {
                MergeSort(items, new ValueOrder());
                return;
            }
        }

        items.Sort(static (a, b) => StringObject.Compare(a.AsString, b.AsString));
    }

    private static void MergeSort<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        for (int start = 0; start < items.Length; start += RunLength)
        {
            InsertionSort(items.Slice(start, Math.Min(RunLength, items.Length - start)), order);
        }

        var buffer = new T[items.Length > RunLength ? items.Length : 0];
        for (long run = RunLength; run < items.Length; run *= 2)
        {
            for (long start = 0; start + run < items.Length; start += 2 * run)
            {
                int length = (int)Math.Min(2 * run, items.Length - start);
                Merge(items.Slice((int)start, length), (int)run, buffer, order);
            }
        }
    }

    private static void InsertionSort<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        for (int i = 1; i < items.Length; i++)
        {
            T item = items[i];
            int place = i;
            while (place > 0 && order.IsBefore(item, items[place - 1]))
            {
                items[place] = items[place - 1];
                place--;
            }

            items[place] = item;
        }
    }

    private static void Merge<T, TOrder>(Span<T> items, int middle, T[] buffer, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        if (!order.IsBefore(items[middle], items[middle - 1]))
        {
            return;
        }

        Span<T> left = buffer.AsSpan(0, middle);
        items[..middle].CopyTo(left);
        int fromLeft = 0;
        int fromRight = middle;
        int target = 0;
        while (fromLeft < left.Length && fromRight < items.Length)
        {
            items[target++] = order.IsBefore(items[fromRight], left[fromLeft]) ? items[fromRight++] : left[fromLeft++];
        }

        left[fromLeft..].CopyTo(items[target..]);
    }

    private interface IOrder<T>
    {
        bool IsBefore(T a, T b);
    }

    private readonly struct FloatOrder : IOrder<double>
    {
        public bool IsBefore(double a, double b) => a < b;
    }

    private readonly struct ValueOrder : IOrder<Value>
    {
        public bool IsBefore(Value a, Value b) =>
            Ordering.TryCompare(a, b, out int order, out bool isUnordered) && !isUnordered && order < 0;
    }
}
