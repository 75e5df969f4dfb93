using System.Text;

namespace Kiln.Ruff.Library.Data;

/// <summary>Reads YAML block scalars: literal text after <c>|</c>, folded text after <c>&gt;</c>.</summary>
internal static class YamlBlockText
{
    /// <summary>Reads the block whose indicator is next.</summary>
    /// <param name="cursor">The document.</param>
    /// <param name="parentIndent">Indentation that the content must exceed.</param>
    public static string Parse(TextCursor cursor, int parentIndent)
    {
        bool folded = cursor.Current == '>';
        cursor.Position++;
        char chomping = ' ';
        int indent = 0;
        while (cursor.Current is '+' or '-' or (>= '1' and <= '9'))
        {
            if (char.IsAsciiDigit(cursor.Current))
            {
                indent = Math.Max(parentIndent, 0) + (cursor.Current - '0');
            }
            else
            {
                chomping = cursor.Current;
            }

            cursor.Position++;
        }

        cursor.SkipBlanks();
        if (cursor.Current == '#')
        {
            cursor.SkipToLineEnd();
        }

        if (!cursor.AtLineEnd)
        {
            throw cursor.Error("unexpected text after a block scalar's indicator");
        }

        List<string> lines = ReadLines(cursor, parentIndent, indent);
        int used = lines.Count;
        while (used > 0 && lines[used - 1].Length == 0)
        {
            used--;
        }

        string text = folded ? Fold(lines, used) : string.Join('\n', lines.Take(used));
        return chomping switch
        {
            '-' => text,
            '+' => text + new string('\n', lines.Count - used + (used > 0 ? 1 : 0)),
            _ => used > 0 ? text + "\n" : "",
        };
    }

    private static List<string> ReadLines(TextCursor cursor, int parentIndent, int indent)
    {
        var lines = new List<string>();
        while (!cursor.AtEnd)
        {
            int end = cursor.Position;
            cursor.SkipLineEnd();
            if (cursor.AtEnd)
            {
                break;
            }

            int start = cursor.Position;
            while (cursor.Current == ' ' && (indent == 0 || cursor.Position - start < indent))
            {
                cursor.Position++;
            }

            int spaces = cursor.Position - start;
            if (!cursor.AtLineEnd)
            {
                if (indent == 0 && spaces > parentIndent)
                {
                    // Zero stands for "not known yet", and text at the margin needs no detection: its lines are taken whole.
                    indent = spaces == 0 ? -1 : spaces;
                }

                if (indent == 0 || spaces < indent || (indent < 0 && YamlParser.IsDocumentMarker(cursor)))
                {
                    cursor.Position = end;
                    break;
                }
            }

            int from = indent < 0 ? start : cursor.Position;
            cursor.Position = from;
            cursor.SkipToLineEnd();
            ReadOnlySpan<char> line = cursor.Text.AsSpan(from, cursor.Position - from);
            lines.Add((line.EndsWith("\r") ? line[..^1] : line).ToString());
        }

        return lines;
    }

    /// <summary>Joins lines with spaces. Blank lines stand for breaks, and indented lines keep theirs.</summary>
    private static string Fold(List<string> lines, int count)
    {
        var builder = new StringBuilder();
        int blank = 0;
        bool previousIndented = false;
        for (int i = 0; i < count; i++)
        {
            string line = lines[i];
            if (line.Length == 0)
            {
                blank++;
                continue;
            }

            bool indented = line[0] is ' ' or '\t';
            if (builder.Length == 0)
            {
                builder.Append('\n', blank);
            }
            else if (indented || previousIndented)
            {
                builder.Append('\n', blank + 1);
            }
            else if (blank > 0)
            {
                builder.Append('\n', blank);
            }
            else
            {
                builder.Append(' ');
            }

            builder.Append(line);
            previousIndented = indented;
            blank = 0;
        }

        return builder.ToString();
    }
}
