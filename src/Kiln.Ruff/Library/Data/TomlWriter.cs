using System.Globalization;
using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Writes dicts as TOML documents.</summary>
/// <param name="context">The guest thread, for its limits.</param>
internal sealed class TomlWriter(Context context)
{
    private readonly StringBuilder _builder = new();

    /// <summary>The document of a dict. Null becomes an empty string, since TOML has none.</summary>
    /// <exception cref="GuestError">Something in the dict has no TOML form.</exception>
    public static string Write(Context context, MapObject map)
    {
        var writer = new TomlWriter(context);
        writer.WriteTable(map, "", 0);
        return writer._builder.ToString();
    }

    private static bool IsBareKey(string key)
    {
        foreach (char c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return key.Length > 0;
    }

    private static bool IsTableArray(Value value)
    {
        if (!value.IsArray || value.AsArray.Storage != ArrayStorage.Values || value.AsArray.Count == 0)
        {
            return false;
        }

        foreach (Value item in value.AsArray.Values)
        {
            if (!item.IsMap)
            {
                return false;
            }
        }

        return true;
    }

    private static string KeyOf(Value mapKey)
    {
        string key = DictKeys.KeyText(mapKey).ToString();
        return IsBareKey(key) ? key : Quote(key);
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (char c in text)
        {
            int index = "\"\\\b\t\n\f\r".IndexOf(c, StringComparison.Ordinal);
            if (index >= 0)
            {
                quoted.Append('\\').Append("\"\\btnfr"[index]);
            }
            else if (c < ' ' || c == '\u007F')
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }

    private void WriteTable(MapObject map, string path, int depth)
    {
        CheckDepth(depth);
        KeyValuePair<Value, Value>[] pairs = DictKeys.SortedPairs(map);

        // Plain entries belong to the nearest header above them, so all of them come before the first sub-table.
        foreach ((Value key, Value value) in pairs)
        {
            if (!value.IsMap && !IsTableArray(value))
            {
                _builder.Append(KeyOf(key)).Append(" = ");
                WriteValue(value, depth);
                _builder.Append('\n');
            }
        }

        foreach ((Value key, Value value) in pairs)
        {
            string inner = path.Length == 0 ? KeyOf(key) : $"{path}.{KeyOf(key)}";
            if (value.IsMap)
            {
                WriteHeader($"[{inner}]");
                WriteTable(value.AsMap, inner, depth + 1);
            }
            else if (IsTableArray(value))
            {
                foreach (Value item in value.AsArray.Values)
                {
                    WriteHeader($"[[{inner}]]");
                    WriteTable(item.AsMap, inner, depth + 1);
                }
            }
        }
    }

    private void WriteHeader(string header)
    {
        if (_builder.Length > 0)
        {
            _builder.Append('\n');
        }

        _builder.Append(header).Append('\n');
    }

    private void WriteValue(Value value, int depth)
    {
        CheckDepth(depth);
        switch (value.Kind)
        {
            case Kind.Nil:
                _builder.Append("\"\"");
                break;
            case Kind.Bool:
                _builder.Append(value.AsBool ? "true" : "false");
                break;
            case Kind.Int:
                _builder.Append(value.AsInt.ToString(CultureInfo.InvariantCulture));
                break;
            case Kind.Float:
                _builder.Append(double.IsFinite(value.AsFloat) ? FloatNotation.ToText(value.AsFloat) : FloatText.Format(value.AsFloat).ToLowerInvariant());
                break;
            case Kind.String:
                _builder.Append(Quote(value.AsString.ToString()));
                break;
            case Kind.Array:
                WriteArray(value.AsArray, depth + 1);
                break;
            case Kind.Map:
                WriteInlineTable(value.AsMap, depth + 1);
                break;
            default:
                throw new GuestError($"Cannot convert {DebugForm.Format(value)} to TOML");
        }
    }

    private void WriteArray(ArrayObject array, int depth)
    {
        _builder.Append('[');
        for (int i = 0; i < array.Count; i++)
        {
            _builder.Append(i == 0 ? "" : ", ");
            WriteValue(array[i], depth);
        }

        _builder.Append(']');
    }

    private void WriteInlineTable(MapObject map, int depth)
    {
        _builder.Append('{');
        bool first = true;
        foreach ((Value key, Value value) in DictKeys.SortedPairs(map))
        {
            _builder.Append(first ? " " : ", ").Append(KeyOf(key)).Append(" = ");
            WriteValue(value, depth);
            first = false;
        }

        _builder.Append(first ? "}" : " }");
    }

    private void CheckDepth(int depth)
    {
        if (depth >= context.Engine.Limits.MaximumDataDepth)
        {
            throw new GuestError($"Maximum data nesting depth of {context.Engine.Limits.MaximumDataDepth} exceeded while converting to TOML");
        }
    }
}
