using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>Binds the whole value to a name.</summary>
/// <param name="span">The name.</param>
/// <param name="name">The name to bind.</param>
public sealed class NamePattern(SourceSpan span, string name) : Pattern(span)
{
    /// <summary>The name to bind.</summary>
    public string Name { get; } = name;
}

/// <summary>Binds nothing: <c>_</c>.</summary>
/// <param name="span">The underscore.</param>
public sealed class WildcardPattern(SourceSpan span) : Pattern(span);

/// <summary>Takes an array apart: <c>[a, _, [b], ...rest]</c>.</summary>
/// <param name="span">The pattern with its brackets.</param>
/// <param name="elements">Patterns for the leading elements.</param>
/// <param name="rest">The name for the remaining elements, or null.</param>
public sealed class ArrayPattern(SourceSpan span, IReadOnlyList<Pattern> elements, Identifier? rest) : Pattern(span)
{
    /// <summary>Patterns for the leading elements.</summary>
    public IReadOnlyList<Pattern> Elements { get; } = elements;

    /// <summary>The name for an array of the remaining elements, or null to ignore them.</summary>
    public Identifier? Rest { get; } = rest;
}

/// <summary>Takes a dictionary apart: <c>{x, y, ...rest}</c>. Each key is also the name it is bound to.</summary>
/// <param name="span">The pattern with its braces.</param>
/// <param name="keys">The keys to bind.</param>
/// <param name="rest">The name for the remaining entries, or null.</param>
public sealed class DictionaryPattern(SourceSpan span, IReadOnlyList<Identifier> keys, Identifier? rest) : Pattern(span)
{
    /// <summary>The keys to bind, in the order written.</summary>
    public IReadOnlyList<Identifier> Keys { get; } = keys;

    /// <summary>The name for a dictionary of the remaining entries, or null to ignore them.</summary>
    public Identifier? Rest { get; } = rest;
}
