using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Consair.Syntax;

/// <summary>
/// A pair that the reader made: it knows where it stands in the source. For everything else it is a pair. Atoms have no place of their own,
/// so a pair tells the place of its first part, too.
/// </summary>
internal sealed class LocatedPair(Value first, Value second, SourceSpan span, SourceSpan firstSpan) : PairObject(first, second)
{
    /// <summary>From the first part to the end of the list; with the parentheses for a list's first pair.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>The place of the first part.</summary>
    public SourceSpan FirstSpan { get; } = firstSpan;
}
