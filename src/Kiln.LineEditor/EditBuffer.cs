namespace Kiln.LineEditor;

/// <summary>A text, a cursor in it, and the changes that can be taken back.</summary>
internal sealed class EditBuffer
{
    private readonly Stack<(string Text, int Cursor)> _earlier = new();
    private bool _isTyping;

    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>UTF-16 offset, never inside of what is seen as one character.</summary>
    public int Cursor { get; private set; }

    /// <summary>Where the line of the cursor starts.</summary>
    public int LineStart => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    /// <summary>Where it ends.</summary>
    public int LineEnd => Text.IndexOf('\n', Cursor) is >= 0 and var end ? end : Text.Length;

    /// <summary>The start of the character before the cursor.</summary>
    public int Left => Cursor == 0 ? 0 : TextWidth.PreviousCluster(Text, Cursor);

    /// <summary>The end of the character behind the cursor.</summary>
    public int Right => Cursor == Text.Length ? Cursor : Cursor + TextWidth.ClusterLength(Text, Cursor);

    /// <summary>The start of the word before the cursor.</summary>
    public int WordLeft
    {
        get
        {
            int i = Cursor;
            while (i > 0 && !IsWordPart(Text[i - 1]))
            {
                i--;
            }

            while (i > 0 && IsWordPart(Text[i - 1]))
            {
                i--;
            }

            return i;
        }
    }

    /// <summary>The end of the word behind the cursor.</summary>
    public int WordRight
    {
        get
        {
            int i = Cursor;
            while (i < Text.Length && !IsWordPart(Text[i]))
            {
                i++;
            }

            while (i < Text.Length && IsWordPart(Text[i]))
            {
                i++;
            }

            return i;
        }
    }

    /// <summary>The start of what stands before the cursor without a blank in it.</summary>
    public int BlankLeft
    {
        get
        {
            int i = Cursor;
            while (i > 0 && char.IsWhiteSpace(Text[i - 1]))
            {
                i--;
            }

            while (i > 0 && !char.IsWhiteSpace(Text[i - 1]))
            {
                i--;
            }

            return i;
        }
    }

    /// <summary>Replaces everything; the cursor goes to the end.</summary>
    public void Set(string text) => Change(text, text.Length, false);

    /// <summary>Moves the cursor.</summary>
    public void MoveTo(int position)
    {
        Cursor = position;
        _isTyping = false;
    }

    /// <summary>Moves the cursor to the line above or below, to the same column if there is one.</summary>
    /// <returns>False if there is no such line.</returns>
    public bool MoveLine(int direction)
    {
        int column = Cursor - LineStart;
        int start;
        if (direction < 0)
        {
            if (LineStart == 0)
            {
                return false;
            }

            int end = LineStart - 1;
            start = end == 0 ? 0 : Text.LastIndexOf('\n', end - 1) + 1;
        }
        else
        {
            if (LineEnd == Text.Length)
            {
                return false;
            }

            start = LineEnd + 1;
        }

        MoveTo(start);
        int target = Math.Min(start + column, LineEnd);
        while (Cursor < target)
        {
            MoveTo(Right);
        }

        return true;
    }

    /// <summary>Types a text.</summary>
    public void Insert(string text, bool isTyped = false)
    {
        bool continues = isTyped && _isTyping && !char.IsWhiteSpace(text, 0);
        Change(Text.Insert(Cursor, text), Cursor + text.Length, continues);
        _isTyping = isTyped;
    }

    /// <summary>Removes everything between two positions, the earlier of which gets the cursor.</summary>
    /// <returns>What was there.</returns>
    public string Remove(int from, int to)
    {
        if (from == to)
        {
            return "";
        }

        string removed = Text[from..to];
        Change(Text.Remove(from, to - from), from, false);
        return removed;
    }

    /// <summary>Swaps the characters before and behind the cursor, at the end of a line the last two.</summary>
    public void Transpose()
    {
        if (Cursor == LineEnd)
        {
            MoveTo(Math.Max(Left, LineStart));
        }

        int left = Left;
        int right = Right;
        if (left >= LineStart && left < Cursor && Cursor < right)
        {
            Change(string.Concat(Text.AsSpan(0, left), Text.AsSpan(Cursor, right - Cursor), Text.AsSpan(left, Cursor - left), Text.AsSpan(right)), right, false);
        }
    }

    /// <summary>Takes back the last change.</summary>
    public void Undo()
    {
        if (_earlier.TryPop(out (string Text, int Cursor) state))
        {
            (Text, Cursor) = state;
        }

        _isTyping = false;
    }

    /// <summary>Starts anew with nothing.</summary>
    public void Clear()
    {
        (Text, Cursor) = ("", 0);
        _earlier.Clear();
        _isTyping = false;
    }

    private void Change(string text, int cursor, bool continues)
    {
        if (!continues)
        {
            _earlier.Push((Text, Cursor));
        }

        (Text, Cursor) = (text, cursor);
        _isTyping = false;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c);
}
