using System.Globalization;
using System.Text;

namespace Kiln.Ruff.Library;

/// <summary>Translates bracketed character classes and the escapes that stand for characters.</summary>
internal static class RegexClass
{
    private const int FirstWide = 0x10000;
    private const int LastCodePoint = 0x10FFFF;
    private const string MetaCharacters = "\\.+*?()|[]{}^$#&-~/ \"'`:;<>=!@%,_";

    /// <summary>Translates a class.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="position">Position of the opening bracket; afterwards, behind the closing one.</param>
    /// <param name="wide">Whether characters beyond 16 bits must count as one.</param>
    /// <param name="extended">Whether spaces do not count.</param>
    /// <param name="output">Where the translation goes.</param>
    /// <returns>False if the class is invalid.</returns>
    public static bool TryTranslate(string pattern, ref int position, bool wide, bool extended, StringBuilder output)
    {
        var narrow = new StringBuilder();
        var wideRanges = new List<(int Low, int High)>();
        position++;
        bool negated = position < pattern.Length && pattern[position] == '^';
        position += negated ? 1 : 0;
        for (bool isFirst = true; ; isFirst = false)
        {
            if (position >= pattern.Length)
            {
                return false;
            }

            char c = pattern[position];
            if (c == ']' && !isFirst)
            {
                position++;
                Write(narrow, wideRanges, negated, wide, output);
                return true;
            }

            if (extended && char.IsWhiteSpace(c))
            {
                position++;
                continue;
            }

            if (!TryItem(pattern, ref position, narrow, wideRanges))
            {
                return false;
            }
        }
    }

    /// <summary>An escape that stands for one character, such as <c>\n</c>, <c>\x41</c>, <c>\x{1F600}</c>, <c>\.</c>.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="position">Position of the backslash; afterwards, behind the escape if there was one.</param>
    /// <param name="codePoint">The character.</param>
    public static bool TryCodePointEscape(string pattern, ref int position, out int codePoint)
    {
        codePoint = 0;
        if (position + 1 >= pattern.Length)
        {
            return false;
        }

        char c = pattern[position + 1];
        codePoint = c switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\f',
            'v' => '\v',
            'a' => '\a',
            _ => MetaCharacters.Contains(c, StringComparison.Ordinal) ? c : 0,
        };
        if (codePoint != 0)
        {
            position += 2;
            return true;
        }

        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        int start = position + 2;
        int end = start + digits;
        int after = end;
        if (digits == 0)
        {
            return false;
        }

        if (start < pattern.Length && pattern[start] == '{')
        {
            start++;
            end = pattern.IndexOf('}', start);
            after = end + 1;
        }

        if (end <= start
            || end > pattern.Length
            || !int.TryParse(pattern.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out codePoint)
            || codePoint is < 0 or > LastCodePoint or (>= 0xD800 and <= 0xDFFF))
        {
            return false;
        }

