using System.Globalization;
using System.Text;

namespace Kiln.LineEditor;

/// <summary>
/// Shows an input on the screen, over what it showed before. All of it goes out in one piece, each row overwritten and only its rest cleared, so that
/// nothing flickers. An input with more rows than the screen is shown in part: the rows around the cursor.
/// </summary>
internal sealed class Painter(ITerminal terminal)
{
    private int _cursorRow;
    private int _firstRow;
    private int _shownRows = 1;

    /// <summary>The screen's cursor stands at the start of a fresh row.</summary>
    public void Restart()
    {
        _cursorRow = 0;
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
        for (int i = 0; i < count; i++)
        {
            (string text, bool isFull) = layout.Rows[_firstRow + i];
            output.Append(i > 0 ? "\r\n" : "").Append(text);
            if (!isFull)
            {
                output.Append("\e[K");
            }
        }

        if (count < _shownRows)
        {
            // Clearing from a full row's last column would take its last character away.
            output.Append("\r\n\e[J\e[A");
        }

        _shownRows = count;
        _cursorRow = layout.CursorRow - _firstRow;
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

    /// <summary>The terminal has a new width and has broken the rows anew, the cursor's with them.</summary>
    public void OnResize(Layout layout)
    {
        _cursorRow = Math.Min(layout.CursorRow, Math.Max(terminal.Height, 2) - 1);
        _shownRows = Math.Max(_shownRows, layout.Rows.Count);
    }

    private static void Up(StringBuilder output, int rows)
    {
        if (rows > 0)
        {
            output.Append(CultureInfo.InvariantCulture, $"\e[{rows}A");
        }
    }
}
