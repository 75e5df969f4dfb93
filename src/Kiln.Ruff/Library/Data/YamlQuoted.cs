using System.Globalization;
using System.Text;

namespace Kiln.Ruff.Library.Data;

/// <summary>Reads quoted YAML scalars, and folds the line breaks in scalars that run over several lines.</summary>
internal static class YamlQuoted
{
    private const string Escapes = "0abt\tnvfre \"/\\N_LP";
    private const string Escaped = "\0\a\b\t\t\n\v\f\r\u001B \"/\\\u0085\u00A0\u2028\u2029";

    /// <summary>Reads the scalar whose opening quote is next.</summary>
    public static string Parse(TextCursor cursor)
    {
        char quote = cursor.Current;
        int start = cursor.Position++;
        var builder = new StringBuilder();

        // Blanks before a line break are dropped, unless an escape wrote them.
        int kept = 0;
        while (!cursor.AtEnd)
        {
            char c = cursor.Current;
            if (c == quote && quote == '\'' && cursor.At(1) == '\'')
            {
                builder.Append('\'');
                cursor.Position += 2;
                kept = builder.Length;
            }
            else if (c == quote)
            {
                cursor.Position++;
                return builder.ToString();
            }
            else if (cursor.AtLineEnd)
            {
                while (builder.Length > kept && builder[^1] is ' ' or '\t')
                {
                    builder.Length--;
                }

                builder.Append(FoldBreaks(cursor));
                kept = builder.Length;
            }
            else if (c == '\\' && quote == '"')
            {
                ParseEscape(cursor, builder);
                kept = builder.Length;
            }
            else
            {
                builder.Append(c);
                cursor.Position++;
            }
        }

        cursor.Position = start;
        throw cursor.Error("unterminated string");
    }

    /// <summary>Skips line breaks and the blanks after them.</summary>
    /// <returns>What they stand for: a space for one break, a line feed for each one more.</returns>
    public static string FoldBreaks(TextCursor cursor)
    {
        int breaks = 0;
        while (!cursor.AtEnd && cursor.AtLineEnd)
        {
            cursor.SkipLineEnd();
            cursor.SkipBlanks();
            breaks++;
        }

        return breaks == 1 ? " " : new string('\n', Math.Max(0, breaks - 1));
    }

    private static void ParseEscape(TextCursor cursor, StringBuilder builder)
    {
        char c = cursor.At(1);
        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            int start = cursor.Position + 2;
            if (start + digits > cursor.Text.Length
                || !uint.TryParse(cursor.Text.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code))
            {
                throw cursor.Error("invalid escape in a string");
            }

            // JSON writers spell characters beyond the basic plane as two escapes, which meet here as surrogates.
            if (code is >= 0xD800 and <= 0xDFFF && digits == 4)
            {
                builder.Append((char)code);
            }
            else if (Rune.IsValid(code))
            {
                builder.Append(new Rune(code));
            }
            else
            {
                throw cursor.Error("invalid escape in a string");
            }

            cursor.Position = start + digits;
            return;
        }

        int index = cursor.Position + 1 < cursor.Text.Length ? Escapes.IndexOf(c, StringComparison.Ordinal) : -1;
        if (index >= 0)
        {
            builder.Append(Escaped[index]);
            cursor.Position += 2;
            return;
        }

        cursor.Position++;
        if (cursor.AtEnd || !cursor.AtLineEnd)
        {
            throw cursor.Error("invalid escape in a string");
        }

        cursor.SkipLineEnd();
        cursor.SkipBlanks();
    }
}
