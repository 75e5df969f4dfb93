using Kiln.Ruff.Library.Data;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>JSON text and values.</summary>
internal static class JsonBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("parse_json", 1, 1, ParseJson, BuiltinTraits.Borrows, "parse_json(text): the value that a JSON text describes"),
        new("to_json", 1, 1, ToJson, BuiltinTraits.Borrows, "to_json(value): compact JSON text with ascending keys"),
        new("to_json_pretty", 1, 1, ToJsonPretty, BuiltinTraits.Borrows, "to_json_pretty(value): JSON text over several lines, indented by two spaces"),
    ];

    private static Value ParseJson(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsString)
        {
            return context.Fail("parse_json() requires a string argument");
        }

        string? error = JsonParser.Parse(arguments[0].AsString, out Value value);
        return error is null ? value : context.Fail(error);
    }

    private static Value ToJson(Context context, ReadOnlySpan<Value> arguments) => JsonWriter.Write(context, arguments[0], pretty: false);

    private static Value ToJsonPretty(Context context, ReadOnlySpan<Value> arguments) => JsonWriter.Write(context, arguments[0], pretty: true);
}
