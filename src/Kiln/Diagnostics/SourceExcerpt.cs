using System.Globalization;

namespace Kiln.Diagnostics;

/// <summary>Shows a place in a source: its line with carets below.</summary>
public static class SourceExcerpt
{
    // Longer lines are cut on both sides of the place.
    private const int Widest = 160;

    /// <summary>Writes the line that a span starts in, with its number, and carets below the span.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="source">The source.</param>
    /// <param name="span">The place.</param>
    /// <param name="indent">What stands before each line.</param>
    public static void Write(TextWriter output, SourceText source, SourceSpan span, string indent = "")
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(source);
        (int line, int column) = source.GetLineColumn(span.Start);
        string text = source.GetLine(line).ToString().Replace('\t', ' ');
        int start = Math.Max(0, Math.Min(column - 1, text.Length) - (Widest / 2));
        string shown = text.Substring(start, Math.Min(Widest, text.Length - start));
        string number = line.ToString(CultureInfo.InvariantCulture);
        string margin = new(' ', number.Length);
        int width = Math.Max(1, Math.Min(span.Length, shown.Length - (column - 1 - start)));
        output.Write($"{indent}{margin} |\n{indent}{number} | {shown}\n{indent}{margin} | {new string(' ', Math.Max(0, column - 1 - start))}{new string('^', width)}\n");
    }
}
