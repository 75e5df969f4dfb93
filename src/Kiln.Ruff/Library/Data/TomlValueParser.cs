using System.Globalization;
using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Reads the keys and values of TOML documents.</summary>
/// <param name="cursor">The document.</param>
internal sealed class TomlValueParser(TextCursor cursor)
{
    private readonly HashSet<MapObject> _inlineTables = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether a value is a table in braces, which nothing outside of them may extend.</summary>
    public bool IsClosed(Value value) => value.IsMap && _inlineTables.Contains(value.AsMap);

    /// <summary>Skips blanks and a comment.</summary>
    public void SkipBlanksAndComment()
    {
        cursor.SkipBlanks();
        if (cursor.Current == '#')
        {
            cursor.SkipToLineEnd();
        }
    }

    /// <summary>Skips lines without content, and the blanks before content.</summary>
    public void SkipBlankLines()
    {
        while (true)
        {
            SkipBlanksAndComment();
            if (cursor.AtEnd || !cursor.AtLineEnd)
            {
                return;
            }

            cursor.SkipLineEnd();
        }
    }

    /// <summary>Reads a key with its dots.</summary>
    public List<string> ParseKeyPath()
    {
        var path = new List<string>();
        do
        {
            cursor.SkipBlanks();
            path.Add(ParseKey());
            cursor.SkipBlanks();
        }
        while (cursor.Accept('.'));
        return path;
    }

    /// <summary>Puts an entry into a table that must not have the key yet.</summary>
    public void AddEntry(MapObject table, string name, Value value)
    {
        if (DictKeys.TryGetText(table, name, out _))
        {
            throw cursor.Error($"duplicate key `{name}`");
        }

        DictKeys.PutText(table, name, value);
    }

    /// <summary>Reads a value.</summary>
    public Value ParseValue() => cursor.Current switch
    {
        '"' => Value.FromString(ParseString('"')),
        '\'' => Value.FromString(ParseString('\'')),
        '[' => ParseArray(),
        '{' => ParseInlineTable(),
        _ => ParseWord(),
    };

    private static bool IsBareKeyCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private string ParseKey()
    {
        if (cursor.Current is '"' or '\'')
        {
            return ParseString(cursor.Current);
        }

        int start = cursor.Position;
        while (IsBareKeyCharacter(cursor.Current))
        {
            cursor.Position++;
        }

        return cursor.Position > start ? cursor.Text[start..cursor.Position] : throw cursor.Error("expected a key");
    }

    private Value ParseArray()
    {
        cursor.Enter();
        cursor.Position++;
        var array = new ArrayObject();
        while (true)
        {
            SkipBlankLines();
            if (cursor.Accept(']'))
            {
                cursor.Leave();
                return new Value(array);
            }

            array.Add(ParseValue());
            SkipBlankLines();
            if (!cursor.Accept(',') && cursor.Current != ']')
            {
                throw cursor.Error("expected `,` or `]`");
            }
        }
    }

    private Value ParseInlineTable()
    {
        cursor.Enter();
        cursor.Position++;
        var table = new MapObject();
        cursor.SkipBlanks();
        if (!cursor.Accept('}'))
        {
            do
            {
                ParseInlineEntry(table);
                cursor.SkipBlanks();
            }
            while (cursor.Accept(','));
            cursor.Expect('}');
        }

        _inlineTables.Add(table);
        cursor.Leave();
        return new Value(table);
    }

    private void ParseInlineEntry(MapObject table)
    {
        List<string> path = ParseKeyPath();
        cursor.Expect('=');
        cursor.SkipBlanks();
        Value value = ParseValue();
        foreach (string name in path[..^1])
        {
            if (!DictKeys.TryGetText(table, name, out Value inner))
            {
                inner = new Value(new MapObject());
                DictKeys.PutText(table, name, inner);
            }

            table = inner.IsMap && !IsClosed(inner) ? inner.AsMap : throw cursor.Error($"duplicate key `{name}`");
        }

        AddEntry(table, path[^1], value);
    }

    private string ParseString(char quote)
    {
        string triple = new(quote, 3);
        bool multiline = cursor.StartsWith(triple);
        cursor.Position += multiline ? 3 : 1;
        if (multiline && cursor.AtLineEnd && !cursor.AtEnd)
        {
            cursor.SkipLineEnd();
        }

        var builder = new StringBuilder();
        while (true)
        {
            char c = cursor.Current;
            if (cursor.AtEnd || (!multiline && c == '\n'))
            {
                throw cursor.Error("unterminated string");
            }

            if (c == quote && (!multiline || cursor.StartsWith(triple)))
            {
                cursor.Position += multiline ? 3 : 1;

                // Up to two quotes may stand directly before the closing ones.
                while (multiline && cursor.Accept(quote))
                {
                    builder.Append(quote);
                }

                return builder.ToString();
            }

            if (c == '\\' && quote == '"')
            {
                ParseEscape(builder, multiline);
            }
            else if ((c < ' ' && c is not ('\t' or '\n' or '\r')) || c == '\u007F')
            {
                throw cursor.Error("control character in a string");
            }
            else
            {
                builder.Append(c);
                cursor.Position++;
            }
        }
    }

    private void ParseEscape(StringBuilder builder, bool multiline)
    {
        char c = cursor.At(1);
        int index = "btnfre\"\\".IndexOf(c, StringComparison.Ordinal);
        if (index >= 0 && c != '\0')
        {
            builder.Append("\b\t\n\f\r\u001B\"\\"[index]);
            cursor.Position += 2;
        }
        else if (c is 'u' or 'U')
        {
            int length = c == 'u' ? 4 : 8;
            int start = cursor.Position + 2;
            if (start + length > cursor.Text.Length
                || !int.TryParse(cursor.Text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
                || !Rune.IsValid(code))
            {
                throw cursor.Error("invalid escape in a string");
            }

            builder.Append(new Rune(code));
            cursor.Position = start + length;
        }
        else if (multiline && c is ' ' or '\t' or '\r' or '\n')
        {
            cursor.Position++;
            while (cursor.Current is ' ' or '\t' or '\r' or '\n')
            {
                cursor.Position++;
            }
        }
        else
        {
            throw cursor.Error("invalid escape in a string");
        }
    }

    private Value ParseWord()
    {
        int start = cursor.Position;
        SkipWord();

        // A date and a time may be separated by a space.
        if (cursor.Position - start == 10 && cursor.Text[start + 4] == '-' && cursor.Current == ' ' && char.IsAsciiDigit(cursor.At(1)) && cursor.At(3) == ':')
        {
            cursor.Position++;
            SkipWord();
        }

        string word = cursor.Text[start..cursor.Position];
        if (word is "true" or "false")
        {
            return Value.FromBool(word == "true");
        }

        Value number = TomlNumber.Parse(word);
        if (!number.IsUndefined)
        {
            return number;
        }

        cursor.Position = start;
        throw cursor.Error(word.Length == 0 ? "expected a value" : $"invalid value `{word}`");
    }

    private void SkipWord()
    {
        while (char.IsAsciiLetterOrDigit(cursor.Current) || cursor.Current is '_' or '-' or '+' or '.' or ':')
        {
            cursor.Position++;
        }
    }
}
