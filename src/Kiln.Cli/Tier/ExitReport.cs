using Kiln.Bytecode;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Cli.Tier;

/// <summary>An exit of a function's code that was taken.</summary>
/// <param name="Site">One of its sites: the last one taken.</param>
/// <param name="Count">How often it was taken, in all versions of the code.</param>
internal sealed record ExitReport(ExitSite Site, long Count)
{
    /// <summary>Why the code was left, and what to do about it.</summary>
    public ReasonInfo Reason => ReasonTable.Of(Site.Reason);

    /// <summary>What was seen instead of what was expected; null if that tells nothing.</summary>
    public string? Seen => Site.LastSeen switch
    {
        Kind.Undefined or Kind.Abnormal => null,
        Kind.Nil => "null",
        Kind.Bool => "a boolean",
        Kind.Int => "an integer",
        Kind.Float => "a float",
        Kind.Char => "a character",
        Kind.BigInteger => "a big integer",
        Kind.Array => "an array",
        Kind.Iterator => "an iterator",
        Kind.RecordType => "a type",
        Kind.Host => "a host object",
        var kind => "a " + kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The exits of a function that were taken, the most frequent first.</summary>
    public static IReadOnlyList<ExitReport> Of(Prototype function) =>
    [
        .. (function.Tier?.History ?? [])
            .SelectMany(static u => u.Exits)
            .Where(static s => s.Count > 0)
            .GroupBy(static s => (s.Prototype, s.SitePc, s.Reason))
            .Select(static g => new ExitReport(g.Last(), g.Sum(static s => (long)s.Count)))
            .OrderByDescending(static e => e.Count),
    ];
}
