namespace Kiln.Cli.Snapshots;

/// <summary>Runs test programs and compares what they print with what they must print.</summary>
/// <param name="execute">Runs one program as its directives say.</param>
public sealed class SnapshotRunner(Func<SnapshotProgram, SnapshotDirectives, SnapshotExecution> execute)
{
    private const int Killed = 128;

    /// <summary>Whether the expected outputs are written instead of compared.</summary>
    public bool Updates { get; init; }

    /// <summary>A runner with a fresh Kiln process for every program.</summary>
    /// <param name="engineArguments">Options for all programs, on top of plain diagnostics.</param>
    /// <param name="timeout">When a program is stopped.</param>
    /// <param name="workingDirectory">Where programs run and what their paths are relative to; null for the current folder.</param>
    /// <param name="updates">Whether the expected outputs are written instead of compared.</param>
    public static SnapshotRunner InProcesses(
        IReadOnlyList<string> engineArguments, TimeSpan timeout, string? workingDirectory = null, bool updates = false) =>
        new((program, directives) =>
        {
            string[] words = [RunCommand.Name, "--diagnostics=plain", .. engineArguments, program.Path, "--", .. directives.Arguments];
            return SnapshotExecution.Of(KilnProcess.Run(words, directives.Input, timeout, workingDirectory));
        })
        {
            Updates = updates,
        };

    /// <summary>Runs one test.</summary>
    public SnapshotOutcome Run(SnapshotProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        SnapshotDirectives directives;
        try
        {
            directives = SnapshotDirectives.Parse(SourceLoader.ReadFile(program.Path));
        }
        catch (Exception e) when (e is FormatException or UnreadableException)
        {
            return new SnapshotOutcome(program, SnapshotStatus.Failed, TimeSpan.Zero, e.Message);
        }

        if (directives.HasDeclaredTests)
        {
            return Skip(program, "it declares tests; run them with 'kiln test FILE'");
        }

        return Updates || program.HasExpected
            ? Judge(program, directives, execute(program, directives))
            : Skip(program, $"there is no {program.ExpectedPath}; --update writes it");
    }

    private static SnapshotOutcome Skip(SnapshotProgram program, string reason) =>
        new(program, SnapshotStatus.Skipped, TimeSpan.Zero, reason);

    private SnapshotOutcome Judge(SnapshotProgram program, SnapshotDirectives directives, SnapshotExecution execution)
    {
        var problems = new List<string>();
        if (Misbehaviour(directives, execution) is { } misbehaviour)
        {
            problems.Add(misbehaviour);
        }

        string actual = Normalize(execution.Text);
        if (Updates && problems.Count == 0)
        {
            return Update(program, actual, execution.Elapsed);
        }

        string? difference = program.HasExpected ? LineDifference.Describe(Normalize(SourceLoader.ReadFile(program.ExpectedPath)), actual) : null;
        if (difference is not null)
        {
            problems.Add(difference);
        }

        SnapshotStatus status = problems.Count == 0 ? SnapshotStatus.Passed : SnapshotStatus.Failed;
        return new SnapshotOutcome(program, status, execution.Elapsed, string.Join('\n', problems));
    }

    private static SnapshotOutcome Update(SnapshotProgram program, string actual, TimeSpan elapsed)
    {
        if (program.HasExpected && Normalize(SourceLoader.ReadFile(program.ExpectedPath)) == actual)
        {
            return new SnapshotOutcome(program, SnapshotStatus.Passed, elapsed, "");
        }

        File.WriteAllText(program.ExpectedPath, actual);
        return new SnapshotOutcome(program, SnapshotStatus.Updated, elapsed, $"wrote {program.ExpectedPath}");
    }

    // Without a directive the text decides: it shows an error that ends a program. No text makes a crash right.
    private static string? Misbehaviour(SnapshotDirectives directives, SnapshotExecution execution)
    {
        if (execution.TimedOut)
        {
            return $"Stopped after {execution.Elapsed.TotalSeconds:0} seconds";
        }

        int code = execution.ExitCode;
        bool isWrong = directives.ExitCode is { } expected ? code != expected : code is ExitCode.Internal or < 0 or >= Killed;
        return isWrong ? $"Exit code: {code}" + (directives.ExitCode is { } wanted ? $", expected {wanted}" : "") : null;
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
