using Kiln.Diagnostics;

namespace Kiln.Runtime;

/// <summary>What part of a text is, for showing it in colours.</summary>
public enum TokenClass : byte
{
    /// <summary>A word with a fixed meaning.</summary>
    Keyword,

    /// <summary>A name that is bound.</summary>
    BoundName,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Quoted text, quotes included.</summary>
    Text,

    /// <summary>A remark.</summary>
    Comment,

    /// <summary>What cannot be part of a program.</summary>
    Wrong,
}

/// <summary>A stretch of text and what it is.</summary>
/// <param name="Span">Where.</param>
/// <param name="Class">What.</param>
public readonly record struct ClassifiedSpan(SourceSpan Span, TokenClass Class);
