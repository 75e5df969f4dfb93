using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Runtime;

namespace Kiln.Values;

/// <content>Entries, chains, growth and conversion.</content>
public sealed partial class MapObject
{
    private static int HashOf(Value key) => key.Kind switch
    {
        Kind.String => key.AsString.ContentHash(),
        Kind.Int or Kind.Float or Kind.Bool or Kind.Char => (int)(((ulong)key.Bits * 0x9E3779B97F4A7C15) >> 32) ^ (int)key.Kind,
        _ => RuntimeHelpers.GetHashCode(key.Tag),
    };

    private static bool KeysEqual(in Value a, Value b) =>
        a.IsIdentical(b) || (a.Kind == Kind.String && b.Kind == Kind.String && a.AsString.ContentEquals(b.AsString));

    private static T[] NewEntries<T>(int capacity)
    {
        MemoryBudget.Announce((long)capacity * Unsafe.SizeOf<T>());

        // Entries without references stay uninitialised, and all others are cleared.
        return GC.AllocateUninitializedArray<T>(capacity);
    }

    // Fibonacci hashing (Knuth, TAOCP vol. 3, 6.4): the high bits of the product spread even regular key sequences.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int BucketOf(ulong hash) => (int)((hash * 0x9E3779B97F4A7C15) >> _shift);

    /// <returns>The entry's position, or a negative number.</returns>
    private int Find<T>(IntEntry<T>[] entries, long key)
    {
        int[] buckets = _buckets;
        if (buckets.Length == 0)
        {
            for (int i = 0; i < _used; i++)
            {
                if (entries[i].Key == key && entries[i].Next != Removed)
                {
                    return i;
                }
            }

            return -1;
        }

        int index = buckets[BucketOf((ulong)key)] - 1;
        while ((uint)index < (uint)entries.Length && entries[index].Key != key)
        {
            index = entries[index].Next;
        }

        return index;
    }

    /// <returns>The entry's position, or a negative number.</returns>
    private int Find(Entry[] entries, Value key, int hash)
    {
        int[] buckets = _buckets;
        if (buckets.Length == 0)
        {
            for (int i = 0; i < _used; i++)
            {
                if (entries[i].Hash == hash && entries[i].Next != Removed && KeysEqual(in entries[i].Key, key))
                {
                    return i;
                }
            }

            return -1;
        }

        int index = buckets[BucketOf((uint)hash)] - 1;
        while ((uint)index < (uint)entries.Length && !(entries[index].Hash == hash && KeysEqual(in entries[index].Key, key)))
        {
            index = entries[index].Next;
        }

        return index;
    }

    /// <summary>Puts the entry at the end of the used ones at the head of its chain.</summary>
    /// <returns>The entry that comes after it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Link(ulong hash) => _buckets.Length == 0 ? -1 : Link(ref _buckets[BucketOf(hash)], _used);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Link(ref int bucket, int index)
    {
        int next = bucket - 1;
        bucket = index + 1;
        return next;
    }

    private void Unlink(int index, ulong hash)
    {
        if (_buckets.Length == 0)
        {
            return;
        }

        ref int bucket = ref _buckets[BucketOf(hash)];
        if (bucket - 1 == index)
        {
            bucket = NextOf(index) + 1;
            return;
        }

        int previous = bucket - 1;
        while (NextOf(previous) != index)
        {
            previous = NextOf(previous);
        }

        NextOf(previous) = NextOf(index);
    }

    private ref int NextOf(int index)
    {
        if (_entries is not null)
        {
            return ref _entries[index].Next;
        }

        if (_longs is not null)
        {
            return ref _longs[index].Next;
        }

        return ref _ints![index].Next;
    }

