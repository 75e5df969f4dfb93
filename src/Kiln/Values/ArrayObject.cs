using System.Runtime.CompilerServices;
using Kiln.Runtime;

namespace Kiln.Values;

/// <summary>How an array stores its elements.</summary>
public enum ArrayStorage : byte
{
    /// <summary><c>long[]</c>: all elements are 64-bit integers. An empty array starts here.</summary>
    Ints,

    /// <summary><c>double[]</c>: all elements are doubles.</summary>
    Floats,

    /// <summary><c>bool[]</c>: all elements are booleans.</summary>
    Bools,

    /// <summary><see cref="Value"/>[]: anything.</summary>
    Values,

    /// <summary><see cref="StringObject"/>[]: all elements are strings. Half as large as general storage, and nothing to share in a copy.</summary>
    Strings,
}

/// <summary>
/// A growable array whose storage follows its content: as long as all elements are integers (or doubles, or booleans, or
/// strings) they are stored without tags, and the first element that does not fit converts the whole array to general storage, once.
/// </summary>
public sealed partial class ArrayObject : HeapObject
{
    private static readonly long[] s_noInts = [];

    internal Array Items;
    internal int CountField;
    internal ArrayStorage StorageField;

    /// <summary>An empty array.</summary>
    public ArrayObject()
        : base(Kind.Array) => Items = s_noInts;

    /// <summary>An empty array with room.</summary>
    /// <param name="capacity">Number of integers there is room for.</param>
    public ArrayObject(int capacity)
        : base(Kind.Array) => Items = capacity == 0 ? s_noInts : new long[capacity];

    private ArrayObject(Array items, int count, ArrayStorage storage)
        : base(Kind.Array)
    {
        Items = items;
        CountField = count;
        StorageField = storage;
    }

    /// <summary>Number of elements.</summary>
    public int Count => CountField;

    /// <summary>How the elements are stored.</summary>
    public ArrayStorage Storage => StorageField;

    /// <summary>Takes over a .NET array as integer storage.</summary>
    /// <param name="items">The storage; owned by the array from now on.</param>
    /// <param name="count">Number of elements in use.</param>
    public static ArrayObject Adopt(long[] items, int count) => new(items, count, ArrayStorage.Ints);

    /// <summary>Takes over a .NET array as double storage.</summary>
    public static ArrayObject Adopt(double[] items, int count) => new(items, count, ArrayStorage.Floats);

    /// <summary>Takes over a .NET array as boolean storage.</summary>
    public static ArrayObject Adopt(bool[] items, int count) => new(items, count, ArrayStorage.Bools);

    /// <summary>Takes over a .NET array as string storage.</summary>
    public static ArrayObject Adopt(StringObject[] items, int count) => new(items, count, ArrayStorage.Strings);

    /// <summary>Takes over a .NET array as general storage. The caller has marked containers that live elsewhere too as shared.</summary>
    public static ArrayObject Adopt(Value[] items, int count) => new(items, count, ArrayStorage.Values);

    /// <summary>An array of the given values in the narrowest storage.</summary>
    /// <param name="values">The elements; copied, not marked as shared.</param>
    public static ArrayObject FromSpan(ReadOnlySpan<Value> values)
    {
        if (values.Length == 0)
        {
            return new ArrayObject();
        }

        Kind kind = values[0].Kind;
        if (kind is Kind.Int or Kind.Float or Kind.Bool)
        {
            var array = new ArrayObject();
            array.StartStorage(kind, values.Length);
            foreach (ref readonly Value value in values)
            {
                array.Add(value);
            }

            return array;
        }

        return kind == Kind.String && TryTakeStrings(values) is { } strings
            ? new ArrayObject(strings, strings.Length, ArrayStorage.Strings)
            : new ArrayObject(values.ToArray(), values.Length, ArrayStorage.Values);
    }

    /// <summary>The integers in use. Only for <see cref="ArrayStorage.Ints"/>.</summary>
    public Span<long> Ints => Unsafe.As<long[]>(Items).AsSpan(0, CountField);

    /// <summary>The doubles in use. Only for <see cref="ArrayStorage.Floats"/>.</summary>
    public Span<double> Floats => Unsafe.As<double[]>(Items).AsSpan(0, CountField);

    /// <summary>The booleans in use. Only for <see cref="ArrayStorage.Bools"/>.</summary>
    public Span<bool> Bools => Unsafe.As<bool[]>(Items).AsSpan(0, CountField);

    /// <summary>The values in use. Only for <see cref="ArrayStorage.Values"/>.</summary>
    public Span<Value> Values => Unsafe.As<Value[]>(Items).AsSpan(0, CountField);

    /// <summary>The strings in use. Only for <see cref="ArrayStorage.Strings"/>.</summary>
    public Span<StringObject> Strings => Unsafe.As<StringObject[]>(Items).AsSpan(0, CountField);

