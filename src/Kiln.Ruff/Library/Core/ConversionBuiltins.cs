using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Conversions between types, and constructors of simple values.</summary>
internal static class ConversionBuiltins
{
    private const BuiltinTraits Reader = BuiltinTraits.Borrows;
    private const BuiltinTraits Function = BuiltinTraits.Borrows | BuiltinTraits.Pure;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("to_string", 1, 1, ToText, Reader, "to_string(v): the text that print shows"),
        new("str", 1, 1, ToText, Reader, "str(v): the text that print shows"),
        new("to_int", 1, 1, ToInt, Function, "to_int(v): a number without its fraction, the integer that a string shows, or 0 and 1 for booleans"),
        new("to_float", 1, 1, ToFloat, Function, "to_float(v): the number as a float, the float that a string shows, or 0 and 1 for booleans"),
        new("to_bool", 1, 1, ToBool, Reader, "to_bool(v): false for empty things, null, zero, and the strings \"0\" and \"false\""),
        new("parse_int", 1, 1, ParseInt, Function, "parse_int(s): the integer that a string shows"),
        new("parse_float", 1, 1, ParseFloat, Function, "parse_float(s): the float that a string shows"),
        new("dict", 0, 0, MakeDict, BuiltinTraits.None, "dict(): an empty dict"),
        new("array", 0, -1, MakeArray, BuiltinTraits.None, "array(a, ...): an array of the arguments"),
        new("bytes", 1, 1, MakeBytes, Reader, "bytes(array): a byte string of integers from 0 to 255"),
    ];

    private static Value ToText(Context context, ReadOnlySpan<Value> arguments) => TextForm.ToText(context, arguments[0]);

    private static Value ToInt(Context context, ReadOnlySpan<Value> arguments)
    {
        Value value = arguments[0];
        switch (value.Kind)
        {
            case Kind.Int:
                return value;
            case Kind.Float:
                return Value.FromInt(Argument.Truncate(value.AsFloat));
            case Kind.Bool:
                return Value.FromInt(value.Bits);
            case Kind.String when NumberSyntax.TryParseInteger(value.AsString.Span.Trim(), out long number):
                return Value.FromInt(number);
            default:
                return CannotConvert(context, value, "int");
        }
    }

    private static Value ToFloat(Context context, ReadOnlySpan<Value> arguments)
    {
        Value value = arguments[0];
        switch (value.Kind)
        {
            case Kind.Float:
                return value;
            case Kind.Int or Kind.Bool:
                return Value.FromFloat(value.Bits);
            case Kind.String when NumberSyntax.TryParseFloat(value.AsString.Span.Trim(), out double number):
                return Value.FromFloat(number);
            default:
                return CannotConvert(context, value, "float");
        }
    }

    private static Value CannotConvert(Context context, Value value, string type) =>
        context.Fail($"Cannot convert {(value.IsString ? "'" + value.AsString + "'" : TypeNames.Of(value))} to {type}");

    private static Value ToBool(Context context, ReadOnlySpan<Value> arguments)
    {
        Value value = arguments[0];
        if (value.IsString)
        {
            ReadOnlySpan<char> text = value.AsString.Span;
            return Value.FromBool(!(text.IsEmpty || text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase)));
        }

        return Value.FromBool(value.Tag is RuffHostObject host ? !host.IsEmpty : Truthiness.IsTruthy(value));
    }

    private static Value ParseInt(Context context, ReadOnlySpan<Value> arguments) =>
        !arguments[0].IsString ? context.Fail("parse_int() requires a string argument")
        : NumberSyntax.TryParseInteger(arguments[0].AsString.Span.Trim(), out long number) ? Value.FromInt(number)
        : context.Fail($"Cannot parse '{arguments[0].AsString}' as integer");

    private static Value ParseFloat(Context context, ReadOnlySpan<Value> arguments) =>
        !arguments[0].IsString ? context.Fail("parse_float() requires a string argument")
        : NumberSyntax.TryParseFloat(arguments[0].AsString.Span.Trim(), out double number) ? Value.FromFloat(number)
        : context.Fail($"Cannot parse '{arguments[0].AsString}' as float");

    private static Value MakeDict(Context context, ReadOnlySpan<Value> arguments) => new(new MapObject());

    private static Value MakeArray(Context context, ReadOnlySpan<Value> arguments) => new(ArrayObject.FromSpan(arguments));

    private static Value MakeBytes(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("bytes() requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        if (!context.Charge(array.Count))
        {
            return Value.Abnormal;
        }

        byte[] data = new byte[array.Count];
        for (int i = 0; i < data.Length; i++)
        {
            Value item = array[i];
            if (!item.IsInt || (ulong)item.AsInt > byte.MaxValue)
            {
                return context.Fail($"bytes() requires integers in range 0-255, got {(item.IsInt ? item.ToString() : DebugForm.Format(item))}");
            }

            data[i] = (byte)item.AsInt;
        }

        return new Value(new BytesObject(data));
    }
}
