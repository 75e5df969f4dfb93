namespace Kiln.Diagnostics;

/// <summary>A stretch of source text, in UTF-16 offsets.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Number of UTF-16 units covered; zero marks a point.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>Offset just past the last character.</summary>
    public int End => Start + Length;

    /// <summary>The smallest span that covers both arguments.</summary>
    public static SourceSpan Covering(SourceSpan first, SourceSpan last)
    {
        int start = Math.Min(first.Start, last.Start);
        return new SourceSpan(start, Math.Max(first.End, last.End) - start);
    }
}
