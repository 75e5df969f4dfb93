namespace Kiln.Values;

/// <summary>A heap location for a variable that closures share with the function that declared it.</summary>
public sealed class CellObject : HeapObject
{
    /// <summary>A cell with a first content.</summary>
    public CellObject(Value content)
        : base(Kind.Cell) => Content = content;

    /// <summary>What the variable holds now.</summary>
    public Value Content;
}
