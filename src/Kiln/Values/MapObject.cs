using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Runtime;

namespace Kiln.Values;

/// <summary>
/// A hash map that keeps insertion order. Entries lie in one array in the order they came; a table of chains leads from hashes
/// to entries. As long as all keys are integers the entries hold plain integers; the first other key converts the map, once.
/// Removed entries stay as tombstones until the next growth, so that order is kept.
/// </summary>
public sealed class MapObject : HeapObject
{
    private const int Removed = -2;
    private const int MinimumCapacity = 4;

    private int[] _buckets = [];
    private IntEntry[]? _ints;
    private Entry[]? _entries;
    private int _shift = 64;
    private int _used;
    private int _count;

    /// <summary>An empty map.</summary>
    public MapObject()
        : base(Kind.Map)
    {
    }

    /// <summary>Number of keys.</summary>
    public int Count => _count;

    /// <summary>Whether all keys are stored as plain integers.</summary>
    public bool HasIntStorage => _entries is null;

    /// <summary>
    /// A mark for the language: whether some key was written as text. The engine only keeps and copies it.
    /// </summary>
    public bool HasTextKeys { get; set; }

    /// <summary>Upper bound of the entry positions, for enumeration by position.</summary>
    public int EntryLimit => _used;

    /// <summary>The value stored under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, or the undefined marker.</param>
    /// <returns>Whether the key is present.</returns>
    /// <remarks>The map keeps its reference: mark the value as shared if it is stored anywhere.</remarks>
    public bool TryGet(Value key, out Value value)
    {
        ref Value slot = ref Find(key);
        if (Unsafe.IsNullRef(ref slot))
        {
            value = Value.Undefined;
            return false;
        }

        value = slot;
        return true;
    }

    /// <summary>The value stored under an integer key.</summary>
    public bool TryGet(long key, out Value value)
    {
        ref Value slot = ref Find(key);
        if (Unsafe.IsNullRef(ref slot))
        {
            value = Value.Undefined;
            return false;
        }

        value = slot;
        return true;
    }

    /// <summary>Whether a key is present.</summary>
    public bool ContainsKey(Value key) => !Unsafe.IsNullRef(ref Find(key));

    /// <summary>A reference to the slot of a key, or a null reference. Valid until the map changes.</summary>
    public ref Value Find(Value key)
    {
        if (_entries is null)
        {
            return ref key.Kind == Kind.Int ? ref Find(key.Bits) : ref Unsafe.NullRef<Value>();
        }

        int hash = HashOf(key);
        int index = _buckets.Length == 0 ? -1 : _buckets[BucketOf((uint)hash)] - 1;
        Entry[] entries = _entries;
        while ((uint)index < (uint)entries.Length)
        {
            ref Entry entry = ref entries[index];
            if (entry.Hash == hash && KeysEqual(entry.Key, key))
            {
                return ref entry.Value;
            }

            index = entry.Next;
        }

        return ref Unsafe.NullRef<Value>();
    }

    /// <summary>A reference to the slot of an integer key, or a null reference. Valid until the map changes.</summary>
    public ref Value Find(long key)
    {
        IntEntry[]? ints = _ints;
        if (ints is null)
        {
            if (_entries is not null)
            {
                return ref Find(Value.FromInt(key));
            }

            return ref Unsafe.NullRef<Value>();
        }

        int index = _buckets[BucketOf((ulong)key)] - 1;
        while ((uint)index < (uint)ints.Length)
        {
            ref IntEntry entry = ref ints[index];
            if (entry.Key == key)
            {
                return ref entry.Value;
            }

            index = entry.Next;
        }

        return ref Unsafe.NullRef<Value>();
    }

