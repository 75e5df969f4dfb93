using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>
/// Distinct values in insertion order with an index by hash. The table remembers when each value came and went, by a version
/// that counts up with every change: old versions stay readable while the newest one is changed.
/// </summary>
internal sealed class ElementTable
{
    private const int None = -1;
    private const int MinimumCapacity = 8;

    private Entry[] _entries;
    private int[] _buckets;
    private int _used;
    private int _unhashed = None;

    /// <summary>An empty table.</summary>
    /// <param name="capacity">Number of values to expect.</param>
    public ElementTable(int capacity)
    {
        _entries = new Entry[Math.Max(capacity, MinimumCapacity)];
        _buckets = NewBuckets(_entries.Length);
    }

    /// <summary>The newest version; only it can be changed.</summary>
    public int Version { get; private set; }

    /// <summary>Number of positions, for enumeration; those of values that are gone included.</summary>
    public int Used => Volatile.Read(ref _used);

    /// <summary>The value at a position.</summary>
    /// <returns>False if the version does not have it.</returns>
    public bool TryGet(int position, int version, out Value value)
    {
        ref Entry entry = ref _entries[position];
        value = entry.Value;
        return entry.Added <= version && version < entry.Removed;
    }

    /// <summary>The position of a value that equals another one, or -1.</summary>
    /// <param name="value">What to look for.</param>
    /// <param name="version">The version to look in.</param>
    public int Find(Value value, int version)
    {
        if (!ValueHash.TryCompute(value, out int hash))
        {
            return FindByComparing(value, version);
        }

        Entry[] entries = _entries;
        for (int i = _buckets[hash & (_buckets.Length - 1)]; i != None; i = entries[i].Next)
        {
            ref Entry entry = ref entries[i];

            // Chains lead from new to old: the newest equal value that the version has seen at all decides.
            if (entry.Hash == hash && entry.Added <= version && Equality.AreEqual(entry.Value, value))
            {
                if (version < entry.Removed)
                {
                    return i;
                }

                break;
            }
        }

        for (int i = _unhashed; i != None; i = entries[i].Next)
        {
            if (entries[i].Added <= version && version < entries[i].Removed && Equality.AreEqual(entries[i].Value, value))
            {
                return i;
            }
        }

        return None;
    }

    /// <summary>Adds a value that the newest version does not have.</summary>
    public void Add(Value value)
    {
        if (_used == _entries.Length)
        {
            Grow();
        }

        bool isHashed = ValueHash.TryCompute(value, out int hash);
        ref Entry entry = ref _entries[_used];
        entry.Value = value;
        entry.Added = ++Version;
        entry.Removed = int.MaxValue;
        entry.Hash = isHashed ? hash : 0;
        entry.IsHashed = isHashed;
        Link(_used);
        Volatile.Write(ref _used, _used + 1);
    }

    /// <summary>Removes a value that the newest version has.</summary>
    public void RemoveAt(int position) => _entries[position].Removed = ++Version;

    private static int[] NewBuckets(int capacity)
    {
        int[] buckets = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
        buckets.AsSpan().Fill(None);
        return buckets;
    }

    private int FindByComparing(Value value, int version)
    {
        for (int i = 0; i < _used; i++)
        {
            if (TryGet(i, version, out Value other) && Equality.AreEqual(other, value))
            {
                return i;
            }
        }

        return None;
    }

    private void Link(int position)
    {
        ref Entry entry = ref _entries[position];
        ref int head = ref entry.IsHashed ? ref _buckets[entry.Hash & (_buckets.Length - 1)] : ref _unhashed;
        entry.Next = head;
        head = position;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, checked(_entries.Length * 2));
        _buckets = NewBuckets(_entries.Length);
        _unhashed = None;
        for (int i = 0; i < _used; i++)
        {
            Link(i);
        }
    }

    private struct Entry
    {
        public Value Value;
        public int Added;
        public int Removed;
        public int Hash;
        public int Next;
        public bool IsHashed;
    }
}
