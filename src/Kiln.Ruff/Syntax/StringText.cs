using System.Globalization;
using System.Text;

namespace Kiln.Ruff.Syntax;

/// <summary>What the characters between the quotes of a string mean, and how messages quote a text.</summary>
internal static class StringText
{
    /// <summary>Finds the brace that closes an interpolation. Braces nest; quotes and backslashes mean nothing here.</summary>
    /// <param name="text">The source text.</param>
    /// <param name="start">Just past the opening brace.</param>
    /// <param name="end">Where to stop.</param>
    /// <returns>The offset of the closing brace, or -1 if the line ends before it.</returns>
    public static int FindInterpolationEnd(string text, int start, int end)
    {
        int depth = 0;
        for (int i = start; i < end; i++)
        {
            switch (text[i])
            {
                case '{':
                    depth++;
                    break;
                case '}':
                    if (depth == 0)
                    {
                        return i;
                    }

                    depth--;
                    break;
                case '\n' or '\r':
                    return -1;
                default:
                    break;
            }
        }

        return -1;
    }

    /// <summary>What a character after a backslash stands for.</summary>
    public static bool TryUnescape(char escaped, out char meaning)
    {
        meaning = escaped switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '\\' or '"' or '$' => escaped,
            _ => '\0',
        };
        return meaning != '\0';
    }

    /// <summary>Resolves the escapes of a stretch of a string that holds no interpolation.</summary>
    public static string Unescape(ReadOnlySpan<char> raw)
    {
        int backslash = raw.IndexOf('\\');
        if (backslash < 0)
        {
            return raw.ToString();
        }

        var builder = new StringBuilder(raw.Length);
        while (backslash >= 0 && backslash + 1 < raw.Length)
        {
            builder.Append(raw[..backslash]);
            TryUnescape(raw[backslash + 1], out char meaning);
            builder.Append(meaning);
            raw = raw[(backslash + 2)..];
            backslash = raw.IndexOf('\\');
        }

        return builder.Append(raw).ToString();
    }

    /// <summary>A text in double quotes with everything escaped that would not be visible.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        var builder = new StringBuilder(text.Length + 2);
        AppendQuoted(builder, text);
        return builder.ToString();
    }

    /// <summary>Appends a text in double quotes with everything escaped that would not be visible.</summary>
    public static void AppendQuoted(StringBuilder builder, ReadOnlySpan<char> text)
    {
        builder.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    builder.Append('\\').Append(c);
                    break;
                case '\n':
                    builder.Append("\\n");
                    break;
                case '\r':
                    builder.Append("\\r");
                    break;
                case '\t':
                    builder.Append("\\t");
                    break;
                case '\0':
                    builder.Append("\\0");
                    break;
                default:
                    if (char.IsControl(c))
                    {
                        builder.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:x}}}");
                    }
                    else
                    {
                        builder.Append(c);
                    }

                    break;
            }
        }

        builder.Append('"');
    }
}
