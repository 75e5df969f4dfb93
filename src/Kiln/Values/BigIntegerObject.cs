using System.Numerics;

namespace Kiln.Values;

/// <summary>An integer outside the 64-bit range.</summary>
public sealed class BigIntegerObject : HeapObject
{
    /// <summary>Wraps an integer. Use <see cref="Value.FromBigInteger"/>, which keeps small ones immediate.</summary>
    internal BigIntegerObject(BigInteger value)
        : base(Kind.BigInteger) => Value = value;

    /// <summary>The integer.</summary>
    public BigInteger Value { get; }
}
