using System.Globalization;

namespace Kiln.Ruff.Library.Data;

/// <summary>Writes doubles the way data formats want them: shortest digits, always recognisable as a fraction.</summary>
internal static class FloatNotation
{
    /// <summary>Longest result.</summary>
    public const int MaximumLength = 32;

    /// <summary>Writes a finite double: <c>3.0</c>, <c>0.1</c>, <c>1e21</c>, <c>1.5e-7</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="target">At least <see cref="MaximumLength"/> characters.</param>
    /// <returns>Number of characters written.</returns>
    public static int Write(double value, Span<char> target)
    {
        value.TryFormat(target, out int length, "R", CultureInfo.InvariantCulture);
        ReadOnlySpan<char> text = target[..length];
        if (text.Contains('E'))
        {
            return Rewrite(text.ToString(), target);
        }

        if (text.Contains('.'))
        {
            return length;
        }

        ".0".CopyTo(target[length..]);
        return length + 2;
    }

    /// <summary>Writes a finite double to a new string.</summary>
    public static string ToText(double value)
    {
        Span<char> buffer = stackalloc char[MaximumLength];
        return buffer[..Write(value, buffer)].ToString();
    }

    // The runtime turns to exponents at 1E+15; readers expect plain digits up to 16 places, and a bare exponent after that.
    private static int Rewrite(string text, Span<char> target)
    {
        int split = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = int.Parse(text.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string sign = text[0] == '-' ? "-" : "";
        string digits = text[sign.Length..split].Replace(".", "", StringComparison.Ordinal);
        string result = exponent is >= 0 and < 16 ? $"{sign}{digits.PadRight(exponent + 1, '0').Insert(exponent + 1, ".")}"
            : $"{sign}{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{exponent.ToString(CultureInfo.InvariantCulture)}";
        if (result.EndsWith('.'))
        {
            result += "0";
        }

        result.CopyTo(target);
        return result.Length;
    }
}
