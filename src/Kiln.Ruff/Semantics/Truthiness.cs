using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>Which values count as true.</summary>
public static class Truthiness
{
    /// <summary>Whether a value counts as true: all but false, null, zero, and empty strings, arrays and dicts.</summary>
    public static bool IsTruthy(Value value) => value.Kind switch
    {
        Kind.Bool or Kind.Int => value.Bits != 0,
        Kind.Nil or Kind.Undefined => false,
        Kind.Float => value.AsFloat != 0,
        Kind.String => value.AsString.Utf16Length != 0,
        Kind.Array => value.AsArray.Count != 0,
        Kind.Map => value.AsMap.Count != 0,
        _ => true,
    };
}
