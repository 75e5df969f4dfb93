using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>What counts as true: everything but nil and the boolean false.</summary>
internal static class Truth
{
    /// <summary>Whether a value counts as true.</summary>
    public static bool Of(Value value) => value.Kind switch
    {
        Kind.Nil => false,
        Kind.Bool => value.AsBool,
        _ => true,
    };
}
