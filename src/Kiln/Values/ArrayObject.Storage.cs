using System.Runtime.CompilerServices;
using Kiln.Runtime;

namespace Kiln.Values;

/// <content>How the storage follows the content.</content>
public sealed partial class ArrayObject
{
    /// <summary>Converts the storage to <see cref="ArrayStorage.Values"/>.</summary>
    /// <param name="capacity">Room to provide; at least <see cref="Count"/>.</param>
    public void Generalize(int capacity)
    {
        if (StorageField == ArrayStorage.Values)
        {
            return;
        }

        capacity = Math.Max(capacity, CountField);
        MemoryBudget.Announce((long)capacity * Unsafe.SizeOf<Value>());
        var items = new Value[capacity];
        for (int i = 0; i < CountField; i++)
        {
            items[i] = this[i];
        }

        Items = items;
        StorageField = ArrayStorage.Values;
    }

    private static StringObject[]? TryTakeStrings(ReadOnlySpan<Value> values)
    {
        foreach (ref readonly Value value in values)
        {
            if (!value.IsString)
            {
                return null;
            }
        }

        var strings = new StringObject[values.Length];
        for (int i = 0; i < strings.Length; i++)
        {
            strings[i] = values[i].AsString;
        }

        return strings;
    }

    /// <summary>Lets go of what lies behind the last element.</summary>
    private void ForgetEnd()
    {
        if (StorageField == ArrayStorage.Values)
        {
            Unsafe.As<Value[]>(Items)[CountField] = default;
        }
        else if (StorageField == ArrayStorage.Strings)
        {
            Unsafe.As<StringObject?[]>(Items)[CountField] = null;
        }
    }

    private static void ThrowIndex() => throw new ArgumentOutOfRangeException("index");

    private void StartStorage(Kind kind, int capacity)
    {
        (Items, StorageField) = kind switch
        {
            Kind.Int => ((Array)new long[capacity], ArrayStorage.Ints),
            Kind.Float => (new double[capacity], ArrayStorage.Floats),
            Kind.Bool => (new bool[capacity], ArrayStorage.Bools),
            Kind.String => (new StringObject[capacity], ArrayStorage.Strings),
            _ => (new Value[capacity], ArrayStorage.Values),
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow<T>(T[] items, int count)
    {
        int capacity = Math.Max(4, (int)Math.Min(Array.MaxLength, count * 2L));
        MemoryBudget.Announce((long)capacity * Unsafe.SizeOf<T>());
        Array.Resize(ref items, capacity);
        Items = items;
        return items;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddSlow(Value value)
    {
        int count = CountField;
        if (count == 0)
        {
            StartStorage(value.Kind, Math.Max(4, Items.Length));
        }

        switch (StorageField)
        {
            case ArrayStorage.Ints when value.Kind == Kind.Int:
                Unsafe.As<long[]>(Items)[count] = value.Bits;
                break;
            case ArrayStorage.Floats when value.Kind == Kind.Float:
                double[] floats = Unsafe.As<double[]>(Items);
                floats = count < floats.Length ? floats : Grow(floats, count);
                floats[count] = value.AsFloat;
                break;
            case ArrayStorage.Bools when value.Kind == Kind.Bool:
                bool[] bools = Unsafe.As<bool[]>(Items);
                bools = count < bools.Length ? bools : Grow(bools, count);
                bools[count] = value.AsBool;
                break;
            case ArrayStorage.Strings when value.Kind == Kind.String:
                StringObject[] strings = Unsafe.As<StringObject[]>(Items);
                strings = count < strings.Length ? strings : Grow(strings, count);
                strings[count] = value.AsString;
                break;
            default:
                Generalize((int)Math.Min(Array.MaxLength, Math.Max(4, count * 2L)));
                Value[] values = Unsafe.As<Value[]>(Items);
                values = count < values.Length ? values : Grow(values, count);
                values[count] = value;
                break;
        }

        CountField = count + 1;
    }
}
