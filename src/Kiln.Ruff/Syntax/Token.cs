using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>A word, number, string or sign of the source text. What it says is read from the text when it is needed.</summary>
/// <param name="kind">What it is.</param>
/// <param name="start">UTF-16 offset of its first character.</param>
/// <param name="length">UTF-16 units it covers; 0 for <see cref="TokenKind.EndOfFile"/> only.</param>
public readonly struct Token(TokenKind kind, int start, int length)
{
    /// <summary>What it is.</summary>
    public TokenKind Kind { get; } = kind;

    /// <summary>UTF-16 offset of its first character.</summary>
    public int Start { get; } = start;

    /// <summary>UTF-16 units it covers.</summary>
    public int Length { get; } = length;

    /// <summary>Offset just past its last character.</summary>
    public int End => Start + Length;

    /// <summary>Where it stands.</summary>
    public SourceSpan Span => new(Start, Length);
}
