using System.Numerics;

namespace Kiln.Values;

/// <summary>A ratio of two integers in lowest terms with a denominator above one.</summary>
public sealed class RatioObject : HeapObject
{
    private RatioObject(BigInteger numerator, BigInteger denominator)
        : base(Kind.Ratio)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    /// <summary>The numerator; carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator; always above one.</summary>
    public BigInteger Denominator { get; }

    /// <summary>The quotient of two integers, reduced: an integer value if it divides evenly.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public static Value Create(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
        {
            divisor = -divisor;
        }

        numerator /= divisor;
        denominator /= divisor;
        return denominator.IsOne ? Value.FromBigInteger(numerator) : new Value(new RatioObject(numerator, denominator));
    }
}
