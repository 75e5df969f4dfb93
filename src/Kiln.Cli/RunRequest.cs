namespace Kiln.Cli;

/// <summary>What is to be run, and how: the meaning of a <c>kiln run</c> command line.</summary>
internal sealed record RunRequest
{
    /// <summary>The program's file, <c>-</c> for standard input, or null if <see cref="Code"/> is given.</summary>
    public string? File { get; init; }

    /// <summary>The program's text, if it stands on the command line.</summary>
    public string? Code { get; init; }

    /// <summary>The language's name, or null to go by the file's extension.</summary>
    public string? Language { get; init; }

    /// <summary>What the program sees as its arguments.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>Limits, permissions and modes.</summary>
    public EngineSettings Settings { get; init; } = EngineSettings.Default;
}
