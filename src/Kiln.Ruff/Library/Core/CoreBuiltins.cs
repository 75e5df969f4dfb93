using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Questions about any value, and the end of the program.</summary>
internal static class CoreBuiltins
{
    private const BuiltinTraits Reader = BuiltinTraits.Borrows;
    private static readonly StringObject?[] s_typeNames = new StringObject?[(int)Kind.Record + 1];

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("len", 1, 1, Length, Reader, "len(v): number of characters, elements, keys, or bytes") { Intrinsic = Intrinsic.Length },
        new("type", 1, 1, TypeOf, Reader, "type(v): the name of the value's type"),
        new("type_of", 1, 1, TypeOf, Reader, "type_of(v): the name of the value's type"),
        new("is_int", 1, 1, IsInt, Reader, "is_int(v): whether v is an integer"),
        new("is_float", 1, 1, IsFloat, Reader, "is_float(v): whether v is a float"),
        new("is_string", 1, 1, IsString, Reader, "is_string(v): whether v is a string"),
        new("is_bool", 1, 1, IsBool, Reader, "is_bool(v): whether v is true or false"),
        new("is_array", 1, 1, IsArray, Reader, "is_array(v): whether v is an array"),
        new("is_dict", 1, 1, IsDict, Reader, "is_dict(v): whether v is a dict"),
        new("is_null", 1, 1, IsNull, Reader, "is_null(v): whether v is null"),
        new("is_function", 1, 1, IsFunction, Reader, "is_function(v): whether v can be called"),
        new("is_truthy", 1, 1, IsTruthy, Reader, "is_truthy(v): whether v counts as true in conditions"),
        new("exit", 0, 1, Exit, Reader, "exit([status]): ends the program"),
    ];

    /// <summary>The constants of the library.</summary>
    public static KeyValuePair<string, Value>[] Constants { get; } =
    [
        new("PI", Value.FromFloat(Math.PI)),
        new("E", Value.FromFloat(Math.E)),
        new("null", Value.Nil),
    ];

    private static Value Length(Context context, ReadOnlySpan<Value> arguments)
    {
        Value value = arguments[0];
        switch (value.Kind)
        {
            case Kind.Array:
                return Value.FromInt(value.AsArray.Count);
            case Kind.String:
                return Value.FromInt(value.AsString.Length);
            case Kind.Map:
                return Value.FromInt(value.AsMap.Count);
            case Kind.Host when value.Tag is RuffHostObject { Length: >= 0 } host:
                return Value.FromInt(host.Length);
            default:
                return context.Fail("len() requires an array, dict, bytes, set, queue, stack, or string");
        }
    }

    private static Value TypeOf(Context context, ReadOnlySpan<Value> arguments)
    {
        Value value = arguments[0];
        if (value.Kind is Kind.Variant or Kind.Host)
        {
            return Value.FromString(TypeNames.Of(value));
        }

        return new Value(s_typeNames[(int)value.Kind] ??= new StringObject(TypeNames.Of(value)));
    }

    private static Value IsInt(Context context, ReadOnlySpan<Value> arguments) => Value.FromBool(arguments[0].IsInt);

    private static Value IsFloat(Context context, ReadOnlySpan<Value> arguments) => Value.FromBool(arguments[0].IsFloat);

    private static Value IsString(Context context, ReadOnlySpan<Value> arguments) => Value.FromBool(arguments[0].IsString);

    private static Value IsBool(Context context, ReadOnlySpan<Value> arguments) => Value.FromBool(arguments[0].IsBool);

    private static Value IsArray(Context context, ReadOnlySpan<Value> arguments) => Value.FromBool(arguments[0].IsArray);

    private static Value IsDict(Context context, ReadOnlySpan<Value> arguments) => Value.FromBool(arguments[0].IsMap);

    private static Value IsNull(Context context, ReadOnlySpan<Value> arguments) => Value.FromBool(arguments[0].IsNil);

    private static Value IsFunction(Context context, ReadOnlySpan<Value> arguments) => Value.FromBool(arguments[0].IsCallable);

    private static Value IsTruthy(Context context, ReadOnlySpan<Value> arguments) => Value.FromBool(Truthiness.IsTruthy(arguments[0]));

    private static Value Exit(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length == 0)
        {
            return context.Exit(0);
        }

        // Statuses wrap around like those of processes do.
        return Argument.TryWhole(arguments[0], out long status)
            ? context.Exit(unchecked((int)status))
            : context.Fail("exit() requires a numeric status");
    }
}
