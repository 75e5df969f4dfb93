namespace Kiln.Cli;

/// <summary>A file named on the command line cannot be read.</summary>
/// <param name="message">Which file, and why not, in one line.</param>
internal sealed class UnreadableException(string message) : Exception(message);
