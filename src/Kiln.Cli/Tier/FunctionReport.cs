using Kiln.Bytecode;
using Kiln.Tiering;

namespace Kiln.Cli.Tier;

/// <summary>What <c>kiln explain</c> tells of one function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Units">The last version of its code and of the code of each of its loops.</param>
/// <param name="Exits">The exits that were taken, of all versions, the most frequent first; the same exit of several versions is one.</param>
internal sealed record FunctionReport(Prototype Function, IReadOnlyList<CompiledUnit> Units, IReadOnlyList<ExitReport> Exits)
{
    /// <summary>How far the function got.</summary>
    public string Tier =>
        Function.Tier?.IsGeneric == true ? "compiled without assumptions"
        : Units.Any(static u => u is { IsCurrent: true, IsLoop: false }) ? "compiled"
        : Units.Any(static u => u.IsCurrent) ? "loops compiled"
        : Function.Tier is { Refusal: not ExitReason.None } ? "refused"
        : Units.Count > 0 ? "given up"
        : "interpreted";

    /// <summary>Why it was not compiled; null if it was, or was not tried.</summary>
    public ReasonInfo? Refusal => Function.Tier is { Refusal: not ExitReason.None } tier ? ReasonTable.Of(tier.Refusal) : null;

    /// <summary>How often code was given up and compiled anew.</summary>
    public int Recompiles => Function.Tier?.Recompiles ?? 0;

    /// <summary>How long all compilations took.</summary>
    public TimeSpan CompileTime => TimeSpan.FromTicks(Function.Tier?.History.Sum(static u => u.CompileTime.Ticks) ?? 0);

    /// <summary>How much the function matters. Time is not measured per function; what ran in the interpreter and what left compiled code cost most.</summary>
    public long Weight => Function.CallCount + Function.BackEdgeCount + Exits.Sum(static e => e.Count);

    /// <summary>The reports on all functions that ran, the most important first.</summary>
    public static IReadOnlyList<FunctionReport> Of(IReadOnlyList<Prototype> functions) =>
    [
        .. functions.Select(static f => new FunctionReport(f, TierDump.LatestUnits(f), ExitReport.Of(f)))
            .Where(static r => r.Weight > 0 || r.Units.Count > 0)
            .OrderByDescending(static r => r.Weight),
    ];
}
