namespace Kiln.Values;

/// <summary>
/// A hash map that keeps insertion order. Entries lie in one array in the order they came; in maps of more than a few entries a table
/// of chains leads from hashes to entries. There are three kinds of entries: from integers to integers, from integers to anything,
/// from anything to anything. A map starts with the first kind, and a key or value that does not fit converts it, once.
/// Removed entries stay as tombstones until the next growth, so that order is kept.
/// </summary>
public sealed partial class MapObject : HeapObject
{
    private const int Removed = -2;
    private const int MinimumCapacity = 4;

    // Up to here a look at every entry is as fast as hashing, and the map needs one array less.
    private const int MaximumUnhashed = 8;
    private const int UnhashedShift = 61;

    private int[] _buckets = [];
    private IntEntry<long>[]? _longs;
    private IntEntry<Value>[]? _ints;
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
        if (_entries is null)
        {
            if (key.Kind == Kind.Int)
            {
                return TryGet(key.Bits, out value);
            }

            value = Value.Undefined;
            return false;
        }

        int index = Find(_entries, key, HashOf(key));
        value = index >= 0 ? _entries[index].Value : Value.Undefined;
        return index >= 0;
    }

    /// <summary>The value stored under an integer key.</summary>
    /// <remarks>The map keeps its reference: mark the value as shared if it is stored anywhere.</remarks>
    public bool TryGet(long key, out Value value)
    {
        int index;
        if (_longs is not null)
        {
            index = Find(_longs, key);
            value = index >= 0 ? Value.FromInt(_longs[index].Value) : Value.Undefined;
        }
        else if (_ints is not null)
        {
            index = Find(_ints, key);
            value = index >= 0 ? _ints[index].Value : Value.Undefined;
        }
        else if (_entries is not null)
        {
            return TryGet(Value.FromInt(key), out value);
        }
        else
        {
            index = -1;
            value = Value.Undefined;
        }

        return index >= 0;
    }

    /// <summary>Whether a key is present.</summary>
    public bool ContainsKey(Value key) => TryGet(key, out _);

    /// <summary>Inserts or replaces. Only on unshared maps. Amortised O(1).</summary>
    public void Set(Value key, Value value)
    {
        if (_entries is null)
        {
            if (key.Kind == Kind.Int)
            {
                Set(key.Bits, value);
                return;
            }

            ConvertToGeneral();
        }

        int hash = HashOf(key);
        int index = Find(_entries!, key, hash);
        if (index >= 0)
        {
            _entries![index].Value = value;
            return;
        }

        if (_used == _entries!.Length)
        {
            Grow();
        }

        ref Entry entry = ref _entries[_used];
        entry.Key = key;
        entry.Value = value;
        entry.Hash = hash;
        entry.Next = Link((uint)hash);
        _used++;
        _count++;
    }

    /// <summary>Inserts or replaces under an integer key. Only on unshared maps. Amortised O(1).</summary>
    public void Set(long key, Value value)
    {
        if (_longs is not null && value.Kind == Kind.Int)
        {
            int index = Find(_longs, key);
            if (index >= 0)
            {
                _longs[index].Value = value.Bits;
            }
            else
            {
                Add(ref _longs, key, value.Bits);
            }
        }
        else
        {
            SetOther(key, value);
        }
    }

    /// <summary>Removes a key. Only on unshared maps.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value it had, or the undefined marker.</param>
    /// <returns>Whether the key was present.</returns>
    public bool Remove(Value key, out Value value)
    {
        int index = -1;
        ulong hash = (ulong)key.Bits;
        if (_entries is not null)
        {
            hash = (uint)HashOf(key);
            index = Find(_entries, key, (int)hash);
        }
        else if (key.Kind == Kind.Int)
        {
            index = _longs is not null ? Find(_longs, key.Bits) : _ints is not null ? Find(_ints, key.Bits) : -1;
        }

        if (index < 0)
        {
            value = Value.Undefined;
            return false;
        }

        TryGetEntry(index, out _, out value);
        Unlink(index, hash);
        NextOf(index) = Removed;
        _count--;
        if (_entries is not null)
        {
            _entries[index].Key = Value.Nil;
            _entries[index].Value = Value.Nil;
        }
        else if (_ints is not null)
        {
            _ints[index].Value = Value.Nil;
        }

        return true;
    }

    /// <summary>The entry at a position, for enumeration: positions run from 0 to <see cref="EntryLimit"/>, exclusive.</summary>
    /// <returns>False if the position holds a removed entry.</returns>
    public bool TryGetEntry(int position, out Value key, out Value value)
    {
        if (_entries is not null)
        {
            ref Entry entry = ref _entries[position];
            key = entry.Key;
            value = entry.Value;
            return entry.Next != Removed;
        }

        if (_longs is not null)
        {
            ref IntEntry<long> entry = ref _longs[position];
            key = Value.FromInt(entry.Key);
            value = Value.FromInt(entry.Value);
            return entry.Next != Removed;
        }
        else
        {
            ref IntEntry<Value> entry = ref _ints![position];
            key = Value.FromInt(entry.Key);
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
            _buckets = _buckets.Length == 0 ? _buckets : (int[])_buckets.Clone(),
            _longs = (IntEntry<long>[]?)_longs?.Clone(),
            _ints = (IntEntry<Value>[]?)_ints?.Clone(),
            _entries = (Entry[]?)_entries?.Clone(),
            _shift = _shift,
            _used = _used,
            _count = _count,
            HasTextKeys = HasTextKeys,
        };
        for (int i = 0; i < _used && _longs is null; i++)
        {
            if (TryGetEntry(i, out _, out Value value))
            {
                value.Share();
            }
        }

        return copy;
    }
}
