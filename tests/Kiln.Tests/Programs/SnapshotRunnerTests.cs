using Kiln.Cli;
using Kiln.Cli.Snapshots;

namespace Kiln.Tests.Programs;

public sealed class SnapshotRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kiln-snapshots-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Equal_output_passes_whatever_the_line_ends() =>
        Assert.Equal(SnapshotStatus.Passed, Judge("x", "a\r\nb\r\n", "a\nb\n").Status);

    [Fact]
    public void Different_output_fails_and_shows_the_lines()
    {
        SnapshotOutcome outcome = Judge("x", "a\nb\nc\n", "a\nB\nc\n");

        Assert.Equal(SnapshotStatus.Failed, outcome.Status);
        Assert.Equal("Expected:\n  2 | b\nGot:\n  2 | B", outcome.Explanation);
    }

    [Theory]
    [InlineData(0, SnapshotStatus.Passed)]
    [InlineData(4, SnapshotStatus.Passed)]
    [InlineData(ExitCode.Internal, SnapshotStatus.Failed)]
    [InlineData(139, SnapshotStatus.Failed)]
    public void Without_a_directive_only_a_crash_is_a_wrong_exit_code(int code, SnapshotStatus expected) =>
        Assert.Equal(expected, Judge("x", "a\n", "a\n", code).Status);

    [Theory]
    [InlineData(7, SnapshotStatus.Passed)]
    [InlineData(0, SnapshotStatus.Failed)]
    public void A_directive_demands_its_exit_code(int code, SnapshotStatus expected) =>
        Assert.Equal(expected, Judge("# exit: 7", "a\n", "a\n", code).Status);

    [Fact]
    public void A_program_without_expected_output_is_skipped() => Assert.Equal(SnapshotStatus.Skipped, Judge("x", null, "a\n").Status);

    [Fact]
    public void A_program_with_declared_tests_is_skipped() =>
        Assert.Equal(SnapshotStatus.Skipped, Judge("# Run with: ruff test-run", "a\n", "a\n").Status);

    [Fact]
    public void A_wrong_directive_fails_and_names_it() =>
        Assert.Contains("'many'", Judge("# exit: many", "a\n", "a\n").Explanation, StringComparison.Ordinal);

    [Fact]
    public void Updating_writes_the_output()
    {
        SnapshotOutcome outcome = Judge("x", "old\n", "new\n", updates: true);

        Assert.Equal(SnapshotStatus.Updated, outcome.Status);
        Assert.Equal("new\n", File.ReadAllText(outcome.Program.ExpectedPath));
    }

    private SnapshotOutcome Judge(string text, string? expected, string actual, int code = 0, bool updates = false)
    {
        var program = new SnapshotProgram(Path.Combine(_folder, "program.ruff"));
        File.WriteAllText(program.Path, text);
        if (expected is not null)
        {
            File.WriteAllText(program.ExpectedPath, expected);
        }

        var runner = new SnapshotRunner((_, _) => new SnapshotExecution(code, actual, TimeSpan.Zero)) { Updates = updates };
        return runner.Run(program);
    }
}
