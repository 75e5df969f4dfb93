using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Reads comma-separated values (RFC 4180): the first row names the columns.</summary>
internal ref struct CsvParser
{
    private readonly Context _context;
    private readonly ReadOnlySpan<char> _text;
    private readonly List<string> _fields = [];
    private readonly StringBuilder _quoted = new();
    private int _position;
    private int _line = 1;
    private bool _failed;

    private CsvParser(Context context, ReadOnlySpan<char> text)
    {
        _context = context;
        _text = text;
    }

    /// <summary>An array of dicts, or the abnormal marker.</summary>
    public static Value Parse(Context context, ReadOnlySpan<char> text) => new CsvParser(context, text).Parse();

    private Value Parse()
    {
        var rows = new ArrayObject();
        if (!TryReadRow(out _))
        {
            return _failed ? Value.Abnormal : new Value(rows);
        }

        var names = new Value[_fields.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = DictKeys.OfText(_fields[i]);
        }

        while (TryReadRow(out int line))
        {
            if (_fields.Count != names.Length)
            {
                return _context.Fail($"CSV parse error: line {line} has {_fields.Count} fields, expected {names.Length}");
            }

            var row = new MapObject();
            for (int i = 0; i < names.Length; i++)
            {
                row.Set(names[i], Cell(_fields[i]));
            }

            row.HasTextKeys = true;
            rows.Add(new Value(row));
            if ((rows.Count & 1023) == 0 && _context.Poll())
            {
                return Value.Abnormal;
            }
        }

        return _failed ? Value.Abnormal : new Value(rows);
    }

    private static Value Cell(string text) =>
        NumberSyntax.TryParseInteger(text, out long integer) ? Value.FromInt(integer)
        : NumberSyntax.TryParseFloat(text, out double number) ? Value.FromFloat(number)
        : Value.FromString(text);

    /// <summary>Reads the next row that is not blank.</summary>
    /// <param name="line">The line it starts in.</param>
    /// <returns>False at the end, or if the error is pending.</returns>
    private bool TryReadRow(out int line)
    {
        while (_position < _text.Length && AcceptLineEnd())
        {
        }

        line = _line;
        _fields.Clear();
        if (_position >= _text.Length)
        {
            return false;
        }

        while (true)
        {
            if (_text[_position..].StartsWith("\""))
            {
                if (!TryReadQuoted())
                {
                    return false;
                }
            }
            else
            {
                int length = _text[_position..].IndexOfAny(',', '\n', '\r');
                int end = length < 0 ? _text.Length : _position + length;
                _fields.Add(_text[_position..end].ToString());
                _position = end;
            }

            if (_position >= _text.Length || AcceptLineEnd())
            {
                return true;
            }

            _position++;
        }
    }

    private bool TryReadQuoted()
    {
        int start = _line;
        _position++;
        _quoted.Clear();
        while (true)
        {
            int quote = _text[_position..].IndexOf('"');
            if (quote < 0)
            {
                return Fail($"unterminated quoted field in line {start}");
            }

            ReadOnlySpan<char> part = _text.Slice(_position, quote);
            _line += part.Count('\n');
            _quoted.Append(part);
            _position += quote + 1;
            if (_position >= _text.Length || _text[_position] is ',' or '\n' or '\r')
            {
                _fields.Add(_quoted.ToString());
                return true;
            }

            if (_text[_position] != '"')
            {
                return Fail($"unexpected text after a quoted field in line {_line}");
            }

            _quoted.Append('"');
            _position++;
        }
    }

    private bool Fail(string detail)
    {
        _context.Fail("CSV parse error: " + detail);
        _failed = true;
        return false;
    }

    private bool AcceptLineEnd()
    {
        char c = _text[_position];
        if (c is not ('\n' or '\r'))
        {
            return false;
        }

        _position += c == '\r' && _position + 1 < _text.Length && _text[_position + 1] == '\n' ? 2 : 1;
        _line++;
        return true;
    }
}
