using System.Globalization;
using System.Numerics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>
/// The exact tower: 64-bit integers, integers of any size, ratios; and doubles, which win wherever one takes part. Results are brought
/// to the simplest kind, so equal numbers of the exact kinds have one form.
/// </summary>
internal static class Numbers
{
    /// <summary>Whether a value is a number of any kind.</summary>
    public static bool IsNumber(Value value) => value.Kind is Kind.Int or Kind.Float or Kind.BigInteger or Kind.Ratio;

    /// <summary>The number as a double.</summary>
    public static double ToDouble(Value value) => value.Kind switch
    {
        Kind.Int => value.AsInt,
        Kind.Float => value.AsFloat,
        Kind.BigInteger => (double)Big(value),
        _ => ToDouble((RatioObject)value.Tag),
    };

    /// <summary>The text of an exact number.</summary>
    public static string ToText(Value value) => value.Tag is RatioObject ratio
        ? ratio.Numerator.ToString(CultureInfo.InvariantCulture) + "/" + ratio.Denominator.ToString(CultureInfo.InvariantCulture)
        : Big(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>Carries out an operator on two numbers; a divisor is not zero.</summary>
    public static Value Calculate(BinaryOperator operation, Value left, Value right)
    {
        if (left.IsFloat || right.IsFloat)
        {
            double a = ToDouble(left);
            double b = ToDouble(right);
            return Value.FromFloat(operation switch
            {
                BinaryOperator.Add => a + b,
                BinaryOperator.Subtract => a - b,
                BinaryOperator.Multiply => a * b,
                _ => a / b,
            });
        }

        if (operation == BinaryOperator.Divide)
        {
            return RatioObject.Create(Numerator(left) * Denominator(right), Denominator(left) * Numerator(right));
        }

        if (left.Kind != Kind.Ratio && right.Kind != Kind.Ratio)
        {
            BigInteger a = Big(left);
            BigInteger b = Big(right);
            return Value.FromBigInteger(operation switch
            {
                BinaryOperator.Add => a + b,
                BinaryOperator.Subtract => a - b,
                _ => a * b,
            });
        }

        (BigInteger n, BigInteger d) = (Numerator(left), Denominator(left));
        (BigInteger m, BigInteger e) = (Numerator(right), Denominator(right));
        return operation switch
        {
            BinaryOperator.Add => RatioObject.Create((n * e) + (m * d), d * e),
            BinaryOperator.Subtract => RatioObject.Create((n * e) - (m * d), d * e),
            _ => RatioObject.Create(n * m, d * e),
        };
    }

    /// <summary>About how many bytes the result of an operator takes, so that huge numbers can be refused before they are computed.</summary>
    public static long SizeOfResult(Value left, Value right) => SizeOf(left) + SizeOf(right);

    /// <summary>Whether a number is zero.</summary>
    public static bool IsZero(Value value) => value.Kind switch
    {
        Kind.Int => value.AsInt == 0,
        Kind.Float => value.AsFloat == 0,
        _ => false,
    };

    /// <summary>The negative of a number.</summary>
    public static Value Negate(Value value) => value.Kind switch
    {
        Kind.Float => Value.FromFloat(-value.AsFloat),
        Kind.Ratio => RatioObject.Create(-Numerator(value), Denominator(value)),
        _ => Value.FromBigInteger(-Big(value)),
    };

    /// <summary>Whether a comparison of two numbers holds. With a double both count as doubles, else it is exact.</summary>
    public static bool Holds(ComparisonOperator operation, Value left, Value right)
    {
        if (left.IsFloat || right.IsFloat)
        {
            double a = ToDouble(left);
            double b = ToDouble(right);
            return operation switch
            {
                ComparisonOperator.Less => a < b,
                ComparisonOperator.LessEqual => a <= b,
                ComparisonOperator.Greater => a > b,
                ComparisonOperator.GreaterEqual => a >= b,
                ComparisonOperator.NotEqual => a != b,
                _ => a == b,
            };
        }

        int order = (Numerator(left) * Denominator(right)).CompareTo(Numerator(right) * Denominator(left));
        return operation switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            ComparisonOperator.GreaterEqual => order >= 0,
            ComparisonOperator.NotEqual => order != 0,
            _ => order == 0,
        };
    }

    private static long SizeOf(Value value) => value.Tag switch
    {
        BigIntegerObject big => big.Value.GetByteCount(),
        RatioObject ratio => (long)ratio.Numerator.GetByteCount() + ratio.Denominator.GetByteCount(),
        _ => sizeof(long),
    };

    private static BigInteger Big(Value value) => value.IsInt ? value.AsInt : ((BigIntegerObject)value.Tag).Value;

    private static BigInteger Numerator(Value value) => value.Tag is RatioObject ratio ? ratio.Numerator : Big(value);

    private static BigInteger Denominator(Value value) => value.Tag is RatioObject ratio ? ratio.Denominator : BigInteger.One;

    // Both halves may be beyond the range of doubles while the quotient is not.
    private static double ToDouble(RatioObject ratio)
    {
        const int Kept = 64;
        BigInteger n = ratio.Numerator;
        BigInteger d = ratio.Denominator;
        double quotient = (double)n / (double)d;
        if (double.IsFinite(quotient) && quotient != 0)
        {
            return quotient;
        }

        long shift = d.GetBitLength() - BigInteger.Abs(n).GetBitLength() + Kept;
        BigInteger scaled = shift >= 0 ? (n << (int)shift) / d : n / (d << (int)-shift);
        return Math.ScaleB((double)scaled, (int)-shift);
    }
}
