namespace Kiln.Cli;

/// <summary>What became of a Kiln process.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All that it wrote to its output.</param>
/// <param name="Error">All that it wrote to its error output.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="TimedOut">Whether it had to be killed.</param>
public sealed record KilnResult(int ExitCode, string Output, string Error, TimeSpan Elapsed, bool TimedOut);
