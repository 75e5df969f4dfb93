using Kiln.Values;

namespace Kiln.Jit.Emit;

/// <summary>
/// The functions of doubles that machine code calls, or contains, instead of a builtin: one method per <see cref="Intrinsic"/>, in its name.
/// </summary>
internal static class FloatFunctions
{
    public static double Absolute(double x) => Math.Abs(x);

    public static double SquareRoot(double x) => Math.Sqrt(x);

    public static double Floor(double x) => Math.Floor(x);

    public static double Ceiling(double x) => Math.Ceiling(x);

    public static double RoundAway(double x) => Math.Round(x, MidpointRounding.AwayFromZero);

    public static double Sine(double x) => Math.Sin(x);

    public static double Cosine(double x) => Math.Cos(x);

    public static double Tangent(double x) => Math.Tan(x);

    public static double Logarithm(double x) => Math.Log(x);

    public static double Exponential(double x) => Math.Exp(x);

    public static double Power(double x, double y) => Math.Pow(x, y);

    public static double Minimum(double x, double y) => double.MinNumber(x, y);

    public static double Maximum(double x, double y) => double.MaxNumber(x, y);

    /// <summary>Carries a function out; <paramref name="y"/> counts only for functions of two arguments.</summary>
    public static double Compute(Intrinsic function, double x, double y) => function switch
    {
        Intrinsic.Absolute => Absolute(x),
        Intrinsic.SquareRoot => SquareRoot(x),
        Intrinsic.Floor => Floor(x),
        Intrinsic.Ceiling => Ceiling(x),
        Intrinsic.RoundAway => RoundAway(x),
        Intrinsic.Sine => Sine(x),
        Intrinsic.Cosine => Cosine(x),
        Intrinsic.Tangent => Tangent(x),
        Intrinsic.Logarithm => Logarithm(x),
        Intrinsic.Exponential => Exponential(x),
        Intrinsic.Power => Power(x, y),
        Intrinsic.Minimum => Minimum(x, y),
        Intrinsic.Maximum => Maximum(x, y),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };
}
