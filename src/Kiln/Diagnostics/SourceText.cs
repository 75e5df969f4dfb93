namespace Kiln.Diagnostics;

/// <summary>The text of one source file with the path it is reported under and a lazily built table of line starts.</summary>
public sealed class SourceText
{
    private int[]? _lineStarts;

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The whole source.</param>
    /// <param name="path">The path as the user gave it; used in messages only.</param>
    public SourceText(string text, string path)
    {
        Text = text;
        Path = path;
    }

    /// <summary>The whole source.</summary>
    public string Text { get; }

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>Number of lines; at least one.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>Line and column of an offset, both from 1. Columns count code points. LF, CR and CRLF end lines.</summary>
    /// <param name="offset">UTF-16 offset; clamped to the text.</param>
    public (int Line, int Column) GetLineColumn(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        int index = Array.BinarySearch(LineStarts, offset);
        int line = index >= 0 ? index : ~index - 1;
        int column = 1;
        for (int i = LineStarts[line]; i < offset; i++)
        {
            if (!char.IsLowSurrogate(Text[i]))
            {
                column++;
            }
        }

        return (line + 1, column);
    }

    /// <summary>The text of a line without its terminator.</summary>
    /// <param name="line">Line number from 1.</param>
    public ReadOnlySpan<char> GetLine(int line)
    {
        int start = LineStarts[line - 1];
        int end = line < LineStarts.Length ? LineStarts[line] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n' || (c == '\r' && (i + 1 >= text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
