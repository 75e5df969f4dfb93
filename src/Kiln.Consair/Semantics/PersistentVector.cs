using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>
/// An immutable vector whose changed versions share almost everything with it: a tree with 32 branches per node and a separate last leaf, so
/// that appending and replacing copy a few small arrays (Bagwell, "Ideal Hash Trees", 2001; the vectors of Clojure). Example: replacing an
/// element of a vector of 100,000 copies four arrays of 32.
/// </summary>
internal sealed class PersistentVector : HostObject
{
    private const int Bits = 5;
    private const int Width = 1 << Bits;
    private const int Mask = Width - 1;

    private static readonly object[] s_noNodes = [];

    private readonly object[] _root;
    private readonly Value[] _last;
    private readonly int _shift;

    private PersistentVector(int count, int shift, object[] root, Value[] last)
    {
        Count = count;
        _shift = shift;
        _root = root;
        _last = last;
    }

    /// <summary>The empty vector.</summary>
    public static PersistentVector Empty { get; } = new(0, Bits, s_noNodes, []);

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public override string TypeName => "persistent vector";

    // Number of elements in the tree; the others are in the last leaf.
    private int TreeCount => Count - _last.Length;

    /// <summary>An element.</summary>
    public Value this[int index] => LeafOf(index)[index & Mask];

    /// <summary>A vector of values.</summary>
    public static PersistentVector Of(ReadOnlySpan<Value> items)
    {
        PersistentVector vector = Empty;
        while (items.Length > 0)
        {
            int taken = Math.Min(Width, items.Length);
            vector = vector.WithLeaf(items[..taken].ToArray());
            items = items[taken..];
        }

        return vector;
    }

    /// <summary>The vector with one more element.</summary>
    public PersistentVector Add(Value item) =>
        _last.Length < Width ? new PersistentVector(Count + 1, _shift, _root, [.. _last, item]) : WithLeaf([item]);

    /// <summary>The vector with another element at an index.</summary>
    public PersistentVector Set(int index, Value item)
    {
        if (index >= TreeCount)
        {
            Value[] last = [.. _last];
            last[index & Mask] = item;
            return new PersistentVector(Count, _shift, _root, last);
        }

        return new PersistentVector(Count, _shift, Replace(_root, _shift, index, item), _last);
    }

    /// <summary>All elements.</summary>
    public Value[] ToArray()
    {
        var items = new Value[Count];
        for (int i = 0; i < items.Length; i += Width)
        {
            LeafOf(i).CopyTo(items, i);
        }

        return items;
    }

    private Value[] LeafOf(int index)
    {
        if (index >= TreeCount)
        {
            return _last;
        }

        object[] node = _root;
        for (int level = _shift; level > Bits; level -= Bits)
        {
            node = (object[])node[(index >> level) & Mask];
        }

        return (Value[])node[(index >> Bits) & Mask];
    }

    // The last leaf is full, or there is none: it goes into the tree.
    private PersistentVector WithLeaf(Value[] leaf)
    {
        if (_last.Length == 0)
        {
            return new PersistentVector(leaf.Length, _shift, _root, leaf);
        }

        if (Count >> Bits > 1 << _shift)
        {
            object[] root = [_root, NewPath(_shift, _last)];
            return new PersistentVector(Count + leaf.Length, _shift + Bits, root, leaf);
        }

        return new PersistentVector(Count + leaf.Length, _shift, Insert(_root, _shift, TreeCount, _last), leaf);
    }

    private static object[] Insert(object[] node, int level, int index, Value[] leaf)
    {
        int slot = (index >> level) & Mask;
        object[] copy = slot < node.Length ? [.. node] : [.. node, null!];
        copy[slot] = level == Bits ? leaf
            : slot < node.Length ? Insert((object[])node[slot], level - Bits, index, leaf)
            : NewPath(level - Bits, leaf);
        return copy;
    }

    private static object[] NewPath(int level, Value[] leaf) => level == Bits ? [leaf] : [NewPath(level - Bits, leaf)];

    private static object[] Replace(object[] node, int level, int index, Value item)
    {
        object[] copy = [.. node];
        int slot = (index >> level) & Mask;
        if (level > Bits)
        {
            copy[slot] = Replace((object[])node[slot], level - Bits, index, item);
            return copy;
        }

        Value[] leaf = [.. (Value[])node[slot]];
        leaf[index & Mask] = item;
        copy[slot] = leaf;
        return copy;
    }
}
