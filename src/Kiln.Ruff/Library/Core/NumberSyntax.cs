using System.Globalization;

namespace Kiln.Ruff.Library;

/// <summary>Numbers as texts that programs convert.</summary>
internal static class NumberSyntax
{
    /// <summary>Reads a decimal integer: an optional sign and digits, nothing else.</summary>
    /// <returns>False if the text is not one, or is outside of 64 bits.</returns>
    public static bool TryParseInteger(ReadOnlySpan<char> text, out long number)
    {
        // The framework's parser also takes trailing zero characters, which are not part of any number.
        number = 0;
        if (text.Length == 1)
        {
            bool isDigit = char.IsAsciiDigit(text[0]);
            number = isDigit ? text[0] - '0' : 0;
            return isDigit;
        }

        return !text.IsEmpty && char.IsAsciiDigit(text[^1])
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>
    /// Reads a float: an optional sign, then <c>inf</c>, <c>infinity</c> or <c>nan</c> in any case, or digits with an optional
    /// point anywhere among them and an optional exponent: <c>1e3</c>, <c>.5</c>, <c>2.</c>.
    /// </summary>
    public static bool TryParseFloat(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        ReadOnlySpan<char> unsigned = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        if (unsigned.IsEmpty)
        {
            return false;
        }

        if (char.IsAsciiLetter(unsigned[0]))
        {
            if (unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
            {
                number = double.NaN;
                return true;
            }

            number = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase);
        }

        return char.IsAsciiDigit(text[^1]) || text[^1] == '.'
            ? double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out number)
            : false;
    }
}
