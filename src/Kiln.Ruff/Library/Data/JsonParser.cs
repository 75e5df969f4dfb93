using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Reads JSON text straight into guest values, in one pass and without an intermediate tree.</summary>
internal ref partial struct JsonParser
{
    /// <summary>Longest accepted text, as UTF-8.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>Deepest accepted nesting.</summary>
    public const int MaximumDepth = 64;

    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private int _depth;
    private string? _error;
    private Value[] _elements;
    private int _elementCount;
    private StringObject?[]? _keyCache;

    private JsonParser(ReadOnlySpan<char> text)
    {
        _text = text;
        _elements = [];
    }

    /// <summary>Parses a text that holds one JSON value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value, if there is no error.</param>
    /// <returns>The error message, or null.</returns>
    public static string? Parse(StringObject text, out Value value)
    {
        value = Value.Undefined;
        ReadOnlySpan<char> span = text.Span;
        if (span.Length > MaximumBytes / 3 && Encoding.UTF8.GetByteCount(span) > MaximumBytes)
        {
            return $"JSON input exceeds maximum size of {MaximumBytes} bytes";
        }

        var parser = new JsonParser(span);
        value = parser.ParseDocument();
        return parser._error;
    }

    private static bool IsDigit(char c) => (uint)(c - '0') <= 9;

    private Value ParseDocument()
    {
        Value value = ParseValue();
        if (value.IsAbnormal)
        {
            return value;
        }

        SkipWhitespace();
        return _position == _text.Length ? value : Fail("unexpected characters after the value");
    }

    private Value ParseValue()
    {
        SkipWhitespace();
        if (_position >= _text.Length)
        {
            return Fail("unexpected end of input, expected a value");
        }

        char c = _text[_position];
        switch (c)
        {
            case '"':
                return ParseString();
            case '{':
                return ParseObject();
            case '[':
                return ParseArray();
            case 't':
                return ParseWord("true", Value.True);
            case 'f':
                return ParseWord("false", Value.False);
            case 'n':
                return ParseWord("null", Value.Nil);
            default:
                return c == '-' || IsDigit(c) ? ParseNumber() : Fail("expected a value");
        }
    }

    private Value ParseWord(string word, Value value)
    {
        if (!_text[_position..].StartsWith(word))
        {
            return Fail("expected a value");
        }

        _position += word.Length;
        return value;
    }

    private Value ParseArray()
    {
        if (!Enter())
        {
            return Value.Abnormal;
        }

        int first = _elementCount;
        if (Peek() == ']')
        {
            return Leave(new Value(new ArrayObject()));
        }

        while (true)
        {
            Value element = ParseValue();
            if (element.IsAbnormal)
            {
                return element;
            }

            if (_elementCount == _elements.Length)
            {
                Array.Resize(ref _elements, Math.Max(16, _elements.Length * 2));
            }

            _elements[_elementCount++] = element;
            switch (Peek())
            {
                case ',':
                    _position++;
                    break;
                case ']':
                    ArrayObject array = ArrayObject.FromSpan(_elements.AsSpan(first, _elementCount - first));
                    _elementCount = first;
                    return Leave(new Value(array));
                default:
                    return Fail("expected `,` or `]`");
            }
        }
    }

    private Value ParseObject()
    {
        if (!Enter())
        {
            return Value.Abnormal;
        }

        var map = new MapObject();
        if (Peek() == '}')
        {
            return Leave(new Value(map));
        }

        while (true)
        {
            if (Peek() != '"')
            {
                return Fail("expected a string key");
            }

            Value key = ParseKey();
            if (key.IsAbnormal)
            {
                return key;
            }

            if (Peek() != ':')
            {
                return Fail("expected `:`");
            }

            _position++;
            Value value = ParseValue();
            if (value.IsAbnormal)
            {
                return value;
            }

            map.Set(key, value);
            switch (Peek())
            {
                case ',':
                    _position++;
                    break;
                case '}':
                    map.HasTextKeys = true;
                    return Leave(new Value(map));
                default:
                    return Fail("expected `,` or `}`");
            }
        }
    }

    private bool Enter()
    {
        _position++;
        if (++_depth > MaximumDepth)
        {
            _error = $"JSON input exceeds maximum nesting depth of {MaximumDepth}";
            return false;
        }

        return true;
    }

    private Value Leave(Value container)
    {
        _position++;
        _depth--;
        return container;
    }

    private char Peek()
    {
        SkipWhitespace();
        return _position < _text.Length ? _text[_position] : '\0';
    }

    private void SkipWhitespace()
    {
        while ((uint)_position < (uint)_text.Length && _text[_position] is ' ' or '\n' or '\r' or '\t')
        {
            _position++;
        }
    }

    private Value Fail(string detail)
    {
        ReadOnlySpan<char> before = _text[..Math.Min(_position, _text.Length)];
        int line = before.Count('\n') + 1;
        int column = 1;
        foreach (char c in before[(before.LastIndexOf('\n') + 1)..])
        {
            column += char.IsLowSurrogate(c) ? 0 : 1;
        }

        _error = $"JSON parse error: {detail} at line {line} column {column}";
        return Value.Abnormal;
    }
}
