namespace Kiln.Values;

/// <summary>
/// Base of everything a <see cref="Value"/>'s tag can refer to. Immediates have one tag object per kind, heap values are their
/// own tag, so a kind test is one load and one comparison and never a type check.
/// </summary>
public abstract class HeapObject
{
    /// <summary>Creates an object of a kind.</summary>
    /// <param name="kind">The kind; fixed for life.</param>
    protected HeapObject(Kind kind) => Kind = kind;

    /// <summary>What this object is.</summary>
    public readonly Kind Kind;

    /// <summary>
    /// Set, and never cleared, once a container may be reachable from more than one place. A write through a shared container
    /// first clones it: this is how containers get value semantics without reference counts.
    /// </summary>
    public bool Shared;
}

/// <summary>The tag of all immediates of one kind.</summary>
public sealed class ImmediateTag : HeapObject
{
    internal ImmediateTag(Kind kind)
        : base(kind)
    {
    }
}

/// <summary>The tags of the immediate kinds.</summary>
public static class Tags
{
    /// <summary>Tag of the undefined marker.</summary>
    public static readonly ImmediateTag Undefined = new(Kind.Undefined);

    /// <summary>Tag of the null value.</summary>
    public static readonly ImmediateTag Nil = new(Kind.Nil);

    /// <summary>Tag of booleans.</summary>
    public static readonly ImmediateTag Bool = new(Kind.Bool);

    /// <summary>Tag of 64-bit integers.</summary>
    public static readonly ImmediateTag Int = new(Kind.Int);

    /// <summary>Tag of doubles.</summary>
    public static readonly ImmediateTag Float = new(Kind.Float);

    /// <summary>Tag of characters.</summary>
    public static readonly ImmediateTag Char = new(Kind.Char);

    /// <summary>Tag of abnormal completions.</summary>
    public static readonly ImmediateTag Abnormal = new(Kind.Abnormal);
}
