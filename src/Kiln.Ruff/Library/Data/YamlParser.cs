using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>
/// Reads one YAML document: block and flow collections, plain and quoted scalars, block text, comments, anchors and aliases.
/// Tags and keys that are not scalars are turned down.
/// </summary>
internal sealed class YamlParser
{
    private readonly TextCursor _cursor;
    private readonly YamlAnchors _anchors = new();
    private readonly YamlFlowParser _flow;

    private YamlParser(string text)
    {
        _cursor = new TextCursor("YAML", text);
        _flow = new YamlFlowParser(_cursor, _anchors);
    }

    /// <summary>Parses a document.</summary>
    /// <exception cref="Kiln.Runtime.GuestError">The text is not YAML, or beyond the supported part of it.</exception>
    public static Value Parse(string text) => new YamlParser(text).ParseDocument();

    /// <summary>Whether the next character cannot start a plain scalar.</summary>
    public static bool IsIndicator(TextCursor cursor) => cursor.Current switch
    {
        '\0' or ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => true,
        '-' or '?' or ':' => IsBlank(cursor.At(1)),
        _ => false,
    };

    /// <summary>Whether <c>---</c> or <c>...</c> stands at the start of a line.</summary>
    public static bool IsDocumentMarker(TextCursor cursor) =>
        cursor.Current is '-' or '.' && (cursor.StartsWith("---") || cursor.StartsWith("...")) && IsBlank(cursor.At(3)) && cursor.Column == 0;

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n' or '\0';

    private bool AtEntry => _cursor.Current == '-' && IsBlank(_cursor.At(1));

    private Value ParseDocument()
    {
        if (_cursor.Current == '\uFEFF')
        {
            _cursor.Position++;
        }

        SkipToContent();
        while (_cursor.Current == '%' && _cursor.Column == 0)
        {
            _cursor.SkipToLineEnd();
            SkipToContent();
        }

        if (_cursor.StartsWith("---") && IsDocumentMarker(_cursor))
        {
            _cursor.Position += 3;
        }

        Value value = _cursor.Column == 0 ? ParseBelow(-1, false) : ParseValue(-1, false, false);
        SkipToContent();
        if (_cursor.StartsWith("...") && IsDocumentMarker(_cursor))
        {
            _cursor.Position += 3;
            SkipToContent();
        }

        if (!_cursor.AtEnd)
        {
            throw _cursor.Error(IsDocumentMarker(_cursor) ? "only one document is supported" : "unexpected text after the value");
        }

        return value;
    }

    /// <summary>Reads what follows an indicator, in the same line or below it.</summary>
    /// <param name="indent">Indentation of the collection that the value belongs to.</param>
    /// <param name="isKeyValue">Whether it belongs to a key: then a sequence may be indented like the key.</param>
    /// <param name="mayNest">Whether a collection may start in the same line.</param>
    private Value ParseValue(int indent, bool isKeyValue, bool mayNest)
    {
        _cursor.SkipBlanks();
        string? anchor = YamlAnchors.ParseName(_cursor);
        _cursor.SkipBlanks();
        if (_cursor.AtLineEnd || (_cursor.Current == '#' && IsBlank(_cursor.At(-1))))
        {
            return _anchors.Define(anchor, ParseBelow(indent, isKeyValue));
        }

        if (mayNest && anchor is null)
        {
            return ParseNode(_cursor.Column, indent);
        }

        return _anchors.Define(anchor, ParseScalarOrFlow(indent));
    }

    private Value ParseBelow(int indent, bool isKeyValue)
    {
        SkipToContent();
        if (_cursor.AtEnd || IsDocumentMarker(_cursor))
        {
            return Value.Nil;
        }

        int column = _cursor.Column;
        if (column <= indent && !(isKeyValue && column == indent && AtEntry))
        {
            return Value.Nil;
        }

        return ParseNode(column, indent);
    }

    /// <summary>Reads a node at the start of its line, or right after the dash of an entry.</summary>
    private Value ParseNode(int column, int parentIndent)
    {
        if (AtEntry)
        {
            return ParseSequence(column);
        }

        if (_cursor.Current == '?' && IsBlank(_cursor.At(1)))
        {
            throw _cursor.Error("keys that start with `?` are not supported");
        }

        if (_cursor.Current is '&' or '!')
        {
            return ParseValue(parentIndent, false, false);
        }

        return AtKey() ? ParseMapping(column) : ParseScalarOrFlow(parentIndent);
    }

    private Value ParseSequence(int column)
    {
        _cursor.Enter();
        var array = new ArrayObject();
        while (AtEntry)
        {
            _cursor.Position++;
            array.Add(ParseValue(column, false, true));
            if (!MovesToNext(column))
            {
                break;
            }
        }

        _cursor.Leave();
        return new Value(array);
    }

    private Value ParseMapping(int column)
    {
        _cursor.Enter();
        var map = new MapObject();
        do
        {
            if (!AtKey())
            {
                throw _cursor.Error("expected a key followed by `:`");
            }

            int start = _cursor.Position;
            string key = ParseKey();
            if (DictKeys.TryGetText(map, key, out _))
            {
                _cursor.Position = start;
                throw _cursor.Error($"duplicate key `{key}`");
            }

            DictKeys.PutText(map, key, ParseValue(column, true, false));
        }
        while (MovesToNext(column));
        _cursor.Leave();
        return new Value(map);
    }