    /// <summary>Inserts or replaces. Only on unshared maps. Amortised O(1).</summary>
    public void Set(Value key, Value value)
    {
        if (_entries is null && key.Kind == Kind.Int)
        {
            Set(key.Bits, value);
            return;
        }

        ref Value slot = ref Find(key);
        if (!Unsafe.IsNullRef(ref slot))
        {
            slot = value;
            return;
        }

        if (_entries is null)
        {
            ConvertToGeneral();
        }

        if (_used == _entries!.Length)
        {
            GrowGeneral();
        }

        int hash = HashOf(key);
        ref int bucket = ref _buckets[BucketOf((uint)hash)];
        ref Entry entry = ref _entries[_used];
        entry.Key = key;
        entry.Value = value;
        entry.Hash = hash;
        entry.Next = bucket - 1;
        bucket = ++_used;
        _count++;
    }

    /// <summary>Inserts or replaces under an integer key. Only on unshared maps. Amortised O(1).</summary>
    public void Set(long key, Value value)
    {
        if (_entries is not null)
        {
            Set(Value.FromInt(key), value);
            return;
        }

        ref Value slot = ref Find(key);
        if (!Unsafe.IsNullRef(ref slot))
        {
            slot = value;
            return;
        }

        if (_ints is null || _used == _ints.Length)
        {
            GrowInts();
        }

        ref int bucket = ref _buckets[BucketOf((ulong)key)];
        ref IntEntry entry = ref _ints![_used];
        entry.Key = key;
        entry.Value = value;
        entry.Next = bucket - 1;
        bucket = ++_used;
        _count++;
    }

    /// <summary>Removes a key. Only on unshared maps.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value it had, or the undefined marker.</param>
    /// <returns>Whether the key was present.</returns>
    public bool Remove(Value key, out Value value)
    {
        value = Value.Undefined;
        if (_count == 0 || (_entries is null && key.Kind != Kind.Int))
        {
            return false;
        }

        bool ints = _entries is null;
        int hash = ints ? 0 : HashOf(key);
        ref int bucket = ref _buckets[ints ? BucketOf((ulong)key.Bits) : BucketOf((uint)hash)];
        int previous = -1;
        for (int index = bucket - 1; index >= 0;)
        {
            bool match = ints ? _ints![index].Key == key.Bits : _entries![index].Hash == hash && KeysEqual(_entries[index].Key, key);
            ref int next = ref ints ? ref _ints![index].Next : ref _entries![index].Next;
            if (match)
            {
                if (previous < 0)
                {
                    bucket = next + 1;
                }
                else if (ints)
                {
                    _ints![previous].Next = next;
                }
                else
                {
                    _entries![previous].Next = next;
                }

                next = Removed;
                ref Value slot = ref ints ? ref _ints![index].Value : ref _entries![index].Value;
                value = slot;
                slot = Value.Nil;
                if (!ints)
                {
                    _entries![index].Key = Value.Nil;
                }

                _count--;
                return true;
            }

            previous = index;
            index = next;
        }

        return false;
    }

    /// <summary>The entry at a position, for enumeration: positions run from 0 to <see cref="EntryLimit"/>, exclusive.</summary>
    /// <returns>False if the position holds a removed entry.</returns>
    public bool TryGetEntry(int position, out Value key, out Value value)
    {
        if (_entries is null)
        {
            ref IntEntry entry = ref _ints![position];
            key = Value.FromInt(entry.Key);
            value = entry.Value;
            return entry.Next != Removed;
        }
        else
        {
            ref Entry entry = ref _entries[position];
            key = entry.Key;
            value = entry.Value;
            return entry.Next != Removed;
        }
    }

    /// <summary>The keys and values in insertion order, copied out.</summary>
    public KeyValuePair<Value, Value>[] ToPairs()
    {
        var pairs = new KeyValuePair<Value, Value>[_count];
        int next = 0;
        for (int i = 0; i < _used; i++)
        {
            if (TryGetEntry(i, out Value key, out Value value))
            {
                pairs[next++] = new(key, value);
            }
        }

        return pairs;
    }

