using System.Globalization;
using System.Numerics;
using Kiln.Values;

namespace Kiln.Consair.Syntax;

/// <summary>What the text of a number means.</summary>
internal static class NumberSyntax
{
    // Parsing takes more than linear time; no program writes longer numbers.
    private const int MostDigits = 1_000_000;

    /// <summary>The number, or null if the text is none: such a text is a symbol.</summary>
    /// <param name="text">Digits, with a sign perhaps, and at most one of the following.</param>
    /// <param name="hasSlash">Whether it is a ratio.</param>
    /// <param name="isFloat">Whether it has a point or an exponent.</param>
    public static Value? Parse(ReadOnlySpan<char> text, bool hasSlash, bool isFloat)
    {
        if (isFloat)
        {
            const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            return double.TryParse(text, Style, CultureInfo.InvariantCulture, out double number) ? Value.FromFloat(number) : null;
        }

        if (!hasSlash)
        {
            return Integer(text) is { } integer ? Value.FromBigInteger(integer) : null;
        }

        int slash = text.IndexOf('/');
        return Integer(text[..slash]) is { } numerator && Integer(text[(slash + 1)..]) is { IsZero: false } denominator
            ? RatioObject.Create(numerator, denominator) : null;
    }

    private static BigInteger? Integer(ReadOnlySpan<char> text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long small))
        {
            return small;
        }

        return text.Length <= MostDigits && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger large) ? large : null;
    }
}
