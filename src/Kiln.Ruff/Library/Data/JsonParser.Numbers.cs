using System.Globalization;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <content>Numbers.</content>
internal ref partial struct JsonParser
{
    // 10^22 is the largest power of ten that a double holds exactly.
    private static readonly double[] s_powersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private Value ParseNumber()
    {
        int start = _position;
        bool negative = _text[start] == '-';
        int i = negative ? start + 1 : start;
        ulong mantissa = 0;
        int firstDigit = i;
        i = ReadDigits(i, ref mantissa);
        int digits = i - firstDigit;
        if (digits == 0 || (digits > 1 && _text[firstDigit] == '0'))
        {
            return Fail("invalid number");
        }

        if (i >= _text.Length || _text[i] is not ('.' or 'e' or 'E'))
        {
            _position = i;
            if (digits <= 18)
            {
                return Value.FromInt(negative ? -(long)mantissa : (long)mantissa);
            }

            return long.TryParse(_text[start..i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer)
                ? Value.FromInt(integer)
                : ParseDouble(start);
        }

        return ParseFraction(start, i, digits, mantissa, negative);
    }

    private Value ParseFraction(int start, int i, int digits, ulong mantissa, bool negative)
    {
        int exponent = 0;
        if (_text[i] == '.')
        {
            int afterPoint = i + 1;
            i = ReadDigits(afterPoint, ref mantissa);
            exponent = afterPoint - i;
            digits -= exponent;
            if (exponent == 0)
            {
                return Fail("invalid number");
            }
        }

        bool scientific = i < _text.Length && _text[i] is 'e' or 'E';
        if (scientific)
        {
            i++;
            if (i < _text.Length && _text[i] is '+' or '-')
            {
                i++;
            }

            ulong ignored = 0;
            int afterExponent = ReadDigits(i, ref ignored);
            if (afterExponent == i)
            {
                return Fail("invalid number");
            }

            i = afterExponent;
        }

        _position = i;

        // Clinger's fast path: both numbers are exact doubles, so one division rounds correctly.
        if (!scientific && digits <= 18 && mantissa <= 1UL << 53 && exponent >= -22)
        {
            double value = mantissa / s_powersOfTen[-exponent];
            return Value.FromFloat(negative ? -value : value);
        }

        return ParseDouble(start);
    }

    private Value ParseDouble(int start)
    {
        double value = double.Parse(_text[start.._position], NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? Value.FromFloat(value) : Fail("number out of range");
    }

    private readonly int ReadDigits(int i, ref ulong value)
    {
        ulong result = value;
        while ((uint)i < (uint)_text.Length && IsDigit(_text[i]))
        {
            result = unchecked((result * 10) + (uint)(_text[i] - '0'));
            i++;
        }

        value = result;
        return i;
    }
}
