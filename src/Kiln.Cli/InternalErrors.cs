namespace Kiln.Cli;

/// <summary>The last line of defence: turns whatever escaped into one line and an exit code.</summary>
internal static class InternalErrors
{
    /// <summary>Set to anything, this environment variable adds the stack trace, for people who work on Kiln.</summary>
    public const string TraceVariable = "KILN_TRACE";

    /// <summary>Handles what escaped on another thread than the main one; does not return.</summary>
    public static void OnUnhandled(object sender, UnhandledExceptionEventArgs e) =>
        Environment.Exit(Report(e.ExceptionObject as Exception ?? new InvalidOperationException("unknown exception")));

    /// <summary>Prints what is known.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception exception)
    {
        switch (exception)
        {
            case UsageException usage:
                return ErrorOutput.Usage(usage.Message);
            case UnreadableException unreadable:
                ErrorOutput.Error(unreadable.Message);
                return ExitCode.Unreadable;
            case OutOfMemoryException:
                ErrorOutput.Error("out of memory; --memory-limit=MB ends a program before the machine is full");
                return ExitCode.Runtime;
            default:
                ErrorOutput.Line($"internal error: {exception.GetType().Name}: {FirstLine(exception.Message)} (please report)");
                if (Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 })
                {
                    ErrorOutput.Line(exception.ToString());
                }

                return ExitCode.Internal;
        }
    }

    private static string FirstLine(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }
}
