namespace Kiln.LineEditor;

/// <content>
/// Earlier inputs. Up looks for the older input that starts with what was typed: <c>func</c> and Up shows the last function that was defined. C-r
/// searches for a text anywhere while it is typed.
/// </content>
public sealed partial class LineReader
{
    private int _recalled;
    private string _prefix = "";
    private string _typed = "";
    private string? _recalledText;

    private string? _sought;
    private int _found;
    private string _beforeSearch = "";

    private bool IsSearching => _sought is not null;

    private void StartRecall()
    {
        _recalled = _history.Entries.Count;
        _recalledText = null;
        _sought = null;
    }

    private void Recall(int direction)
    {
        if (_recalledText is null || _recalledText != _buffer.Text)
        {
            // Something was typed since: search for that from the newest one on.
            _recalled = _history.Entries.Count;
            _prefix = _buffer.Text;
            _typed = _buffer.Text;
        }

        int index = _history.FindPrefix(_recalled + direction, direction, _prefix, _buffer.Text);
        if (index >= 0)
        {
            _recalled = index;
            _recalledText = _history.Entries[index];
            _buffer.Set(_recalledText);
        }
        else if (direction > 0 && _recalledText is not null)
        {
            StartRecall();
            _buffer.Set(_typed);
        }
    }

    private void StartSearch()
    {
        _sought = "";
        _found = _history.Entries.Count;
        _beforeSearch = _buffer.Text;
    }

    /// <summary>A key while searching.</summary>
    /// <returns>False if the search has ended and the key means what it usually does.</returns>
    private bool OnSearchKey(Key key)
    {
        if (key == Key.Control('r'))
        {
            Find(_found - 1, -1);
            return true;
        }

        if (key == Key.Control('s'))
        {
            Find(_found + 1, 1);
            return true;
        }

        switch (key)
        {
            case { Code: KeyCode.Character, Modifiers: KeyModifiers.None }:
                _sought += key.Text;
                Find(Math.Min(_found, _history.Entries.Count - 1), -1);
                return true;
            case { Code: KeyCode.Backspace, Modifiers: KeyModifiers.None }:
                _sought = _sought!.Length == 0 ? "" : _sought[..TextWidth.PreviousCluster(_sought, _sought.Length)];
                Find(_history.Entries.Count - 1, -1);
                return true;
            case { Code: KeyCode.Resize }:
                return false;
            case { Code: KeyCode.Escape }:
            case { Code: KeyCode.Character, Text: "g" or "c", Modifiers: KeyModifiers.Control }:
                _buffer.Set(_beforeSearch);
                _sought = null;
                return true;
            default:
                _sought = null;
                return false;
        }
    }

    private void Find(int from, int direction)
    {
        int index = _history.FindText(from, direction, _sought!);
        if (index >= 0 && _sought!.Length > 0)
        {
            _found = index;
            _recalled = index;
            _recalledText = _history.Entries[index];
            _prefix = "";
            _typed = _beforeSearch;
            _buffer.Set(_recalledText);
            _buffer.MoveTo(_recalledText.IndexOf(_sought, History.Comparison(_sought)));
        }
    }

    private Layout SearchLayout()
    {
        bool isThere = _sought!.Length == 0 || _buffer.Text.Contains(_sought, History.Comparison(_sought));
        string prompt = isThere ? $"(search '{_sought}') " : $"(nothing has '{_sought}') ";
        return Layout.Of(prompt, _continuation, _buffer.Text, _buffer.Cursor, StylesOf(_buffer.Text), _terminal.Width, _terminal.HasStyles);
    }
}
