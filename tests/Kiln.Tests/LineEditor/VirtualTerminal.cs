using System.Globalization;
using System.Text;
using Kiln.LineEditor;

namespace Kiln.Tests.LineEditor;

/// <summary>
/// A terminal in memory: keys come from a script of characters as a real terminal would send them, and the output is interpreted on a grid of cells. A wide
/// character takes its cell and leaves the next one empty. In the last column the cursor waits until the next character wraps it.
/// </summary>
internal sealed class VirtualTerminal : ITerminal
{
    private readonly Queue<int> _script = new();
    private readonly KeyDecoder _keys;
    private List<string[]> _rows = [];
    private int _row;
    private int _column;
    private bool _wraps;

    public VirtualTerminal(int width = 40, int height = 10, bool hasStyles = false)
    {
        (Width, Height, HasStyles) = (width, height, hasStyles);
        _rows.Add(Blank());
        _keys = new KeyDecoder(Next);
    }

    public int Width { get; private set; }

    public int Height { get; }

    public bool HasStyles { get; }

    public bool HasInput => false;

    /// <summary>Everything that was written, escape sequences included.</summary>
    public StringBuilder Raw { get; } = new();

    /// <summary>Called before each key is read: what the user sees then.</summary>
    public Action<string>? OnRead { get; set; }

    /// <summary>The rows without blanks at their ends, the cursor shown as a bar.</summary>
    public string Screen
    {
        get
        {
            var lines = new List<string>();
            for (int r = 0; r < _rows.Count; r++)
            {
                string line = string.Concat(_rows[r].Select((cell, c) => (r == _row && c == _column ? "|" : "") + cell));
                lines.Add(line.TrimEnd(' ').TrimEnd('\0'));
            }

            return string.Join('\n', lines).TrimEnd('\n');
        }
    }

    /// <summary>Adds what the user types.</summary>
    public void Type(string characters)
    {
        foreach (char c in characters)
        {
            _script.Enqueue(c);
        }
    }

    /// <summary>The user waits long enough for an Escape to stand alone.</summary>
    public void TypePause() => _script.Enqueue(KeyDecoder.Pause);

    /// <summary>The window gets another width; what is too long for it moves to rows of its own, as terminals do.</summary>
    public void TypeResize(int width) => _script.Enqueue(KeyDecoder.Resize - width);

    public void BeginEditing()
    {
    }

    public void EndEditing()
    {
    }

    public Key Read()
    {
        OnRead?.Invoke(Screen);
        return _keys.Read();
    }

    public void Write(string text)
    {
        Raw.Append(text);
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == '\e')
            {
                i = Obey(text, i + 2);
                continue;
            }

            int length = TextWidth.ClusterLength(text, i);
            Put(text.Substring(i, length));
            i += length;
        }
    }

    private int Next(bool briefly)
    {
        if (_script.Count == 0)
        {
            return KeyDecoder.EndOfInput;
        }

        int c = _script.Dequeue();
        if (c < KeyDecoder.Resize)
        {
            Resize(KeyDecoder.Resize - c);
            return KeyDecoder.Resize;
        }

        return c;
    }

    private int Obey(string text, int start)
    {
        int end = start;
        while (text[end] is < '@' or > '~')
        {
            end++;
        }

        int count = int.TryParse(text[start..end], CultureInfo.InvariantCulture, out int number) ? number : 1;
        switch (text[end])
        {
            case 'A':
                _row = Math.Max(0, _row - count);
                break;
            case 'B':
                _row = Math.Min(_rows.Count - 1, _row + count);
                break;
            case 'C':
                _column = Math.Min(Width - 1, _column + count);
                break;
            case 'H':
                (_row, _column) = (0, 0);
                break;
            case 'J' when count == 2:
                _rows = [Blank()];
                break;
            case 'J':
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                goto case 'K';
            case 'K':
                _rows[_row].AsSpan(_column).Fill(" ");
                break;
            case 'm' or 'h' or 'l':
                return end + 1;
            default:
                throw new InvalidOperationException($"unknown sequence {text[start..(end + 1)]}");
        }

        _wraps = false;
        return end + 1;
    }

    private void Put(string cluster)
    {
        switch (cluster)
        {
            case "\r\n":
                _column = 0;
                NextRow();
                return;
            case "\r":
                (_column, _wraps) = (0, false);
                return;
            case "\n":
                NextRow();
                return;
        }

        int width = TextWidth.Of(cluster);
        if (_wraps || _column + width > Width)
        {
            _column = 0;
            NextRow();
        }

        _rows[_row][_column] = cluster;
        if (width == 2)
        {
            _rows[_row][_column + 1] = "";
        }

        _wraps = _column + width >= Width;
        _column = Math.Min(_column + width, Width - 1);
    }

    private void NextRow()
    {
        _wraps = false;
        _row++;
        if (_row == _rows.Count)
        {
            _rows.Add(Blank());
        }

        if (_rows.Count > Height)
        {
            _rows.RemoveAt(0);
            _row--;
        }
    }

    private void Resize(int width)
    {
        var rows = new List<string[]>();
        int row = 0;
        int column = 0;
        for (int r = 0; r < _rows.Count; r++)
        {
            int used = Math.Max(_rows[r].ToList().FindLastIndex(static c => c != " ") + 1, r == _row ? _column + 1 : 1);
            if (r == _row)
            {
                (row, column) = (rows.Count + (_column / width), _column % width);
            }

            foreach (string[] part in _rows[r].Take(used).Chunk(width))
            {
                rows.Add([.. part, .. Enumerable.Repeat(" ", width - part.Length)]);
            }
        }

        (Width, _rows, _row, _column) = (width, rows, row, column);
    }

    private string[] Blank() => [.. Enumerable.Repeat(" ", Width)];
}
