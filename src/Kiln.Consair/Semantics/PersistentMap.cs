using System.Collections.Immutable;
using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>A collection that is asked by key: its members are found by content.</summary>
internal interface IKeyedCollection
{
    /// <summary>Number of members.</summary>
    int Count { get; }
}

/// <summary>
/// An immutable map that keeps the order in which its keys were added. A changed version shares what did not change. A tree finds
/// an entry by its key, a second one orders the entries by the number each got when its key was added.
/// </summary>
internal sealed class PersistentMap : HostObject, IKeyedCollection
{
    private static readonly ImmutableDictionary<Value, Entry> s_noEntries = ImmutableDictionary.Create<Value, Entry>(Equality.OfKeys);

    private readonly ImmutableDictionary<Value, Entry> _entries;
    private readonly ImmutableSortedDictionary<long, Value> _order;
    private readonly long _next;

    private PersistentMap(bool isMarked, ImmutableDictionary<Value, Entry> entries, ImmutableSortedDictionary<long, Value> order, long next)
    {
        IsMarked = isMarked;
        _entries = entries;
        _order = order;
        _next = next;
    }

    /// <param name="Number">Tells where it stands.</param>
    /// <param name="Value">What the key means.</param>
    private readonly record struct Entry(long Number, Value Value);

    /// <summary>Whether it is printed as a persistent map. There is no other difference.</summary>
    public bool IsMarked { get; }

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public override string TypeName => "map";

    /// <summary>An empty map.</summary>
    public static PersistentMap Empty(bool isMarked) => new(isMarked, s_noEntries, ImmutableSortedDictionary<long, Value>.Empty, 0);

    /// <summary>A map of keys and values in turn.</summary>
    public static PersistentMap Of(bool isMarked, ReadOnlySpan<Value> items)
    {
        ImmutableDictionary<Value, Entry>.Builder entries = s_noEntries.ToBuilder();
        ImmutableSortedDictionary<long, Value>.Builder order = ImmutableSortedDictionary.CreateBuilder<long, Value>();
        for (int i = 0; i + 1 < items.Length; i += 2)
        {
            bool known = entries.TryGetValue(items[i], out Entry entry);
            long number = known ? entry.Number : i;
            entries[items[i]] = new Entry(number, items[i + 1]);
            if (!known)
            {
                order.Add(number, items[i]);
            }
        }

        return new PersistentMap(isMarked, entries.ToImmutable(), order.ToImmutable(), items.Length);
    }

    /// <summary>What a key means.</summary>
    public bool TryGet(Value key, out Value value)
    {
        bool found = _entries.TryGetValue(key, out Entry entry);
        value = entry.Value;
        return found;
    }

    /// <summary>Whether there is a key.</summary>
    public bool Contains(Value key) => _entries.ContainsKey(key);

    /// <summary>The map with a key that means something else now, or a new key.</summary>
    public PersistentMap With(Value key, Value value) => _entries.TryGetValue(key, out Entry entry)
        ? new PersistentMap(IsMarked, _entries.SetItem(key, entry with { Value = value }), _order, _next)
        : new PersistentMap(IsMarked, _entries.Add(key, new Entry(_next, value)), _order.Add(_next, key), _next + 1);

    /// <summary>The map without a key.</summary>
    public PersistentMap Without(Value key) => _entries.TryGetValue(key, out Entry entry)
        ? new PersistentMap(IsMarked, _entries.Remove(key), _order.Remove(entry.Number), _next)
        : this;

    /// <summary>The keys in their order.</summary>
    public IEnumerable<Value> Keys => _order.Values;

    /// <summary>Keys and values in turn.</summary>
    public Value[] ToEntries()
    {
        var items = new Value[Count * 2];
        int next = 0;
        foreach (Value key in _order.Values)
        {
            items[next++] = key;
            items[next++] = _entries[key].Value;
        }

        return items;
    }

    /// <summary>Has the values of two maps with the same keys compared.</summary>
    /// <returns>False if the maps have other keys.</returns>
    public bool TryPushValues(Stack<(Value Left, Value Right)> pending, PersistentMap other)
    {
        foreach ((Value key, Entry entry) in _entries)
        {
            if (Count != other.Count || !other.TryGet(key, out Value value))
            {
                return false;
            }

            pending.Push((entry.Value, value));
        }

        return Count == other.Count;
    }
}
