using Kiln.Runtime;
using Kiln.Tests.Robustness;

namespace Kiln.Tests.RandomPrograms;

/// <summary>How a program ended.</summary>
internal enum Ending
{
    /// <summary>At its end.</summary>
    Normal,

    /// <summary>With an error that nothing caught.</summary>
    Error,

    /// <summary>At the time limit: what it printed until then says nothing.</summary>
    TimeLimit,

    /// <summary>Not at all, or with an exception of the host.</summary>
    Failure,
}

/// <summary>A program's run in a mode.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Shown">Everything that must be the same in each mode, as lines.</param>
/// <param name="Tier">What the optimising tier did.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record ModeRun(Ending Ending, string Shown, TierObservation Tier, TimeSpan Elapsed)
{
    // The oracle gets less time than the others, so that one that only just ended does not count against a slower mode.
    private static readonly Limits s_oracleLimits = new() { Time = TimeSpan.FromSeconds(2) };

    // A program of the operation matrix compiles thousands of functions before it has called them.
    private static readonly Limits s_limits = new() { Time = TimeSpan.FromSeconds(120) };
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(180);

    /// <summary>Runs a program.</summary>
    public static ModeRun Of(string text, ExecutionMode mode)
    {
        TierObservation tier = TierObservation.None;
        Limits limits = mode == ExecutionMode.Oracle ? s_oracleLimits : s_limits;
        GuardedRun run = GuardedRun.Of(text, "program.ruff", limits, s_patience, mode.Options, engine => tier = TierObservation.Of(engine));
        Ending ending = run switch
        {
            { Ended: false } or { Escaped: not null } => Ending.Failure,
            { Code: 0 } => Ending.Normal,
            _ when run.Error.Contains("Time limit of", StringComparison.Ordinal) => Ending.TimeLimit,
            { Code: 4 } => Ending.Error,
            _ => Ending.Failure,
        };
        string end = run.Ended ? run.Escaped?.ToString() ?? FormattableString.Invariant($"exit code {run.Code}") : "does not end";
        return new ModeRun(ending, $"{run.Output}{run.Error}{end}\n", tier, run.Elapsed ?? s_patience);
    }
}
