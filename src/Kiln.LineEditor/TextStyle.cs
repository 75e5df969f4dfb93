namespace Kiln.LineEditor;

/// <summary>How a stretch of text looks.</summary>
public enum TextStyle : byte
{
    /// <summary>As the terminal shows text.</summary>
    Plain,

    /// <summary>A word with a fixed meaning.</summary>
    Keyword,

    /// <summary>A name that is known.</summary>
    Known,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Quoted text. Brackets in it match nothing.</summary>
    Text,

    /// <summary>A remark. Brackets in it match nothing.</summary>
    Comment,

    /// <summary>Something that cannot be right.</summary>
    Wrong,

    /// <summary>A bracket beside the cursor, and its partner.</summary>
    Match,

    /// <summary>What stands before the input.</summary>
    Prompt,
}

/// <summary>A stretch of text and its look.</summary>
/// <param name="Start">UTF-16 offset.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Style">The look.</param>
public readonly record struct StyledSpan(int Start, int Length, TextStyle Style);

/// <summary>Looks as terminals know them.</summary>
public static class AnsiStyles
{
    /// <summary>Ends all looks.</summary>
    public const string Reset = "\e[0m";

    // ORDER TextStyle.
    private static readonly string[] s_codes = ["", "\e[35m", "\e[36m", "\e[33m", "\e[32m", "\e[90m", "\e[31m", "\e[1;4m", "\e[1m"];

    /// <summary>What starts a look; empty for plain text.</summary>
    public static string Start(TextStyle style) => s_codes[(int)style];

    /// <summary>A text with looks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="spans">Its styled stretches, in order and without overlap.</param>
    public static string Paint(string text, IReadOnlyList<StyledSpan> spans)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(spans);
        var result = new System.Text.StringBuilder();
        int done = 0;
        foreach (StyledSpan span in spans)
        {
            result.Append(text, done, span.Start - done);
            string start = Start(span.Style);
            result.Append(start).Append(text, span.Start, span.Length).Append(start.Length > 0 ? Reset : "");
            done = span.Start + span.Length;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }
}