    private void Add<T>(ref IntEntry<T>[] table, long key, T value)
    {
        if (_used == table.Length)
        {
            table = Grow(table);
        }

        ref IntEntry<T> entry = ref table[_used];
        entry.Key = key;
        entry.Value = value;
        entry.Next = Link((ulong)key);
        _used++;
        _count++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SetOther(long key, Value value)
    {
        if (_entries is not null)
        {
            Set(Value.FromInt(key), value);
            return;
        }

        if (value.Kind == Kind.Int && _ints is null)
        {
            _longs = NewEntries<IntEntry<long>>(MinimumCapacity);
            Add(ref _longs, key, value.Bits);
            return;
        }

        _ints ??= _longs is null ? NewEntries<IntEntry<Value>>(MinimumCapacity) : WithValues(_longs);
        _longs = null;
        int index = Find(_ints, key);
        if (index >= 0)
        {
            _ints[index].Value = value;
        }
        else
        {
            Add(ref _ints, key, value);
        }
    }

    private int NextCapacity() => _count * 4L <= _used * 3L && _used > MinimumCapacity
        ? Math.Max(MinimumCapacity, (int)BitOperations.RoundUpToPowerOf2((uint)_count + 1))
        : Math.Max(MinimumCapacity, checked(_used * 2));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private IntEntry<T>[] Grow<T>(IntEntry<T>[] old)
    {
        int capacity = NextCapacity();
        IntEntry<T>[] entries = NewEntries<IntEntry<T>>(capacity);
        ResetBuckets(capacity);
        int used = _used;
        _used = 0;
        for (int i = 0; i < used; i++)
        {
            ref IntEntry<T> entry = ref old[i];
            if (entry.Next != Removed)
            {
                ref IntEntry<T> copy = ref entries[_used];
                copy.Key = entry.Key;
                copy.Value = entry.Value;
                copy.Next = Link((ulong)entry.Key);
                _used++;
            }
        }

        return entries;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        int capacity = NextCapacity();
        Entry[] old = _entries!;
        Entry[] entries = NewEntries<Entry>(capacity);
        ResetBuckets(capacity);
        int used = _used;
        _used = 0;
        for (int i = 0; i < used; i++)
        {
            if (old[i].Next != Removed)
            {
                entries[_used] = old[i];
                entries[_used].Next = Link((uint)old[i].Hash);
                _used++;
            }
        }

        _entries = entries;
    }

    /// <summary>The same entries with room for any value. Chains stay as they are.</summary>
    private IntEntry<Value>[] WithValues(IntEntry<long>[] longs)
    {
        IntEntry<Value>[] entries = NewEntries<IntEntry<Value>>(longs.Length);
        for (int i = 0; i < _used; i++)
        {
            entries[i].Key = longs[i].Key;
            entries[i].Value = Value.FromInt(longs[i].Value);
            entries[i].Next = longs[i].Next;
        }

        return entries;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ConvertToGeneral()
    {
        int capacity = Math.Max(MinimumCapacity, _longs?.Length ?? _ints?.Length ?? 0);
        Entry[] entries = NewEntries<Entry>(capacity);
        ResetBuckets(capacity);
        int used = _used;
        _used = 0;
        for (int i = 0; i < used; i++)
        {
            if (TryGetEntry(i, out Value key, out Value value))
            {
                int hash = HashOf(key);
                entries[_used] = new Entry { Key = key, Value = value, Hash = hash, Next = Link((uint)hash) };
                _used++;
            }
        }

        _longs = null;
        _ints = null;
        _entries = entries;
    }

    private void ResetBuckets(int capacity)
    {
        if (capacity <= MaximumUnhashed)
        {
            _buckets = [];
            return;
        }

        int buckets = MaximumUnhashed;
        int shift = UnhashedShift;
        while (buckets < capacity)
        {
            buckets *= 2;
            shift--;
        }

        _buckets = new int[buckets];
        _shift = shift;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct IntEntry<T>
    {
        public T Value;
        public long Key;
        public int Next;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public Value Key;
        public Value Value;
        public int Hash;
        public int Next;
    }
}
