namespace Kiln.Cli.Snapshots;

/// <summary>What a test program did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Text">Its output followed by its error output.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="TimedOut">Whether it had to be stopped.</param>
public sealed record SnapshotExecution(int ExitCode, string Text, TimeSpan Elapsed, bool TimedOut = false)
{
    /// <summary>What a Kiln process did.</summary>
    public static SnapshotExecution Of(KilnResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new SnapshotExecution(result.ExitCode, result.Output + result.Error, result.Elapsed, result.TimedOut);
    }
}
