using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Reads YAML collections in brackets and braces.</summary>
/// <param name="cursor">The document.</param>
/// <param name="anchors">The values that have names so far.</param>
internal sealed class YamlFlowParser(TextCursor cursor, YamlAnchors anchors)
{
    /// <summary>Reads the collection whose opening bracket or brace is next.</summary>
    public Value Parse()
    {
        cursor.Enter();
        Value value = cursor.Current == '[' ? ParseSequence() : ParseMapping();
        cursor.Leave();
        return value;
    }

    private Value ParseSequence()
    {
        int start = cursor.Position++;
        var array = new ArrayObject();
        while (true)
        {
            SkipSpace(start);
            if (cursor.Accept(']'))
            {
                return new Value(array);
            }

            array.Add(ParseItem());
            SkipSpace(start);
            if (!cursor.Accept(',') && cursor.Current != ']')
            {
                throw cursor.Error("expected `,` or `]`");
            }
        }
    }

    private Value ParseMapping()
    {
        int start = cursor.Position++;
        var map = new MapObject();
        while (true)
        {
            SkipSpace(start);
            if (cursor.Accept('}'))
            {
                return new Value(map);
            }

            int keyStart = cursor.Position;
            string key = cursor.Current is '"' or '\'' ? YamlQuoted.Parse(cursor) : ParsePlain();
            if (DictKeys.TryGetText(map, key, out _))
            {
                cursor.Position = keyStart;
                throw cursor.Error($"duplicate key `{key}`");
            }

            SkipSpace(start);
            Value value = Value.Nil;
            if (cursor.Accept(':'))
            {
                SkipSpace(start);
                value = cursor.Current is ',' or '}' ? Value.Nil : ParseItem();
                SkipSpace(start);
            }

            DictKeys.PutText(map, key, value);
            if (!cursor.Accept(',') && cursor.Current != '}')
            {
                throw cursor.Error("expected `,` or `}`");
            }
        }
    }

    private Value ParseItem()
    {
        string? anchor = YamlAnchors.ParseName(cursor);
        if (anchor is not null)
        {
            SkipSpace(cursor.Position);
        }

        Value value = cursor.Current switch
        {
            '[' or '{' => Parse(),
            '"' or '\'' => Value.FromString(YamlQuoted.Parse(cursor)),
            '*' => anchors.ParseAlias(cursor),
            _ => YamlScalar.Resolve(ParsePlain()),
        };
        return anchors.Define(anchor, value);
    }

    private string ParsePlain()
    {
        if (YamlParser.IsIndicator(cursor))
        {
            throw cursor.Error(cursor.AtEnd ? "unexpected end of text" : $"unexpected character `{cursor.Current}`");
        }

        var builder = new StringBuilder();
        while (true)
        {
            int start = cursor.Position;
            while (!cursor.AtLineEnd && !EndsPlain())
            {
                cursor.Position++;
            }

            builder.Append(cursor.Text.AsSpan(start, cursor.Position - start).TrimEnd(" \t"));
            if (cursor.AtEnd || !cursor.AtLineEnd)
            {
                return builder.ToString();
            }

            string folded = YamlQuoted.FoldBreaks(cursor);
            if (cursor.AtEnd || cursor.Current == '#' || EndsPlain())
            {
                return builder.ToString();
            }

            builder.Append(folded);
        }
    }

    private bool EndsPlain() => cursor.Current switch
    {
        ',' or '[' or ']' or '{' or '}' => true,
        ':' => cursor.At(1) is ' ' or '\t' or '\r' or '\n' or '\0' or ',' or '[' or ']' or '{' or '}',
        '#' => cursor.Position > 0 && cursor.At(-1) is ' ' or '\t' or '\n',
        _ => false,
    };

    private void SkipSpace(int start)
    {
        while (true)
        {
            cursor.SkipBlanks();
            if (cursor.AtEnd)
            {
                cursor.Position = start;
                throw cursor.Error("unterminated collection");
            }

            if (cursor.Current == '#')
            {
                cursor.SkipToLineEnd();
            }
            else if (cursor.AtLineEnd)
            {
                cursor.SkipLineEnd();
            }
            else
            {
                return;
            }
        }
    }
}
