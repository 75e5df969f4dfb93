using System.Globalization;
using System.Text;

namespace Kiln.LineEditor;

/// <summary>
/// How many columns characters take. What users see as one character may be several code points (a letter and its accent, an emoji with
/// a skin tone); such a cluster takes one column, or two if one of its code points is wide, and none if it only changes what stands before it.
/// </summary>
internal static class TextWidth
{
    private const int EmojiSelector = 0xFE0F;

    // East Asian Wide and Fullwidth of the Unicode standard's annex 11, neighbouring ranges joined where nothing between is assigned.
    private static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE),
        (0x2614, 0x2615), (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE),
        (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA),
        (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755),
        (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55),
        (0x2E80, 0x303E), (0x3041, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19),
        (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18CFF), (0x1AFF0, 0x1B2FF), (0x1F004, 0x1F004),
        (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F265), (0x1F300, 0x1F320), (0x1F32D, 0x1F335),
        (0x1F337, 0x1F37C), (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0), (0x1F3F4, 0x1F3F4),
        (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D), (0x1F54B, 0x1F54E), (0x1F550, 0x1F567),
        (0x1F57A, 0x1F57A), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC),
        (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6D7), (0x1F6DC, 0x1F6DF), (0x1F6EB, 0x1F6EC), (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7F0),
        (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Length in UTF-16 units of the cluster that starts at an index.</summary>
    public static int ClusterLength(string text, int index)
    {
        char c = text[index];
        // The usual case: two characters from before the first one that combines.
        return c < 0x300 && c != '\r' && (index + 1 == text.Length || text[index + 1] < 0x300) ? 1 : StringInfo.GetNextTextElementLength(text, index);
    }

    /// <summary>The start of the cluster before an index.</summary>
    public static int PreviousCluster(string text, int index)
    {
        // Clusters are found forwards only; none reaches across the start of a line.
        int start = index >= 2 ? text.LastIndexOf('\n', index - 2) + 1 : 0;
        int previous = start;
        for (int i = start; i < index; i += ClusterLength(text, i))
        {
            previous = i;
        }

        return previous;
    }

    /// <summary>Columns of a whole text without line ends.</summary>
    public static int Of(string text)
    {
        int width = 0;
        for (int i = 0; i < text.Length;)
        {
            int length = ClusterLength(text, i);
            width += Of(text.AsSpan(i, length));
            i += length;
        }

        return width;
    }

    /// <summary>Columns of one cluster.</summary>
    public static int Of(ReadOnlySpan<char> cluster)
    {
        int width = 0;
        foreach (Rune rune in cluster.EnumerateRunes())
        {
            width = rune.Value == EmojiSelector && width > 0 ? 2 : Math.Max(width, Of(rune));
        }

        return width;
    }

    private static int Of(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return Rune.IsControl(rune) ? 0 : 1;
        }

        if (IsWide(rune.Value))
        {
            return 2;
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0 : 1;
    }

    private static bool IsWide(int codePoint)
    {
        int low = 0;
        int high = s_wide.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (codePoint > s_wide[middle].Last)
            {
                low = middle + 1;
            }
            else if (codePoint < s_wide[middle].First)
            {
                high = middle - 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
