using Kiln.Cli;

namespace Kiln.Tests.CommandLine;

/// <summary>What the fast path takes, it understands as the command-line library does; the rest it leaves alone.</summary>
public sealed class FastPathTests
{
    public static TheoryData<string[]> Taken => new()
    {
        { ["run", "a.ruff"] },
        { ["run", "a b.ruff"] },
        { ["run", "a.ruff", "--"] },
        { ["run", "a.ruff", "--", "x", "y"] },
        { ["run", "a.ruff", "--", "--stats", "-e", "1"] },
        { ["run", "a.ruff", "--", "--", "x"] },
        { ["run", "a.ruff", "--", ""] },
        { ["run", "run"] },
        { ["run", "@file"] },
    };

    public static TheoryData<string[]> Left => new()
    {
        { [] },
        { ["run"] },
        { ["run", ""] },
        { ["run", "-"] },
        { ["run", "-e", "1"] },
        { ["run", "--stats", "a.ruff"] },
        { ["run", "a.ruff", "--stats"] },
        { ["run", "a.ruff", "x"] },
        { ["run", "--", "a.ruff"] },
        { ["Run", "a.ruff"] },
        { ["check", "a.ruff"] },
        { ["--version"] },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public void Agrees_with_the_library(string[] args)
    {
        RunRequest fast = Assert.IsType<RunRequest>(FastPath.TryParse(args));
        RunRequest slow = Assert.IsType<RunRequest>(Kiln.Cli.CommandLine.ParseRun(args));

        Assert.Equal(slow.Arguments, fast.Arguments);
        Assert.Equal(slow with { Arguments = fast.Arguments }, fast);
    }

    [Theory]
    [MemberData(nameof(Left))]
    public void Leaves_the_rest_to_the_library(string[] args) => Assert.Null(FastPath.TryParse(args));
}
