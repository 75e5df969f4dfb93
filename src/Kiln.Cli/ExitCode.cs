namespace Kiln.Cli;

/// <summary>What the process's exit code means. A program that calls <c>exit(n)</c> sets its own.</summary>
public static class ExitCode
{
    /// <summary>Everything went well.</summary>
    public const int Success = 0;

    /// <summary>The command line is wrong, or asks for what this build cannot do.</summary>
    public const int Usage = 2;

    /// <summary>The program is not well formed.</summary>
    public const int Syntax = 3;

    /// <summary>A snapshot test failed.</summary>
    public const int TestsFailed = 3;

    /// <summary>The program failed while it ran.</summary>
    public const int Runtime = 4;

    /// <summary>A file cannot be read.</summary>
    public const int Unreadable = 5;

    /// <summary>A defect in Kiln itself.</summary>
    public const int Internal = 6;
}
