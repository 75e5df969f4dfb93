using System.Text;

namespace Kiln.Cli.Snapshots;

/// <summary>Shows where two texts differ: the lines between their common start and their common end.</summary>
public static class LineDifference
{
    private const int MaximumLines = 12;

    private const string NoFinalNewline = "(no newline at the end)";

    /// <summary>Describes the difference.</summary>
    /// <returns>Null if there is none.</returns>
    public static string? Describe(string expected, string actual)
    {
        if (expected == actual)
        {
            return null;
        }

        string[] expectedLines = Lines(expected);
        string[] actualLines = Lines(actual);
        int shorter = Math.Min(expectedLines.Length, actualLines.Length);
        int start = 0;
        while (start < shorter && expectedLines[start] == actualLines[start])
        {
            start++;
        }

        int end = 0;
        while (end < shorter - start && expectedLines[^(end + 1)] == actualLines[^(end + 1)])
        {
            end++;
        }

        var text = new StringBuilder();
        Append(text, "Expected:", expectedLines, start, expectedLines.Length - end);
        Append(text, "Got:", actualLines, start, actualLines.Length - end);
        return text.ToString().TrimEnd('\n');
    }

    private static string[] Lines(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        return text.EndsWith('\n') ? text[..^1].Split('\n') : [.. text.Split('\n'), NoFinalNewline];
    }

    private static void Append(StringBuilder text, string title, string[] lines, int start, int end)
    {
        text.Append(title).Append('\n');
        if (start == end)
        {
            text.Append($"  (nothing at line {start + 1})\n");
        }

        int width = $"{end}".Length;
        for (int i = start; i < Math.Min(end, start + MaximumLines); i++)
        {
            text.Append("  ").Append($"{i + 1}".PadLeft(width)).Append(" | ").Append(lines[i]).Append('\n');
        }

        if (end - start > MaximumLines)
        {
            text.Append($"  ... {end - start - MaximumLines} more lines\n");
        }
    }
}
