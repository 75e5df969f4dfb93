using System.Text;

namespace Kiln.LineEditor;

/// <summary>
/// Where the characters of an input stand on a screen of a given width. Rows are broken here and not left to the terminal, so that the place of the
/// cursor is known: with width 10, the prompt <c>&gt; </c> and ten letters fill one row and two columns of the next.
/// </summary>
internal sealed class Layout
{
    private const string TabText = "    ";

    private readonly StringBuilder _row = new();
    private readonly List<(string Text, int Width)> _rows = [];
    private readonly int _width;
    private readonly bool _hasStyles;
    private TextStyle _style;
    private int _column;

    private Layout(int width, bool hasStyles)
    {
        _width = width;
        _hasStyles = hasStyles;
    }

    /// <summary>The rows with their looks, and the columns they take.</summary>
    public IReadOnlyList<(string Text, int Width)> Rows => _rows;

    /// <summary>The row of the cursor.</summary>
    public int CursorRow { get; private set; }

    /// <summary>The column of the cursor.</summary>
    public int CursorColumn { get; private set; }

    /// <summary>Lays a text out.</summary>
    /// <param name="prompt">What stands before the first line.</param>
    /// <param name="continuation">What stands before every other line.</param>
    /// <param name="text">The text.</param>
    /// <param name="cursor">The cursor's offset in it.</param>
    /// <param name="styles">The look of each UTF-16 unit.</param>
    /// <param name="width">Columns of the screen.</param>
    /// <param name="hasStyles">Whether looks are shown.</param>
    public static Layout Of(string prompt, string continuation, string text, int cursor, TextStyle[] styles, int width, bool hasStyles)
    {
        var layout = new Layout(Math.Max(width, 2), hasStyles);
        layout.Add(prompt);
        for (int i = 0; i < text.Length;)
        {
            if (i == cursor)
            {
                layout.PlaceCursor(text[i] == '\n' ? 0 : TextWidth.Of(text.AsSpan(i, TextWidth.ClusterLength(text, i))));
            }

            if (text[i] == '\n')
            {
                layout.EndRow();
                layout.Add(continuation);
                i++;
                continue;
            }

            int length = TextWidth.ClusterLength(text, i);
            layout.AddCluster(text.AsSpan(i, length), styles[i]);
            i += length;
        }

        if (cursor == text.Length)
        {
            layout.PlaceCursor(0);
        }

        layout.EndRow();
        return layout;
    }

    private void Add(string prompt)
    {
        for (int i = 0; i < prompt.Length;)
        {
            int length = TextWidth.ClusterLength(prompt, i);
            AddCluster(prompt.AsSpan(i, length), TextStyle.Prompt);
            i += length;
        }
    }

    private void AddCluster(ReadOnlySpan<char> cluster, TextStyle style)
    {
        if (cluster.Length == 1 && char.IsControl(cluster[0]))
        {
            AddVisible(cluster[0] == '\t' ? TabText : $"^{(char)((cluster[0] + '@') & 0x7F)}", style);
            return;
        }

        int width = TextWidth.Of(cluster);
        if (_column + width > _width)
        {
            EndRow();
        }

        SetStyle(style);
        _row.Append(cluster);
        _column += width;
    }

    private void AddVisible(string text, TextStyle style)
    {
        foreach (char c in text)
        {
            AddCluster([c], style);
        }
    }

    // The cursor stands on what follows: if that does not fit, both go to the next row.
    private void PlaceCursor(int nextWidth)
    {
        if (_column + Math.Max(nextWidth, 1) > _width)
        {
            EndRow();
        }

        (CursorRow, CursorColumn) = (_rows.Count, _column);
    }

    private void SetStyle(TextStyle style)
    {
        if (_hasStyles && style != _style)
        {
            if (_style != TextStyle.Plain)
            {
                _row.Append(AnsiStyles.Reset);
            }

            _row.Append(AnsiStyles.Start(style));
            _style = style;
        }
    }

    private void EndRow()
    {
        SetStyle(TextStyle.Plain);
        _rows.Add((_row.ToString(), _column));
        _row.Clear();
        _column = 0;
    }
}
