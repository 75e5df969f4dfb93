using System.Globalization;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Decides what unquoted scalars mean, after the core schema of YAML 1.2.</summary>
internal static class YamlScalar
{
    /// <summary>The value of an unquoted scalar.</summary>
    public static Value Resolve(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return Value.Nil;
            case "true" or "True" or "TRUE":
                return Value.True;
            case "false" or "False" or "FALSE":
                return Value.False;
            case ".nan" or ".NaN" or ".NAN":
                return Value.FromFloat(double.NaN);
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return Value.FromFloat(double.PositiveInfinity);
            case "-.inf" or "-.Inf" or "-.INF":
                return Value.FromFloat(double.NegativeInfinity);
        }

        return IsNumeric(text) && TryNumber(text, out Value number) ? number : Value.FromString(text);
    }

    private static bool IsNumeric(string text) => char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.';

    private static bool TryNumber(string text, out Value number)
    {
        number = Value.Undefined;
        if (text.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex) && hex >= 0)
        {
            number = Value.FromInt(hex);
        }
        else if (text.StartsWith("0o", StringComparison.Ordinal) && text.Length is > 2 and <= 22 && !text.AsSpan(2).ContainsAnyExceptInRange('0', '7'))
        {
            number = Value.FromInt(Convert.ToInt64(text[2..], 8));
        }
        else if (NumberSyntax.TryParseInteger(text, out long integer))
        {
            number = Value.FromInt(integer);
        }
        else if (text.AsSpan().ContainsAnyInRange('0', '9') && NumberSyntax.TryParseFloat(text, out double value))
        {
            number = Value.FromFloat(value);
        }

        return !number.IsUndefined;
    }
}
