using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>
/// Vectors are the engine's arrays, which hold numbers unboxed. They never change; they are marked as shared so that no other language that
/// gets hold of one changes it in place.
/// </summary>
internal static class Vectors
{
    /// <summary>A vector of values.</summary>
    public static Value Of(ReadOnlySpan<Value> items) => Finish(ArrayObject.FromSpan(items));

    /// <summary>A vector of doubles that nobody else holds.</summary>
    public static Value Adopt(double[] items) => Finish(ArrayObject.Adopt(items, items.Length));

    /// <summary>A vector of values that nobody else holds.</summary>
    public static Value Adopt(Value[] items) => Of(items);

    /// <summary>An array that nobody else holds as a vector.</summary>
    public static Value Finish(ArrayObject array)
    {
        array.Shared = true;
        return new Value(array);
    }
}
