using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>An immutable set in the order in which its members were added: a map from each member to itself.</summary>
internal sealed class PersistentSet : HostObject, IKeyedCollection
{
    private readonly PersistentMap _members;

    private PersistentSet(PersistentMap members) => _members = members;

    /// <summary>Whether it is printed as a persistent set. There is no other difference.</summary>
    public bool IsMarked => _members.IsMarked;

    /// <inheritdoc/>
    public int Count => _members.Count;

    /// <inheritdoc/>
    public override string TypeName => "set";

    /// <summary>A set of values.</summary>
    public static PersistentSet Of(bool isMarked, ReadOnlySpan<Value> items)
    {
        var entries = new Value[items.Length * 2];
        for (int i = 0; i < items.Length; i++)
        {
            entries[2 * i] = items[i];
            entries[(2 * i) + 1] = items[i];
        }

        return new PersistentSet(PersistentMap.Of(isMarked, entries));
    }

    /// <summary>Whether a value is a member.</summary>
    public bool Contains(Value item) => _members.Contains(item);

    /// <summary>The set with a member.</summary>
    public PersistentSet With(Value item) => Contains(item) ? this : new PersistentSet(_members.With(item, item));

    /// <summary>The set without a member.</summary>
    public PersistentSet Without(Value item) => Contains(item) ? new PersistentSet(_members.Without(item)) : this;

    /// <summary>The member that equals a value.</summary>
    public bool TryGet(Value item, out Value member) => _members.TryGet(item, out member);

    /// <summary>The members in their order.</summary>
    public Value[] ToArray() => [.. _members.Keys];
}
