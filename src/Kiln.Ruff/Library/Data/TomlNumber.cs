using System.Globalization;
using System.Text.RegularExpressions;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>The numbers and dates of TOML.</summary>
internal static partial class TomlNumber
{
    /// <summary>Reads a number, or a date or time as a string.</summary>
    /// <returns>The value; the undefined marker if the word is none of these or out of range.</returns>
    public static Value Parse(string word)
    {
        if (DecimalPattern().IsMatch(word))
        {
            return ParseInteger(word, 10, NumberStyles.AllowLeadingSign);
        }

        if (FloatPattern().IsMatch(word))
        {
            return Value.FromFloat(double.Parse(WithoutSeparators(word), NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        if (DatePattern().IsMatch(word))
        {
            return Value.FromString(word);
        }

        if (RadixPattern().IsMatch(word))
        {
            return word[1] switch
            {
                'x' => ParseInteger(word[2..], 16, NumberStyles.AllowHexSpecifier),
                'b' => ParseInteger(word[2..], 2, NumberStyles.AllowBinarySpecifier),
                _ => ParseOctal(WithoutSeparators(word[2..])),
            };
        }

        return word switch
        {
            "inf" or "+inf" => Value.FromFloat(double.PositiveInfinity),
            "-inf" => Value.FromFloat(double.NegativeInfinity),
            "nan" or "+nan" or "-nan" => Value.FromFloat(double.NaN),
            _ => Value.Undefined,
        };
    }

    private static string WithoutSeparators(string word) => word.Replace("_", "", StringComparison.Ordinal);

    private static Value ParseInteger(string word, int radix, NumberStyles style)
    {
        string digits = WithoutSeparators(word);

        // In other radixes a set top bit would come out as a negative number.
        return long.TryParse(digits, style, CultureInfo.InvariantCulture, out long value) && (radix == 10 || value >= 0)
            ? Value.FromInt(value)
            : Value.Undefined;
    }

    private static Value ParseOctal(string digits)
    {
        long value = 0;
        foreach (char c in digits)
        {
            if (value > long.MaxValue >> 3)
            {
                return Value.Undefined;
            }

            value = (value << 3) | (uint)(c - '0');
        }

        return Value.FromInt(value);
    }

    [GeneratedRegex("^[+-]?(0|[1-9](_?[0-9])*)$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalPattern();

    [GeneratedRegex("^[+-]?(0|[1-9](_?[0-9])*)(\\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex FloatPattern();

    [GeneratedRegex("^0(x[0-9a-fA-F](_?[0-9a-fA-F])*|o[0-7](_?[0-7])*|b[01](_?[01])*)$", RegexOptions.CultureInvariant)]
    private static partial Regex RadixPattern();

    [GeneratedRegex("^([0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)?|[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();
}
