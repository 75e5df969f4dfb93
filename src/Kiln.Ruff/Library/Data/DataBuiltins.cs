using System.Buffers.Text;
using System.Text;
using Kiln.Ruff.Library.Data;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Data formats other than JSON: TOML, YAML, CSV, Base64.</summary>
internal static class DataBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("parse_toml", 1, 1, ParseToml, BuiltinTraits.Borrows, "parse_toml(text): the dict that a TOML document describes"),
        new("to_toml", 1, 1, ToToml, BuiltinTraits.Borrows, "to_toml(dict): a TOML document"),
        new("parse_yaml", 1, 1, ParseYaml, BuiltinTraits.Borrows, "parse_yaml(text): the value that a YAML document describes"),
        new("to_yaml", 1, 1, ToYaml, BuiltinTraits.Borrows, "to_yaml(value): a YAML document"),
        new("parse_csv", 1, 1, ParseCsv, BuiltinTraits.Borrows, "parse_csv(text): array of dicts, one for each row after the header"),
        new("to_csv", 1, 1, ToCsv, BuiltinTraits.Borrows, "to_csv(rows): CSV text of an array of dicts"),
        new("encode_base64", 1, 1, EncodeBase64, BuiltinTraits.Borrows, "encode_base64(data): Base64 text of bytes or of a string's UTF-8"),
        new("decode_base64", 1, 1, DecodeBase64, BuiltinTraits.Borrows, "decode_base64(text): the bytes of a Base64 text"),
    ];

    private static Value ParseToml(Context context, ReadOnlySpan<Value> arguments) =>
        Argument.TryText(arguments[0], out string? text)
            ? TomlParser.Parse(text)
            : context.Fail("parse_toml() requires a string argument");

    private static Value ToToml(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsMap
            ? Value.FromString(TomlWriter.Write(context, arguments[0].AsMap))
            : context.Fail("to_toml() requires a dict");

    private static Value ParseYaml(Context context, ReadOnlySpan<Value> arguments) =>
        Argument.TryText(arguments[0], out string? text)
            ? YamlParser.Parse(text)
            : context.Fail("parse_yaml() requires a string argument");

    private static Value ToYaml(Context context, ReadOnlySpan<Value> arguments) => YamlWriter.Write(context, arguments[0]);

    private static Value ParseCsv(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsString
            ? CsvParser.Parse(context, arguments[0].AsString.Span)
            : context.Fail("parse_csv() requires a string argument");

    private static Value ToCsv(Context context, ReadOnlySpan<Value> arguments) => CsvWriter.Write(context, arguments[0]);

    private static Value EncodeBase64(Context context, ReadOnlySpan<Value> arguments)
    {
        Value data = arguments[0];
        ReadOnlySpan<byte> bytes;
        if (data.IsString)
        {
            if (!context.Charge(3L * data.AsString.Utf16Length))
            {
                return Value.Abnormal;
            }

            byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(data.AsString.Span)];
            Encoding.UTF8.GetBytes(data.AsString.Span, utf8);
            bytes = utf8;
        }
        else if (data.Kind == Kind.Host && data.Tag is BytesObject content)
        {
            bytes = content.Span;
        }
        else
        {
            return context.Fail("encode_base64() requires a bytes or string argument");
        }

        return !context.Charge(3L * bytes.Length) ? Value.Abnormal
            : bytes.Length > 600_000_000 ? context.Fail("encode_base64() result is too long")
            : Value.FromString(Convert.ToBase64String(bytes));
    }

    private static Value DecodeBase64(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsString)
        {
            return context.Fail("decode_base64() requires a string argument");
        }

        ReadOnlySpan<char> text = arguments[0].AsString.Span;
        if (!context.Charge(text.Length))
        {
            return Value.Abnormal;
        }

        if (!Base64.IsValid(text, out int length))
        {
            return context.Fail("decode_base64() requires valid Base64 text");
        }

        byte[] bytes = new byte[length];
        return Convert.TryFromBase64Chars(text, bytes, out _)
            ? new Value(new BytesObject(bytes))
            : context.Fail("decode_base64() requires valid Base64 text");
    }
}
