using System.Buffers;
using System.Globalization;
using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <content>Strings and keys.</content>
internal ref partial struct JsonParser
{
    private const int KeyCacheSize = 128;
    private static readonly SearchValues<char> s_stringEnd = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    /// <summary>A key of an object. Objects in one text tend to have the same keys: they share one string, hashed once.</summary>
    private Value ParseKey()
    {
        ReadOnlySpan<char> rest = _text[(_position + 1)..];
        int length = rest.IndexOfAny(s_stringEnd);
        if (length <= 0 || rest[length] != '"')
        {
            Value text = ParseString();
            return text.IsAbnormal ? text : DictKeys.OfText(text.AsString);
        }

        ReadOnlySpan<char> name = rest[..length];
        _position += length + 2;
        _keyCache ??= new StringObject?[KeyCacheSize];
        ref StringObject? cached = ref _keyCache[((name[0] * 31) + (name[length - 1] * 7) + length) % KeyCacheSize];
        if (cached is null || !cached.Span.SequenceEqual(name))
        {
            cached = new StringObject(name.ToString());
        }

        return DictKeys.OfText(cached);
    }

    private Value ParseString()
    {
        int start = ++_position;
        int length = _text[start..].IndexOfAny(s_stringEnd);
        if (length < 0)
        {
            _position = _text.Length;
            return Fail("unexpected end of input in a string");
        }

        ReadOnlySpan<char> plain = _text.Slice(start, length);
        _position = start + length;
        if (_text[_position] == '"')
        {
            _position++;
            return new Value(
                length == 0 ? StringObject.Empty
                : length == 1 && plain[0] < 256 ? StringObject.FromCodePoint(plain[0])
                : new StringObject(plain.ToString()));
        }

        return ParseEscapedString(plain);
    }

    private Value ParseEscapedString(ReadOnlySpan<char> start)
    {
        var builder = new StringBuilder();
        builder.Append(start);
        while (true)
        {
            ReadOnlySpan<char> rest = _text[_position..];
            int length = rest.IndexOfAny(s_stringEnd);
            if (length < 0)
            {
                _position = _text.Length;
                return Fail("unexpected end of input in a string");
            }

            builder.Append(rest[..length]);
            _position += length;
            char c = _text[_position];
            if (c == '"')
            {
                _position++;
                return Value.FromString(builder.ToString());
            }

            if (c != '\\')
            {
                return Fail("control character in a string");
            }

            if (!ParseEscape(builder))
            {
                return Value.Abnormal;
            }
        }
    }

    private bool ParseEscape(StringBuilder builder)
    {
        if (_position + 1 >= _text.Length)
        {
            _position = _text.Length;
            Fail("unexpected end of input in a string");
            return false;
        }

        char c = _text[_position + 1];
        if (c == 'u')
        {
            return ParseUnicodeEscape(builder);
        }

        int index = "\"\\/bfnrt".IndexOf(c, StringComparison.Ordinal);
        if (index < 0)
        {
            Fail("invalid escape in a string");
            return false;
        }

        builder.Append("\"\\/\b\f\n\r\t"[index]);
        _position += 2;
        return true;
    }

    private bool ParseUnicodeEscape(StringBuilder builder)
    {
        if (!TryHexUnit(_position, out char unit))
        {
            return false;
        }

        if (!char.IsSurrogate(unit))
        {
            builder.Append(unit);
            _position += 6;
            return true;
        }

        bool paired = char.IsHighSurrogate(unit) && _text[(_position + 6)..].StartsWith("\\u");
        if (!paired)
        {
            Fail("unpaired surrogate in a string");
            return false;
        }

        if (!TryHexUnit(_position + 6, out char low))
        {
            return false;
        }

        if (!char.IsLowSurrogate(low))
        {
            Fail("unpaired surrogate in a string");
            return false;
        }

        builder.Append(unit).Append(low);
        _position += 12;
        return true;
    }

    private bool TryHexUnit(int escape, out char unit)
    {
        unit = '\0';
        if (escape + 6 <= _text.Length && ushort.TryParse(_text.Slice(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            unit = (char)code;
            return true;
        }

        Fail("invalid escape in a string");
        return false;
    }
}
