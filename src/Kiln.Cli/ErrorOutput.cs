namespace Kiln.Cli;

/// <summary>How the command line itself complains: one line on the error output.</summary>
internal static class ErrorOutput
{
    /// <summary>Writes a line as it is.</summary>
    public static void Line(string line) => Console.Error.WriteLine(line);

    /// <summary>Writes an error: what is wrong, then what to do about it.</summary>
    public static void Error(string message) => Line("error: " + message);

    /// <summary>Writes an error about how the program was called.</summary>
    /// <returns>The exit code.</returns>
    public static int Usage(string message)
    {
        Error(message);
        return ExitCode.Usage;
    }
}
