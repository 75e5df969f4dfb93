namespace Kiln.Values;

/// <summary>
/// An immutable pair of two values. Chains of pairs make lists: the first part is an element, the second one the rest of the list.
/// </summary>
public class PairObject : HeapObject
{
    /// <summary>A pair.</summary>
    public PairObject(Value first, Value second)
        : base(Kind.Pair)
    {
        First = first;
        Second = second;
    }

    /// <summary>The first part.</summary>
    public readonly Value First;

    /// <summary>The second part.</summary>
    public readonly Value Second;
}
