namespace Kiln.Jit.Graphs;

/// <summary>How compiled code holds the result of a node.</summary>
public enum Representation : byte
{
    /// <summary>There is no result.</summary>
    None,

    /// <summary>A whole <see cref="Values.Value"/>: any kind.</summary>
    Tagged,

    /// <summary>A 64-bit integer.</summary>
    Int,

    /// <summary>A double.</summary>
    Float,

    /// <summary>A truth value, 0 or 1.</summary>
    Bool,

    /// <summary>A heap object whose kind is known.</summary>
    Object,

    /// <summary>The .NET array behind a guest array.</summary>
    Storage,
}
