namespace Kiln.Ruff.Library;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its status; -1 if it was stopped.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed as errors.</param>
/// <param name="TimedOut">Whether it was stopped because it took too long.</param>
internal sealed record ProcessOutcome(int ExitCode, CapturedText Output, CapturedText Error, bool TimedOut);

/// <summary>The kept part of an output.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsTruncated">Whether there was more.</param>
internal readonly record struct CapturedText(string Text, bool IsTruncated);