    /// <summary>An unshared copy. Containers among the values become shared.</summary>
    public MapObject Clone()
    {
        var copy = new MapObject
        {
            _buckets = (int[])_buckets.Clone(),
            _ints = (IntEntry[]?)_ints?.Clone(),
            _entries = (Entry[]?)_entries?.Clone(),
            _shift = _shift,
            _used = _used,
            _count = _count,
            HasTextKeys = HasTextKeys,
        };
        for (int i = 0; i < _used; i++)
        {
            if (TryGetEntry(i, out _, out Value value))
            {
                value.Share();
            }
        }

        return copy;
    }

    private static int HashOf(Value key) => key.Kind switch
    {
        Kind.String => key.AsString.ContentHash(),
        Kind.Int or Kind.Float or Kind.Bool or Kind.Char => (int)(((ulong)key.Bits * 0x9E3779B97F4A7C15) >> 32) ^ (int)key.Kind,
        _ => RuntimeHelpers.GetHashCode(key.Tag),
    };

    private static bool KeysEqual(Value a, Value b) =>
        a.IsIdentical(b) || (a.Kind == Kind.String && b.Kind == Kind.String && a.AsString.ContentEquals(b.AsString));

    // Fibonacci hashing (Knuth, TAOCP vol. 3, 6.4): the high bits of the product spread even regular key sequences.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int BucketOf(ulong hash) => (int)((hash * 0x9E3779B97F4A7C15) >> _shift);

    private int NextCapacity() => _count * 4L <= _used * 3L && _used > MinimumCapacity ? Math.Max(MinimumCapacity, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_count + 1)) : Math.Max(MinimumCapacity, checked(_used * 2));

    private void GrowInts()
    {
        int capacity = NextCapacity();
        MemoryBudget.Announce((long)capacity * Unsafe.SizeOf<IntEntry>());
        var entries = new IntEntry[capacity];
        int used = 0;
        for (int i = 0; i < _used; i++)
        {
            if (_ints![i].Next != Removed)
            {
                entries[used++] = _ints[i];
            }
        }

        _ints = entries;
        _used = used;
        ResetBuckets(capacity);
        for (int i = 0; i < used; i++)
        {
            ref int bucket = ref _buckets[BucketOf((ulong)entries[i].Key)];
            entries[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }

    private void GrowGeneral()
    {
        int capacity = NextCapacity();
        MemoryBudget.Announce((long)capacity * Unsafe.SizeOf<Entry>());
        var entries = new Entry[capacity];
        int used = 0;
        for (int i = 0; i < _used; i++)
        {
            if (_entries![i].Next != Removed)
            {
                entries[used++] = _entries[i];
            }
        }

        _entries = entries;
        _used = used;
        LinkGeneral(capacity);
    }

    private void ConvertToGeneral()
    {
        int capacity = Math.Max(MinimumCapacity, _ints?.Length ?? 0);
        MemoryBudget.Announce((long)capacity * Unsafe.SizeOf<Entry>());
        var entries = new Entry[capacity];
        int used = 0;
        for (int i = 0; i < _used; i++)
        {
            ref IntEntry old = ref _ints![i];
            if (old.Next != Removed)
            {
                var key = Value.FromInt(old.Key);
                entries[used++] = new Entry { Key = key, Value = old.Value, Hash = HashOf(key) };
            }
        }

        _ints = null;
        _entries = entries;
        _used = used;
        LinkGeneral(capacity);
    }

    private void LinkGeneral(int capacity)
    {
        ResetBuckets(capacity);
        for (int i = 0; i < _used; i++)
        {
            ref int bucket = ref _buckets[BucketOf((uint)_entries![i].Hash)];
            _entries[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }

    private void ResetBuckets(int capacity)
    {
        int buckets = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity);
        _buckets = new int[buckets];
        _shift = 64 - System.Numerics.BitOperations.Log2((uint)buckets);
    }

    [StructLayout(LayoutKind.Auto)]
    private struct IntEntry
    {
        public Value Value;
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
