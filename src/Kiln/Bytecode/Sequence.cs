namespace Kiln.Bytecode;

/// <summary>
/// A list of structures. <see cref="List{T}"/> does the same, but .NET compiles it for a structure of ours only when the program runs, which
/// takes longer than a small program.
/// </summary>
public sealed class Sequence<T>
{
    private T[] _items = new T[16];

    /// <summary>Number of items.</summary>
    public int Count { get; private set; }

    /// <summary>An item.</summary>
    public ref T this[int index] => ref _items.AsSpan(0, Count)[index];

    /// <summary>Appends an item.</summary>
    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    /// <summary>The items.</summary>
    public T[] ToArray()
    {
        // Not AsSpan(...).ToArray(), which asks for the common empty array, a static field that needs code of its own for each type.
        var items = new T[Count];
        Array.Copy(_items, items, Count);
        return items;
    }
}
