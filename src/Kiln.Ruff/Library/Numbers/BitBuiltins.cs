using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Operations on the bits of integers.</summary>
internal static class BitBuiltins
{
    private const BuiltinTraits Traits = BuiltinTraits.Borrows | BuiltinTraits.Pure;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("bit_and", 2, 2, And, Traits, "bit_and(a, b): bits set in both integers"),
        new("bit_or", 2, 2, Or, Traits, "bit_or(a, b): bits set in either integer"),
        new("bit_xor", 2, 2, Xor, Traits, "bit_xor(a, b): bits set in exactly one of the integers"),
        new("bit_not", 1, 1, Not, Traits, "bit_not(a): all bits inverted"),
        new("bit_shl", 2, 2, ShiftLeft, Traits, "bit_shl(a, n): bits moved up by n places"),
        new("bit_shr", 2, 2, ShiftRight, Traits, "bit_shr(a, n): bits moved down by n places, keeping the sign"),
    ];

    private static bool AreIntegers(Context context, ReadOnlySpan<Value> arguments, string name)
    {
        if (arguments[0].IsInt && arguments[^1].IsInt)
        {
            return true;
        }

        context.Fail(arguments.Length == 1 ? $"{name}() expects an integer argument" : $"{name}() expects integer arguments");
        return false;
    }

    private static bool AreShift(Context context, ReadOnlySpan<Value> arguments, string name)
    {
        if (!AreIntegers(context, arguments, name))
        {
            return false;
        }

        if ((ulong)arguments[1].AsInt < 64)
        {
            return true;
        }

        context.Fail($"{name}() expects a shift amount between 0 and 63");
        return false;
    }

    private static Value And(Context context, ReadOnlySpan<Value> arguments) =>
        AreIntegers(context, arguments, "bit_and") ? Value.FromInt(arguments[0].AsInt & arguments[1].AsInt) : Value.Abnormal;

    private static Value Or(Context context, ReadOnlySpan<Value> arguments) =>
        AreIntegers(context, arguments, "bit_or") ? Value.FromInt(arguments[0].AsInt | arguments[1].AsInt) : Value.Abnormal;

    private static Value Xor(Context context, ReadOnlySpan<Value> arguments) =>
        AreIntegers(context, arguments, "bit_xor") ? Value.FromInt(arguments[0].AsInt ^ arguments[1].AsInt) : Value.Abnormal;

    private static Value Not(Context context, ReadOnlySpan<Value> arguments) =>
        AreIntegers(context, arguments, "bit_not") ? Value.FromInt(~arguments[0].AsInt) : Value.Abnormal;

    private static Value ShiftLeft(Context context, ReadOnlySpan<Value> arguments) =>
        AreShift(context, arguments, "bit_shl") ? Value.FromInt(arguments[0].AsInt << (int)arguments[1].AsInt) : Value.Abnormal;

    private static Value ShiftRight(Context context, ReadOnlySpan<Value> arguments) =>
        AreShift(context, arguments, "bit_shr") ? Value.FromInt(arguments[0].AsInt >> (int)arguments[1].AsInt) : Value.Abnormal;
}
