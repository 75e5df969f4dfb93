using Kiln.Runtime;

namespace Kiln.Ruff.Library.Data;

/// <summary>A position in a text that is being parsed.</summary>
/// <param name="format">Name of the text's format, for messages.</param>
/// <param name="text">The text.</param>
internal sealed class TextCursor(string format, string text)
{
    /// <summary>Deepest nesting of data that parsers accept.</summary>
    public const int MaximumDepth = 64;

    private int _depth;

    /// <summary>The whole text.</summary>
    public string Text { get; } = text;

    /// <summary>Offset of the next character.</summary>
    public int Position { get; set; }

    /// <summary>Whether nothing is left.</summary>
    public bool AtEnd => Position >= Text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Current => At(0);

    /// <summary>Offset of the first character of the current line.</summary>
    public int LineStart => Position == 0 ? 0 : Text.LastIndexOf('\n', Math.Min(Position, Text.Length) - 1) + 1;

    /// <summary>Number of characters before the next one in its line.</summary>
    public int Column => Position - LineStart;

    /// <summary>Whether the next character ends the line or the text.</summary>
    public bool AtLineEnd => AtEnd || Current == '\n' || (Current == '\r' && At(1) is '\n' or '\0');

    /// <summary>A character further on; NUL beyond the end.</summary>
    public char At(int offset)
    {
        int index = Position + offset;
        return (uint)index < (uint)Text.Length ? Text[index] : '\0';
    }

    /// <summary>Whether the rest starts with a word.</summary>
    public bool StartsWith(string word) => Text.AsSpan(Math.Min(Position, Text.Length)).StartsWith(word);

    /// <summary>Skips a character if it is the next one.</summary>
    public bool Accept(char c)
    {
        if (AtEnd || Current != c)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Skips a character that must be the next one.</summary>
    public void Expect(char c)
    {
        if (!Accept(c))
        {
            throw Error($"expected `{c}`");
        }
    }

    /// <summary>Skips spaces and tabs.</summary>
    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
        {
            Position++;
        }
    }

    /// <summary>Skips the rest of the line, without its end.</summary>
    public void SkipToLineEnd()
    {
        int end = AtEnd ? -1 : Text.IndexOf('\n', Position);
        Position = end < 0 ? Text.Length : end;
    }

    /// <summary>Skips the end of the line.</summary>
    public void SkipLineEnd()
    {
        if (Current == '\r' && At(1) == '\n')
        {
            Position++;
        }

        Position++;
    }

    /// <summary>Notes that nested data starts.</summary>
    public void Enter()
    {
        if (++_depth > MaximumDepth)
        {
            throw new GuestError($"{format} input exceeds maximum nesting depth of {MaximumDepth}");
        }
    }

    /// <summary>Notes that nested data ended.</summary>
    public void Leave() => _depth--;

    /// <summary>An error at the current position.</summary>
    public GuestError Error(string detail)
    {
        int line = Text.AsSpan(0, Math.Min(Position, Text.Length)).Count('\n') + 1;
        return new GuestError($"{format} parse error: {detail} at line {line} column {Column + 1}");
    }
}
