namespace Kiln.Values;

/// <summary>
/// What a value is. The order matters: immediates come first, then heap objects that need no ownership tracking, then the
/// containers with value semantics (from <see cref="Array"/> on), so that "is this a container" is one comparison.
/// </summary>
public enum Kind : byte
{
    /// <summary>No value: an unbound variable or an uninitialised register. Never visible to a guest program.</summary>
    Undefined,

    /// <summary>The null value.</summary>
    Nil,

    /// <summary>A boolean; the payload is 0 or 1.</summary>
    Bool,

    /// <summary>A 64-bit signed integer.</summary>
    Int,

    /// <summary>An IEEE double; the payload holds its bits.</summary>
    Float,

    /// <summary>A character; the payload is its code point.</summary>
    Char,

    /// <summary>The call did not complete normally; the context's pending completion says why.</summary>
    Abnormal,

    /// <summary>An integer outside the 64-bit range.</summary>
    BigInteger,

    /// <summary>A ratio of two integers in lowest terms.</summary>
    Ratio,

    /// <summary>An immutable string.</summary>
    String,

    /// <summary>A compiled function with its captured variables.</summary>
    Function,

    /// <summary>A function of the library, written in C#.</summary>
    Builtin,

    /// <summary>A suspended activation that yields values.</summary>
    Generator,

    /// <summary>A position in something that is being iterated.</summary>
    Iterator,

    /// <summary>A heap location for a variable that is shared between closures.</summary>
    Cell,

    /// <summary>A declared or implied record type.</summary>
    RecordType,

    /// <summary>A tagged value of an enumeration or sum type.</summary>
    Variant,

    /// <summary>An immutable pair of two values.</summary>
    Pair,

    /// <summary>An object whose class belongs to a language or an embedder.</summary>
    Host,

    /// <summary>A growable array.</summary>
    Array,

    /// <summary>An insertion-ordered hash map.</summary>
    Map,

    /// <summary>A record with named fields.</summary>
    Record,
}
