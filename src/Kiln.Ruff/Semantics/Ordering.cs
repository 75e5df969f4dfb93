using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>The order behind <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> and <c>&gt;=</c>.</summary>
public static class Ordering
{
    /// <summary>Compares two numbers, as doubles if one is a float, or two strings, by code points.</summary>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand.</param>
    /// <param name="order">Negative, zero or positive.</param>
    /// <param name="isUnordered">Whether a NaN is involved, so that no comparison holds.</param>
    /// <returns>False if values of these kinds cannot be compared.</returns>
    public static bool TryCompare(Value a, Value b, out int order, out bool isUnordered)
    {
        isUnordered = false;
        if (a.IsInt && b.IsInt)
        {
            order = a.AsInt.CompareTo(b.AsInt);
            return true;
        }

        if (a.IsNumber && b.IsNumber)
        {
            double x = a.ToDouble;
            double y = b.ToDouble;
            isUnordered = double.IsNaN(x) || double.IsNaN(y);
            order = x < y ? -1 : x > y ? 1 : 0;
            return true;
        }

        if (a.IsString && b.IsString)
        {
            order = StringObject.Compare(a.AsString, b.AsString);
            return true;
        }

        order = 0;
        return false;
    }
}
