using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kiln.Ruff.Library;

/// <summary>
/// Upper and lower case by the Unicode rules, independent of any language. Most characters map to one character, which the
/// framework does; the mappings to several characters (Unicode's SpecialCasing) are added here.
/// </summary>
internal static class LetterCase
{
    private const string Iota = "\u0399";

    private static readonly SearchValues<char> s_specialLower = SearchValues.Create("\u0130\u03A3");

    private static readonly Dictionary<char, string> s_specialUpper = MakeSpecialUpper();

    private static readonly SearchValues<char> s_specialUpperKeys = SearchValues.Create([.. s_specialUpper.Keys]);

    /// <summary>The text in upper case.</summary>
    public static string ToUpper(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(s_specialUpperKeys))
        {
            return string.Create(text.Length, text, static (target, source) => source.ToUpperInvariant(target));
        }

        var builder = new StringBuilder(text.Length + 16);
        while (!text.IsEmpty)
        {
            int plain = text.IndexOfAny(s_specialUpperKeys);
            plain = plain < 0 ? text.Length : plain;
            builder.Append(ToUpper(text[..plain]));
            if (plain == text.Length)
            {
                break;
            }

            builder.Append(s_specialUpper[text[plain]]);
            text = text[(plain + 1)..];
        }

        return builder.ToString();
    }

    /// <summary>The text in lower case.</summary>
    public static string ToLower(ReadOnlySpan<char> text)
    {
        string lower = string.Create(text.Length, text, static (target, source) => source.ToLowerInvariant(target));
        if (!text.ContainsAny(s_specialLower))
        {
            return lower;
        }

        var builder = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '\u0130' => builder.Append("i\u0307"),
                '\u03A3' => builder.Append(IsFinal(text, i) ? '\u03C2' : '\u03C3'),
                _ => builder.Append(lower[i]),
            };
        }

        return builder.ToString();
    }

    /// <summary>Whether a sigma ends a word: a letter comes before it and none after it.</summary>
    private static bool IsFinal(ReadOnlySpan<char> text, int sigma)
    {
        int before = sigma - 1;
        while (before >= 0 && IsIgnorable(text[before]))
        {
            before--;
        }

        int after = sigma + 1;
        while (after < text.Length && IsIgnorable(text[after]))
        {
            after++;
        }

        return before >= 0 && char.IsLetter(text[before]) && !(after < text.Length && char.IsLetter(text[after]));
    }

    private static bool IsIgnorable(char c) => c is '\'' or '.' or '\u00B7' or '\u2019'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static Dictionary<char, string> MakeSpecialUpper()
    {
        var map = new Dictionary<char, string>
        {
            ['\u00DF'] = "SS",
            ['\u0131'] = "I",
            ['\u0149'] = "\u02BCN",
            ['\u017F'] = "S",
            ['\u01F0'] = "J\u030C",
            ['\u0390'] = "\u0399\u0308\u0301",
            ['\u03B0'] = "\u03A5\u0308\u0301",
            ['\u0587'] = "\u0535\u0552",
            ['\u1E96'] = "H\u0331",
            ['\u1E97'] = "T\u0308",
            ['\u1E98'] = "W\u030A",
            ['\u1E99'] = "Y\u030A",
            ['\u1E9A'] = "A\u02BE",
            ['\u1F50'] = "\u03A5\u0313",
            ['\u1F52'] = "\u03A5\u0313\u0300",
            ['\u1F54'] = "\u03A5\u0313\u0301",
            ['\u1F56'] = "\u03A5\u0313\u0342",
            ['\u1FB2'] = "\u1FBA" + Iota,
            ['\u1FB3'] = "\u0391" + Iota,
            ['\u1FB4'] = "\u0386" + Iota,
            ['\u1FB6'] = "\u0391\u0342",
            ['\u1FB7'] = "\u0391\u0342" + Iota,
            ['\u1FBC'] = "\u0391" + Iota,
            ['\u1FC2'] = "\u1FCA" + Iota,
            ['\u1FC3'] = "\u0397" + Iota,
            ['\u1FC4'] = "\u0389" + Iota,
            ['\u1FC6'] = "\u0397\u0342",
            ['\u1FC7'] = "\u0397\u0342" + Iota,
            ['\u1FCC'] = "\u0397" + Iota,
            ['\u1FD2'] = "\u0399\u0308\u0300",
            ['\u1FD3'] = "\u0399\u0308\u0301",
            ['\u1FD6'] = "\u0399\u0342",
            ['\u1FD7'] = "\u0399\u0308\u0342",
            ['\u1FE2'] = "\u03A5\u0308\u0300",
            ['\u1FE3'] = "\u03A5\u0308\u0301",
            ['\u1FE4'] = "\u03A1\u0313",
            ['\u1FE6'] = "\u03A5\u0342",
            ['\u1FE7'] = "\u03A5\u0308\u0342",
            ['\u1FF2'] = "\u1FFA" + Iota,
            ['\u1FF3'] = "\u03A9" + Iota,
            ['\u1FF4'] = "\u038F" + Iota,
            ['\u1FF6'] = "\u03A9\u0342",
            ['\u1FF7'] = "\u03A9\u0342" + Iota,
            ['\u1FFC'] = "\u03A9" + Iota,
            ['\uFB00'] = "FF",
            ['\uFB01'] = "FI",
            ['\uFB02'] = "FL",
            ['\uFB03'] = "FFI",
            ['\uFB04'] = "FFL",
            ['\uFB05'] = "ST",
            ['\uFB06'] = "ST",
            ['\uFB13'] = "\u0544\u0546",
            ['\uFB14'] = "\u0544\u0535",
            ['\uFB15'] = "\u0544\u053B",
            ['\uFB16'] = "\u054E\u0546",
            ['\uFB17'] = "\u0544\u053D",
        };

        // Three blocks of sixteen: alpha, eta and omega with a breathing, an accent, and a subscript iota that becomes a letter.
        AddWithIota(map, '\u1F80', '\u1F08');
        AddWithIota(map, '\u1F90', '\u1F28');
        AddWithIota(map, '\u1FA0', '\u1F68');
        return map;
    }

    private static void AddWithIota(Dictionary<char, string> map, char first, char capital)
    {
        for (int i = 0; i < 16; i++)
        {
            map[(char)(first + i)] = (char)(capital + (i & 7)) + Iota;
        }
    }
}
