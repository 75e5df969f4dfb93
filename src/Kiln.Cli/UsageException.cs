namespace Kiln.Cli;

/// <summary>The command line asks for something that does not exist or makes no sense.</summary>
/// <param name="message">What is wrong and what to do about it, in one line.</param>
internal sealed class UsageException(string message) : Exception(message);