        position = after;
        return true;
    }

    /// <summary>An escape that stands for a class, such as <c>\d</c> or <c>\p{Lu}</c>.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="position">Position of the backslash; afterwards, behind the escape if there was one.</param>
    /// <param name="translated">The escape in .NET's form.</param>
    public static bool TryClassEscape(string pattern, ref int position, out string translated)
    {
        translated = string.Empty;
        if (position + 1 >= pattern.Length)
        {
            return false;
        }

        char c = pattern[position + 1];
        if (c is 'd' or 'w' or 's' or 'D' or 'W' or 'S')
        {
            translated = "\\" + c;
            position += 2;
            return true;
        }

        if (c is not ('p' or 'P') || position + 2 >= pattern.Length)
        {
            return false;
        }

        int start = position + 2;
        int end = start + 1;
        int after = end;
        if (pattern[start] == '{')
        {
            start++;
            end = pattern.IndexOf('}', start);
            after = end + 1;
        }

        if (end <= start)
        {
            return false;
        }

        translated = "\\" + c + "{" + CategoryName(pattern[start..end]) + "}";
        position = after;
        return true;
    }

    private static bool TryItem(string pattern, ref int position, StringBuilder narrow, List<(int Low, int High)> wideRanges)
    {
        if (string.CompareOrdinal(pattern, position, "[:", 0, 2) == 0)
        {
            int end = pattern.IndexOf(":]", position, StringComparison.Ordinal);
            string? members = end < 0 ? null : NamedClass(pattern[(position + 2)..end]);
            position = end + 2;
            narrow.Append(members);
            return members is not null;
        }

        // Nested classes and set operations are beyond what RE2 offers; .NET would read them as something else.
        if (pattern[position] == '[' || string.CompareOrdinal(pattern, position, "&&", 0, 2) == 0)
        {
            return false;
        }

        if (TryClassEscape(pattern, ref position, out string escape))
        {
            narrow.Append(escape);
            return true;
        }

        if (!TryCodePoint(pattern, ref position, out int low))
        {
            return false;
        }

        int high = low;
        if (position + 1 < pattern.Length && pattern[position] == '-' && pattern[position + 1] != ']')
        {
            position++;
            if (!TryCodePoint(pattern, ref position, out high) || high < low)
            {
                return false;
            }
        }

        if (low < FirstWide)
        {
            AppendUnit(narrow, low);
            if (high > low)
            {
                narrow.Append('-');
                AppendUnit(narrow, Math.Min(high, FirstWide - 1));
            }
        }

        if (high >= FirstWide)
        {
            wideRanges.Add((Math.Max(low, FirstWide), high));
        }

        return true;
    }

    private static bool TryCodePoint(string pattern, ref int position, out int codePoint)
    {
        if (pattern[position] == '\\')
        {
            return TryCodePointEscape(pattern, ref position, out codePoint);
        }

        codePoint = char.IsSurrogatePair(pattern, position) ? char.ConvertToUtf32(pattern, position) : pattern[position];
        position += codePoint >= FirstWide ? 2 : 1;
        return true;
    }

    private static void Write(StringBuilder narrow, List<(int Low, int High)> wideRanges, bool negated, bool wide, StringBuilder output)
    {
        if (!negated)
        {
            output.Append("(?:");
            WriteWide(wideRanges, output);
            output.Append(narrow.Length > 0 ? "[" + narrow + "]" : "[^\\s\\S]").Append(')');
            return;
        }

        if (!wide)
        {
            output.Append(narrow.Length > 0 ? "[^" + narrow + "]" : "[\\s\\S]");
            return;
        }

        output.Append("(?:");
        WriteWide(Complement(wideRanges), output);
        output.Append("[^").Append(narrow).Append(@"\uD800-\uDFFF])");
    }

    /// <summary>Writes each range as alternatives of a first and a second UTF-16 unit, each followed by a bar.</summary>
    private static void WriteWide(List<(int Low, int High)> ranges, StringBuilder output)
    {
        foreach ((int low, int high) in ranges)
        {
            int next = low;
            while (next <= high)
            {
                (int lead, int trail) = Split(next);
                (int lastLead, int lastTrail) = Split(high);
                if (trail == 0xDC00 && (lead < lastLead - 1 || (lead == lastLead - 1 && lastTrail != 0xDFFF)))
                {
                    // All the first units that can be followed by any second one.
                    lastLead -= lastTrail == 0xDFFF ? 0 : 1;
                    lastTrail = 0xDFFF;
                }
                else if (lead < lastLead)
                {
                    (lastLead, lastTrail) = (lead, 0xDFFF);
                }

                output.Append(CultureInfo.InvariantCulture, $"[\\u{lead:X4}-\\u{lastLead:X4}][\\u{trail:X4}-\\u{lastTrail:X4}]|");
                next = char.ConvertToUtf32((char)lastLead, (char)lastTrail) + 1;
            }
        }
    }

    private static (int Lead, int Trail) Split(int codePoint) =>
        (0xD800 + ((codePoint - FirstWide) >> 10), 0xDC00 + ((codePoint - FirstWide) & 0x3FF));

    private static List<(int Low, int High)> Complement(List<(int Low, int High)> ranges)
    {
        var result = new List<(int Low, int High)>();
        ranges.Sort();
        int next = FirstWide;
        foreach ((int low, int high) in ranges)
        {
            if (low > next)
            {
                result.Add((next, low - 1));
            }

            next = Math.Max(next, high + 1);
        }

        if (next <= LastCodePoint)
        {
            result.Add((next, LastCodePoint));
        }

        return result;
    }

    private static void AppendUnit(StringBuilder output, int unit) => output.Append(CultureInfo.InvariantCulture, $"\\u{unit:X4}");

    private static string CategoryName(string name) => name switch
    {
        "Letter" => "L",
        "Uppercase" or "Uppercase_Letter" => "Lu",
        "Lowercase" or "Lowercase_Letter" => "Ll",
        "Alphabetic" => "L",
        "Number" => "N",
        "Punctuation" => "P",
        "Symbol" => "S",
        "Greek" => "IsGreek",
        "Cyrillic" => "IsCyrillic",
        "Hebrew" => "IsHebrew",
        "Arabic" => "IsArabic",
        "Hiragana" => "IsHiragana",
        "Katakana" => "IsKatakana",
        "Han" => "IsCJKUnifiedIdeographs",
        _ => name,
    };

    private static string? NamedClass(string name) => name switch
    {
        "alpha" => "a-zA-Z",
        "digit" => "0-9",
        "alnum" => "a-zA-Z0-9",
        "upper" => "A-Z",
        "lower" => "a-z",
        "word" => "a-zA-Z0-9_",
        "space" => @"\t\n\v\f\r\u0020",
        "blank" => @"\t\u0020",
        "punct" => @"\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007E",
        "xdigit" => "0-9a-fA-F",
        "cntrl" => @"\u0000-\u001F\u007F",
        "print" => @"\u0020-\u007E",
        "graph" => @"\u0021-\u007E",
        "ascii" => @"\u0000-\u007F",
        _ => null,
    };
}
