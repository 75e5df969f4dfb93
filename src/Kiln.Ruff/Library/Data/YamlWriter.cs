using System.Buffers;
using System.Globalization;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Writes values as YAML documents in block style.</summary>
internal ref struct YamlWriter : IDisposable
{
    private const string Hex = "0123456789abcdef";

    private static readonly SearchValues<char> s_control = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F\u0085\u2028\u2029\uFEFF");

    // Characters that mean something at the start of a plain scalar, whatever follows.
    private static readonly SearchValues<char> s_indicators = SearchValues.Create(",[]{}#&*!|>'\"%@`");

    private readonly Context _context;
    private CharBuffer _buffer;

    private YamlWriter(Context context)
    {
        _context = context;
        _buffer = new CharBuffer(context);
    }

    /// <summary>The document of a value.</summary>
    /// <returns>A string, or the abnormal marker.</returns>
    public static Value Write(Context context, Value value)
    {
        var writer = new YamlWriter(context);
        Value result = writer.WriteNode(value, 0, 0) ? writer._buffer.ToValue() : Value.Abnormal;
        writer.Dispose();
        return result;
    }

    /// <summary>Gives the buffer back.</summary>
    public readonly void Dispose() => _buffer.Dispose();

    private static bool IsBlock(Value value) => (value.IsArray && value.AsArray.Count > 0) || (value.IsMap && value.AsMap.Count > 0);

    /// <summary>Writes a value whose first line has been indented already, with the end of its last line.</summary>
    private bool WriteNode(Value value, int indent, int depth)
    {
        if (!IsBlock(value))
        {
            return WriteScalar(value) && _buffer.Append('\n');
        }

        if (depth >= _context.Engine.Limits.MaximumDataDepth)
        {
            DataDepth.Fail(_context, "converting to YAML");
            return false;
        }

        return value.IsArray ? WriteArray(value.AsArray, indent, depth + 1) : WriteMap(value.AsMap, indent, depth + 1);
    }

    private bool WriteArray(ArrayObject array, int indent, int depth)
    {
        for (int i = 0; i < array.Count; i++)
        {
            if ((i > 0 && !_buffer.Append(' ', indent)) || !_buffer.Append("- ") || !WriteNode(array[i], indent + 2, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool WriteMap(MapObject map, int indent, int depth)
    {
        bool first = true;
        foreach (KeyValuePair<Value, Value> pair in DictKeys.SortedPairs(map))
        {
            Value value = pair.Value;
            if ((!first && !_buffer.Append(' ', indent)) || !WriteKey(pair.Key) || !_buffer.Append(':'))
            {
                return false;
            }

            // Sequences start below their key, mappings two columns further in.
            int inner = value.IsArray ? indent : indent + 2;
            bool separated = IsBlock(value) ? _buffer.Append('\n') && _buffer.Append(' ', inner) : _buffer.Append(' ');
            if (!separated || !WriteNode(value, inner, depth))
            {
                return false;
            }

            first = false;
        }

        return true;
    }

    private bool WriteKey(Value key) => key.IsInt ? _buffer.AppendInteger(key.AsInt) : WriteString(key.AsString);

    private bool WriteScalar(Value value)
    {
        switch (value.Kind)
        {
            case Kind.Nil:
                return _buffer.Append("null");
            case Kind.Bool:
                return _buffer.Append(value.AsBool ? "true" : "false");
            case Kind.Int:
                return _buffer.AppendInteger(value.AsInt);
            case Kind.Float:
                return WriteFloat(value.AsFloat);
            case Kind.String:
                return WriteString(value.AsString);
            case Kind.Array:
                return _buffer.Append("[]");
            case Kind.Map:
                return _buffer.Append("{}");
            default:
                _context.Fail($"Cannot convert {DebugForm.Format(value)} to YAML");
                return false;
        }
    }

    private bool WriteFloat(double value)
    {
        if (!double.IsFinite(value))
        {
            return _buffer.Append(double.IsNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf");
        }

        Span<char> text = stackalloc char[FloatNotation.MaximumLength];
        return _buffer.Append(text[..FloatNotation.Write(value, text)]);
    }

    private bool WriteString(StringObject value)
    {
        ReadOnlySpan<char> text = value.Span;
        if (text.ContainsAny(s_control))
        {
            return WriteEscaped(text);
        }

        return CanBePlain(text) && YamlScalar.Resolve(value.ToString()).IsString
            ? _buffer.Append(text)
            : WriteSingleQuoted(text);
    }

    private static bool CanBePlain(ReadOnlySpan<char> text) =>
        !text.IsEmpty
        && !s_indicators.Contains(text[0])
        && !(text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
        && text is not ("---" or "...")
        && !text.StartsWith("--- ") && !text.StartsWith("... ")
        && text[0] != ' ' && text[^1] is not (' ' or ':')
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal);

    private bool WriteSingleQuoted(ReadOnlySpan<char> text)
    {
        if (!_buffer.Append('\''))
        {
            return false;
        }

        while (true)
        {
            int quote = text.IndexOf('\'');
            if (quote < 0)
            {
                return _buffer.Append(text) && _buffer.Append('\'');
            }

            if (!_buffer.Append(text[..quote]) || !_buffer.Append("''"))
            {
                return false;
            }

            text = text[(quote + 1)..];
        }
    }

    private bool WriteEscaped(ReadOnlySpan<char> text)
    {
        if (!_buffer.Append('"'))
        {
            return false;
        }

        foreach (char c in text)
        {
            int index = "\"\\\n\r\t".IndexOf(c, StringComparison.Ordinal);
            bool success = index >= 0 ? _buffer.Append('\\') && _buffer.Append("\"\\nrt"[index])
                : s_control.Contains(c) ? _buffer.Append("\\u") && _buffer.Append(Hex[c >> 12]) && _buffer.Append(Hex[(c >> 8) & 15])
                    && _buffer.Append(Hex[(c >> 4) & 15]) && _buffer.Append(Hex[c & 15])
                : _buffer.Append(c);
            if (!success)
            {
                return false;
            }
        }

        return _buffer.Append('"');
    }
}
