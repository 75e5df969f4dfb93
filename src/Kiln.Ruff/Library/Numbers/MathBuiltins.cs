using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Functions of real numbers. All results are floats, those of integers too.</summary>
internal static class MathBuiltins
{
    private const BuiltinTraits Traits = BuiltinTraits.Borrows | BuiltinTraits.Pure;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Unary("abs", Abs, Intrinsic.Absolute, "abs(x): absolute value"),
        Unary("sqrt", Sqrt, Intrinsic.SquareRoot, "sqrt(x): square root"),
        Unary("floor", Floor, Intrinsic.Floor, "floor(x): largest whole number that is not above x"),
        Unary("ceil", Ceil, Intrinsic.Ceiling, "ceil(x): smallest whole number that is not below x"),
        Unary("round", Round, Intrinsic.RoundAway, "round(x): nearest whole number, halves away from zero"),
        Unary("sin", Sin, Intrinsic.Sine, "sin(x): sine of an angle in radians"),
        Unary("cos", Cos, Intrinsic.Cosine, "cos(x): cosine of an angle in radians"),
        Unary("tan", Tan, Intrinsic.Tangent, "tan(x): tangent of an angle in radians"),
        Unary("log", Log, Intrinsic.Logarithm, "log(x): natural logarithm"),
        Unary("exp", Exp, Intrinsic.Exponential, "exp(x): E to the power of x"),
        Binary("pow", Pow, Intrinsic.Power, "pow(x, y): x to the power of y"),
        Binary("min", Min, Intrinsic.Minimum, "min(x, y): the smaller number"),
        Binary("max", Max, Intrinsic.Maximum, "max(x, y): the larger number"),
    ];

    private static BuiltinObject Unary(string name, BuiltinFunction function, Intrinsic intrinsic, string help) =>
        new(name, 1, 1, function, Traits, help) { ArityMessage = Arity.Mathematical(name, 1), Intrinsic = intrinsic };

    private static BuiltinObject Binary(string name, BuiltinFunction function, Intrinsic intrinsic, string help) =>
        new(name, 2, 2, function, Traits, help) { ArityMessage = Arity.Mathematical(name, 2), Intrinsic = intrinsic };

    // The blank before the comma is part of the message.
    private static Value NotANumber(Context context, string name, Value argument) =>
        context.Fail($"{name}() expects numeric argument 'value' , got {DebugForm.Format(argument)}");

    private static Value NotNumbers(Context context, string name) => context.Fail($"{name}() expects numeric arguments");

    private static Value Abs(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsNumber ? Value.FromFloat(Math.Abs(arguments[0].ToDouble)) : NotANumber(context, "abs", arguments[0]);

    private static Value Sqrt(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsNumber)
        {
            return NotANumber(context, "sqrt", arguments[0]);
        }

        double x = arguments[0].ToDouble;
        return x < 0 ? context.Fail("sqrt() domain error: value must be >= 0") : Value.FromFloat(Math.Sqrt(x));
    }

    private static Value Floor(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsNumber ? Value.FromFloat(Math.Floor(arguments[0].ToDouble)) : NotANumber(context, "floor", arguments[0]);

    private static Value Ceil(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsNumber ? Value.FromFloat(Math.Ceiling(arguments[0].ToDouble)) : NotANumber(context, "ceil", arguments[0]);

    private static Value Round(Context context, ReadOnlySpan<Value> arguments) => arguments[0].IsNumber
        ? Value.FromFloat(Math.Round(arguments[0].ToDouble, MidpointRounding.AwayFromZero))
        : NotANumber(context, "round", arguments[0]);

    private static Value Sin(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsNumber ? Value.FromFloat(Math.Sin(arguments[0].ToDouble)) : NotANumber(context, "sin", arguments[0]);

    private static Value Cos(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsNumber ? Value.FromFloat(Math.Cos(arguments[0].ToDouble)) : NotANumber(context, "cos", arguments[0]);

    private static Value Tan(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsNumber ? Value.FromFloat(Math.Tan(arguments[0].ToDouble)) : NotANumber(context, "tan", arguments[0]);

    private static Value Log(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsNumber)
        {
            return NotANumber(context, "log", arguments[0]);
        }

        double x = arguments[0].ToDouble;
        return x <= 0 ? context.Fail("log() domain error: value must be > 0") : Value.FromFloat(Math.Log(x));
    }

    private static Value Exp(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsNumber ? Value.FromFloat(Math.Exp(arguments[0].ToDouble)) : NotANumber(context, "exp", arguments[0]);

    private static Value Pow(Context context, ReadOnlySpan<Value> arguments) => arguments[0].IsNumber && arguments[1].IsNumber
        ? Value.FromFloat(Math.Pow(arguments[0].ToDouble, arguments[1].ToDouble))
        : NotNumbers(context, "pow");

    // A NaN is no number to choose: the other argument wins.
    private static Value Min(Context context, ReadOnlySpan<Value> arguments) => arguments[0].IsNumber && arguments[1].IsNumber
        ? Value.FromFloat(double.MinNumber(arguments[0].ToDouble, arguments[1].ToDouble))
        : NotNumbers(context, "min");

    private static Value Max(Context context, ReadOnlySpan<Value> arguments) => arguments[0].IsNumber && arguments[1].IsNumber
        ? Value.FromFloat(double.MaxNumber(arguments[0].ToDouble, arguments[1].ToDouble))
        : NotNumbers(context, "max");
}