    /// <summary>The element at an index.</summary>
    /// <param name="index">Between 0 and <see cref="Count"/>, exclusive.</param>
    /// <remarks>The array keeps its reference: mark the result as shared if it is stored anywhere.</remarks>
    public Value this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)CountField)
            {
                ThrowIndex();
            }

            return StorageField switch
            {
                ArrayStorage.Ints => Value.FromInt(Unsafe.As<long[]>(Items)[index]),
                ArrayStorage.Floats => Value.FromFloat(Unsafe.As<double[]>(Items)[index]),
                ArrayStorage.Bools => Value.FromBool(Unsafe.As<bool[]>(Items)[index]),
                ArrayStorage.Strings => new Value(Unsafe.As<StringObject[]>(Items)[index]),
                _ => Unsafe.As<Value[]>(Items)[index],
            };
        }
    }

    /// <summary>Replaces the element at an index, converting the storage if the value does not fit. Only on unshared arrays.</summary>
    public void Set(int index, Value value)
    {
        if ((uint)index >= (uint)CountField)
        {
            ThrowIndex();
        }

        switch (StorageField)
        {
            case ArrayStorage.Ints when value.Kind == Kind.Int:
                Unsafe.As<long[]>(Items)[index] = value.Bits;
                break;
            case ArrayStorage.Floats when value.Kind == Kind.Float:
                Unsafe.As<double[]>(Items)[index] = value.AsFloat;
                break;
            case ArrayStorage.Bools when value.Kind == Kind.Bool:
                Unsafe.As<bool[]>(Items)[index] = value.AsBool;
                break;
            case ArrayStorage.Values:
                Unsafe.As<Value[]>(Items)[index] = value;
                break;
            case ArrayStorage.Strings when value.Kind == Kind.String:
                Unsafe.As<StringObject[]>(Items)[index] = Unsafe.As<StringObject>(value.Tag);
                break;
            default:
                Generalize(CountField);
                Unsafe.As<Value[]>(Items)[index] = value;
                break;
        }
    }

    /// <summary>Adds an element at the end; amortised O(1). Only on unshared arrays.</summary>
    public void Add(Value value)
    {
        int count = CountField;
        switch (StorageField)
        {
            case ArrayStorage.Ints when value.Kind == Kind.Int:
                {
                    long[] items = Unsafe.As<long[]>(Items);
                    if ((uint)count >= (uint)items.Length)
                    {
                        items = Grow(items, count);
                    }

                    items[count] = value.Bits;
                    break;
                }

            case ArrayStorage.Values:
                {
                    Value[] items = Unsafe.As<Value[]>(Items);
                    if ((uint)count >= (uint)items.Length)
                    {
                        items = Grow(items, count);
                    }

                    items[count] = value;
                    break;
                }

            default:
                AddSlow(value);
                return;
        }

        CountField = count + 1;
    }

    /// <summary>Removes the last element. Only on unshared, non-empty arrays.</summary>
    public Value RemoveLast()
    {
        Value last = this[CountField - 1];
        CountField--;
        ForgetEnd();
        return last;
    }

    /// <summary>Removes the element at an index, moving the rest down. Only on unshared arrays.</summary>
    public void RemoveAt(int index)
    {
        if ((uint)index >= (uint)CountField)
        {
            ThrowIndex();
        }

        Array.Copy(Items, index + 1, Items, index, CountField - index - 1);
        CountField--;
        ForgetEnd();
    }

    /// <summary>Inserts an element before an index. Only on unshared arrays.</summary>
    /// <param name="index">Between 0 and <see cref="Count"/>, inclusive.</param>
    /// <param name="value">The element.</param>
    public void Insert(int index, Value value)
    {
        Add(value);
        int last = CountField - 1;
        if (index == last)
        {
            return;
        }

        Array.Copy(Items, index, Items, index + 1, last - index);
        Set(index, value);
    }

    /// <summary>Turns the order of the elements round. Only on unshared arrays.</summary>
    public void Reverse()
    {
        switch (StorageField)
        {
            case ArrayStorage.Ints:
                Ints.Reverse();
                break;
            case ArrayStorage.Floats:
                Floats.Reverse();
                break;
            case ArrayStorage.Bools:
                Bools.Reverse();
                break;
            case ArrayStorage.Strings:
                Strings.Reverse();
                break;
            default:
                Values.Reverse();
                break;
        }
    }

    /// <summary>An unshared copy. Containers among the elements become shared.</summary>
    public ArrayObject Clone() => Slice(0, CountField);

    /// <summary>An unshared copy of a part. Containers among the elements become shared.</summary>
    /// <param name="start">First index.</param>
    /// <param name="count">Number of elements.</param>
    public ArrayObject Slice(int start, int count)
    {
        if (count == 0)
        {
            return new ArrayObject();
        }

        switch (StorageField)
        {
            case ArrayStorage.Ints:
                return new ArrayObject(Ints.Slice(start, count).ToArray(), count, ArrayStorage.Ints);
            case ArrayStorage.Floats:
                return new ArrayObject(Floats.Slice(start, count).ToArray(), count, ArrayStorage.Floats);
            case ArrayStorage.Bools:
                return new ArrayObject(Bools.Slice(start, count).ToArray(), count, ArrayStorage.Bools);
            case ArrayStorage.Strings:
                return new ArrayObject(Strings.Slice(start, count).ToArray(), count, ArrayStorage.Strings);
            default:
                Value[] items = Values.Slice(start, count).ToArray();
                foreach (ref Value item in items.AsSpan())
                {
                    item.Share();
                }

                return new ArrayObject(items, count, ArrayStorage.Values);
        }
    }
}
