using System.Globalization;
using System.Text;

namespace Kiln.Values;

/// <summary>
/// The text of floats: the fewest digits that read back as the same double, written out without an exponent, and without a
/// fraction if there is none. Example: <c>1.0</c> is <c>1</c>, <c>1e-7</c> is <c>0.0000001</c>.
/// </summary>
public static class FloatText
{
    /// <summary>Room that fits every double: 17 digits and up to 323 zeros, a sign and a point.</summary>
    public const int MaximumLength = 352;

    private const double ExactIntegers = 9007199254740992;

    /// <summary>The text of a float.</summary>
    public static string Format(double value)
    {
        Span<char> buffer = stackalloc char[MaximumLength];
        return buffer[..Format(value, buffer)].ToString();
    }

    /// <summary>Appends the text of a float.</summary>
    public static void Append(StringBuilder builder, double value)
    {
        Span<char> buffer = stackalloc char[MaximumLength];
        builder.Append(buffer[..Format(value, buffer)]);
    }

    /// <summary>Writes the text of a float.</summary>
    /// <param name="value">The float.</param>
    /// <param name="destination">At least <see cref="MaximumLength"/> characters.</param>
    /// <returns>Number of characters written.</returns>
    public static int Format(double value, Span<char> destination)
    {
        if (Math.Abs(value) < ExactIntegers && Math.Truncate(value) == value)
        {
            if (value == 0)
            {
                ReadOnlySpan<char> zero = double.IsNegative(value) ? "-0" : "0";
                zero.CopyTo(destination);
                return zero.Length;
            }

            ((long)value).TryFormat(destination, out int written, default, CultureInfo.InvariantCulture);
            return written;
        }

        if (!double.IsFinite(value))
        {
            ReadOnlySpan<char> name = double.IsNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
            name.CopyTo(destination);
            return name.Length;
        }

        value.TryFormat(destination, out int length, "R", CultureInfo.InvariantCulture);
        int exponent = destination[..length].IndexOf('E');
        return exponent < 0 ? length : Expand(destination, length, exponent);
    }

    /// <summary>Turns <c>d.dddE+xx</c> into plain digits.</summary>
    private static int Expand(Span<char> destination, int length, int exponentAt)
    {
        int exponent = int.Parse(destination[(exponentAt + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        Span<char> digits = stackalloc char[24];
        int count = 0;
        bool negative = destination[0] == '-';
        foreach (char c in destination[..exponentAt])
        {
            if (char.IsAsciiDigit(c))
            {
                digits[count++] = c;
            }
        }

        digits = digits[..count];
        int position = 0;
        if (negative)
        {
            destination[position++] = '-';
        }

        if (exponent < 0)
        {
            destination[position++] = '0';
            destination[position++] = '.';
            destination.Slice(position, -exponent - 1).Fill('0');
            position += -exponent - 1;
            digits.CopyTo(destination[position..]);
            return position + count;
        }

        // The exponent form is only used for numbers beyond the precision, so all digits lie before the point.
        digits.CopyTo(destination[position..]);
        position += count;
        int zeros = exponent + 1 - count;
        destination.Slice(position, zeros).Fill('0');
        return position + zeros;
    }
}