    /// <summary>Skips to the next content and tells whether it may continue a collection at a column.</summary>
    private bool MovesToNext(int column)
    {
        SkipToContent();
        if (_cursor.AtEnd || IsDocumentMarker(_cursor))
        {
            return false;
        }

        int next = _cursor.Column;
        return next <= column ? next == column : throw _cursor.Error("wrong indentation");
    }

    private Value ParseScalarOrFlow(int parentIndent)
    {
        Value value;
        switch (_cursor.Current)
        {
            case '|' or '>':
                return Value.FromString(YamlBlockText.Parse(_cursor, parentIndent));
            case '[' or '{':
                value = _flow.Parse();
                break;
            case '"' or '\'':
                value = Value.FromString(YamlQuoted.Parse(_cursor));
                break;
            case '*':
                value = _anchors.ParseAlias(_cursor);
                break;
            default:
                return YamlScalar.Resolve(ParsePlain(parentIndent));
        }

        int end = _cursor.Position;
        _cursor.SkipBlanks();
        if (!_cursor.AtLineEnd && !(_cursor.Current == '#' && _cursor.Position > end))
        {
            throw _cursor.Error("unexpected text after the value");
        }

        return value;
    }

    private string ParsePlain(int parentIndent)
    {
        if (IsIndicator(_cursor))
        {
            throw _cursor.Error($"unexpected character `{_cursor.Current}`");
        }

        var builder = new StringBuilder();
        while (true)
        {
            int start = _cursor.Position;
            int colon = KeyEnd();
            if (colon >= 0)
            {
                _cursor.Position = colon;
                throw _cursor.Error("a mapping cannot start here");
            }

            bool hasComment = SkipPlainLine();
            builder.Append(_cursor.Text.AsSpan(start, _cursor.Position - start).TrimEnd(" \t"));
            if (hasComment || _cursor.AtEnd)
            {
                return builder.ToString();
            }

            // The value goes on in the next line with content if that is indented more deeply.
            int end = _cursor.Position;
            string folded = YamlQuoted.FoldBreaks(_cursor);
            if (_cursor.AtEnd || _cursor.Column <= parentIndent || _cursor.Current == '#' || IsDocumentMarker(_cursor))
            {
                _cursor.Position = end;
                return builder.ToString();
            }

            builder.Append(folded);
        }
    }

    /// <summary>Moves to the end of a plain scalar's line, or to the blank before its comment.</summary>
    private bool SkipPlainLine()
    {
        while (!_cursor.AtLineEnd)
        {
            if (_cursor.Current == '#' && IsBlank(_cursor.At(-1)))
            {
                return true;
            }

            _cursor.Position++;
        }

        return false;
    }

    private bool AtKey()
    {
        if (_cursor.Current is not ('"' or '\''))
        {
            return !IsIndicator(_cursor) && KeyEnd() >= 0;
        }

        int start = _cursor.Position;
        int lineEnd = _cursor.Text.IndexOf('\n', start);
        YamlQuoted.Parse(_cursor);
        _cursor.SkipBlanks();
        bool isKey = _cursor.Current == ':' && IsBlank(_cursor.At(1)) && (lineEnd < 0 || _cursor.Position < lineEnd);
        _cursor.Position = start;
        return isKey;
    }

    /// <summary>Offset of the colon that makes the rest of the line a key and its value; -1 if there is none.</summary>
    private int KeyEnd()
    {
        ReadOnlySpan<char> text = _cursor.Text;
        for (int i = _cursor.Position; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == ':' && (i + 1 == text.Length || IsBlank(text[i + 1])))
            {
                return i;
            }

            if (text[i] == '#' && i > _cursor.Position && IsBlank(text[i - 1]))
            {
                return -1;
            }
        }

        return -1;
    }

    private string ParseKey()
    {
        string key;
        if (_cursor.Current is '"' or '\'')
        {
            key = YamlQuoted.Parse(_cursor);
            _cursor.SkipBlanks();
        }
        else
        {
            int end = KeyEnd();
            key = _cursor.Text[_cursor.Position..end].TrimEnd(' ', '\t');
            _cursor.Position = end;
        }

        _cursor.Position++;
        return key;
    }

    /// <summary>Skips blank lines and comments, and the indentation of the next line with content.</summary>
    private void SkipToContent()
    {
        while (true)
        {
            int start = _cursor.Position;
            while (_cursor.Current == ' ')
            {
                _cursor.Position++;
            }

            bool isIndentation = start == _cursor.LineStart;
            bool hasTab = _cursor.Current == '\t';
            _cursor.SkipBlanks();
            if (_cursor.Current == '#' && (_cursor.Position == 0 || IsBlank(_cursor.At(-1))))
            {
                _cursor.SkipToLineEnd();
            }

            if (_cursor.AtEnd || !_cursor.AtLineEnd)
            {
                if (hasTab && isIndentation && !_cursor.AtEnd)
                {
                    throw _cursor.Error("tabs cannot indent");
                }

                return;
            }

            _cursor.SkipLineEnd();
        }
    }
}
