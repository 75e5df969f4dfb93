using System.Buffers;
using System.Globalization;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Writes guest values as JSON text.</summary>
internal ref struct JsonWriter : IDisposable
{
    private const string Hex = "0123456789abcdef";
    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private readonly Context _context;
    private readonly bool _pretty;
    private CharBuffer _buffer;

    private JsonWriter(Context context, bool pretty)
    {
        _context = context;
        _pretty = pretty;
        _buffer = new CharBuffer(context);
    }

    /// <summary>The JSON text of a value.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="value">The value.</param>
    /// <param name="pretty">Whether to put every element on a line of its own.</param>
    /// <returns>A string, or the abnormal marker.</returns>
    public static Value Write(Context context, Value value, bool pretty)
    {
        var writer = new JsonWriter(context, pretty);
        Value result = writer.Write(value, 0) ? writer._buffer.ToValue() : Value.Abnormal;
        writer.Dispose();
        return result;
    }

    /// <summary>Gives the buffer back.</summary>
    public readonly void Dispose() => _buffer.Dispose();

    private bool Write(Value value, int depth)
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
                return WriteString(value.AsString.Span);
            case Kind.Array or Kind.Map:
                if (depth >= _context.Engine.Limits.MaximumDataDepth)
                {
                    DataDepth.Fail(_context, "converting to JSON");
                    return false;
                }

                return value.IsArray ? WriteArray(value.AsArray, depth + 1) : WriteMap(value.AsMap, depth + 1);
            default:
                _context.Fail($"Cannot convert {DebugForm.Format(value)} to JSON");
                return false;
        }
    }

    private bool WriteFloat(double value)
    {
        if (!double.IsFinite(value))
        {
            _context.Fail($"Cannot convert non-finite float {FloatText.Format(value)} to JSON");
            return false;
        }

        Span<char> text = stackalloc char[FloatNotation.MaximumLength];
        return _buffer.Append(text[..FloatNotation.Write(value, text)]);
    }

    private bool WriteArray(ArrayObject array, int depth)
    {
        if (array.Count == 0)
        {
            return _buffer.Append("[]");
        }

        if (!_buffer.Append('['))
        {
            return false;
        }

        for (int i = 0; i < array.Count; i++)
        {
            if (!StartElement(i == 0, depth) || !Write(array[i], depth))
            {
                return false;
            }
        }

        return End(']', depth);
    }

    private bool WriteMap(MapObject map, int depth)
    {
        if (map.Count == 0)
        {
            return _buffer.Append("{}");
        }

        if (!_buffer.Append('{'))
        {
            return false;
        }

        bool first = true;
        foreach (KeyValuePair<Value, Value> pair in DictKeys.SortedPairs(map))
        {
            if (!StartElement(first, depth)
                || !WriteString(DictKeys.KeyText(pair.Key).Span)
                || !_buffer.Append(_pretty ? ": " : ":")
                || !Write(pair.Value, depth))
            {
                return false;
            }

            first = false;
        }

        return End('}', depth);
    }

    private bool StartElement(bool first, int depth)
    {
        if (!first && !_buffer.Append(','))
        {
            return false;
        }

        return !_pretty || (_buffer.Append('\n') && _buffer.Append(' ', depth * 2));
    }

    private bool End(char bracket, int depth) =>
        (!_pretty || (_buffer.Append('\n') && _buffer.Append(' ', (depth - 1) * 2))) && _buffer.Append(bracket);

    private bool WriteString(ReadOnlySpan<char> text)
    {
        if (!_buffer.Append('"'))
        {
            return false;
        }

        while (true)
        {
            int plain = text.IndexOfAny(s_escaped);
            if (plain < 0)
            {
                return _buffer.Append(text) && _buffer.Append('"');
            }

            if (!_buffer.Append(text[..plain]) || !WriteEscape(text[plain]))
            {
                return false;
            }

            text = text[(plain + 1)..];
        }
    }

    private bool WriteEscape(char c)
    {
        int index = "\"\\\b\f\n\r\t".IndexOf(c, StringComparison.Ordinal);
        return index >= 0
            ? _buffer.Append('\\') && _buffer.Append("\"\\bfnrt"[index])
            : _buffer.Append("\\u00") && _buffer.Append(Hex[c >> 4]) && _buffer.Append(Hex[c & 15]);
    }
}
