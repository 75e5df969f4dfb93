namespace Kiln.Cli.Snapshots;

/// <summary>How a snapshot test ended.</summary>
public enum SnapshotStatus
{
    /// <summary>The program did what was expected.</summary>
    Passed,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>There is nothing to compare with, or the file is no snapshot test.</summary>
    Skipped,

    /// <summary>The expected output was written.</summary>
    Updated,
}

/// <summary>The end of a snapshot test.</summary>
/// <param name="Program">The test program.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Elapsed">How long the program took.</param>
/// <param name="Explanation">Why it failed or was skipped, in lines; empty if it passed.</param>
public sealed record SnapshotOutcome(SnapshotProgram Program, SnapshotStatus Status, TimeSpan Elapsed, string Explanation);
