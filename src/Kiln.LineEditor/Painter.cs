using System.Globalization;
using System.Text;

namespace Kiln.LineEditor;

/// <summary>
/// Shows an input on the screen, over what it showed before. All of it goes out in one piece, each row overwritten and only its rest cleared, so that
/// nothing flickers. An input with more rows than the screen is shown in part: the rows around the cursor.
/// </summary>
internal sealed class Painter(ITerminal terminal)
{
    private readonly List<int> _widths = [];
    private int _cursorRow;
    private int _cursorColumn;
    private int _firstRow;
    private int _shownRows = 1;

    /// <summary>The screen's cursor stands at the start of a fresh row.</summary>
    public void Restart()
    {
        _widths.Clear();
        _cursorRow = 0;
        _cursorColumn = 0;
        _firstRow = 0;
        _shownRows = 1;
    }

    /// <summary>Shows a layout.</summary>
    public void Show(Layout layout)
    {
        int height = Math.Max(terminal.Height, 2);
        int count = Math.Min(layout.Rows.Count, height);
        _firstRow = Math.Clamp(_firstRow, Math.Max(0, layout.CursorRow - count + 1), Math.Min(layout.CursorRow, layout.Rows.Count - count));
        var output = new StringBuilder();
        Up(output, _cursorRow);
        output.Append('\r');
        _widths.Clear();
        for (int i = 0; i < count; i++)
        {
            (string text, int width) = layout.Rows[_firstRow + i];
            _widths.Add(width);
            output.Append(i > 0 ? "\r\n" : "").Append(text);
            // Behind a full row, terminals hold the cursor in the last column, where clearing would take the last character away.
            if (width < terminal.Width)
            {
                output.Append("\e[K");
            }
        }

        if (count < _shownRows)
        {
            output.Append("\r\n\e[J\e[A");
        }

        _shownRows = count;
        _cursorRow = layout.CursorRow - _firstRow;
        _cursorColumn = layout.CursorColumn;
        Up(output, count - 1 - _cursorRow);
        output.Append('\r');
        if (layout.CursorColumn > 0)
        {
            output.Append(CultureInfo.InvariantCulture, $"\e[{layout.CursorColumn}C");
        }

        terminal.Write(output.ToString());
    }

    /// <summary>Puts the screen's cursor below everything shown.</summary>
    public void Leave()
    {
        var output = new StringBuilder();
        int down = _shownRows - 1 - _cursorRow;
        if (down > 0)
        {
            output.Append(CultureInfo.InvariantCulture, $"\e[{down}B");
        }

        terminal.Write(output.Append("\r\n").ToString());
        Restart();
    }

    /// <summary>The terminal has a new width. Rows that have become too long for it now take several.</summary>
    public void OnResize()
    {
        int width = Math.Max(terminal.Width, 2);
        int highest = Math.Max(terminal.Height, 2);
        _cursorRow = Math.Min(_widths.Take(_cursorRow).Sum(RowsOf) + (_cursorColumn / width), highest - 1);
        _shownRows = Math.Min(_widths.Sum(RowsOf), highest);

        int RowsOf(int columns) => Math.Max(1, (columns + width - 1) / width);
    }

    private static void Up(StringBuilder output, int rows)
    {
        if (rows > 0)
        {
            output.Append(CultureInfo.InvariantCulture, $"\e[{rows}A");
        }
    }
}
