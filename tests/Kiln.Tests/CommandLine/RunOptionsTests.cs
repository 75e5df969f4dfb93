using Kiln.Cli;
using Kiln.Runtime;

namespace Kiln.Tests.CommandLine;

public sealed class RunOptionsTests
{
    [Fact]
    public void Options_reach_the_engine()
    {
        EngineSettings settings = Parse(
            "--jit=stress:7", "--jit-threshold=3", "--time-limit=2.5", "--stack-limit=100", "--memory-limit=64", "--stats", "--diagnostics=plain", "--verify");

        Assert.Equal(new Limits { Time = TimeSpan.FromSeconds(2.5), MaximumDepth = 100, MemoryBytes = 64L << 20 }, settings.Limits);
        Assert.Equal(
            new RunOptions
            {
                Diagnostics = DiagnosticStyle.Plain,
                Stats = true,
                Verify = true,
                Jit = JitMode.Stress,
                JitThreshold = 3,
                StressSeed = 7,
            },
            settings.Options);
    }

    [Theory]
    [InlineData("--jit=fast")]
    [InlineData("--jit=stress:")]
    [InlineData("--jit-threshold=-1")]
    [InlineData("--time-limit=0")]
    [InlineData("--time-limit=soon")]
    [InlineData("--stack-limit=-1")]
    [InlineData("--memory-limit=1.5")]
    [InlineData("--diagnostics=pretty")]
    public void Wrong_values_are_refused_by_the_name_of_their_option(string option)
    {
        UsageException refusal = Assert.Throws<UsageException>(() => Parse(option));

        Assert.StartsWith(option.Split('=')[0] + " takes ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_flags_everything_is_allowed() => Assert.Equal(Capabilities.All, Parse().Capabilities);

    [Fact]
    public void Untrusted_programs_get_nothing() => Assert.Equal(Capabilities.None, Parse("--untrusted").Capabilities);

    [Fact]
    public void Flags_add_up() =>
        Assert.Equal(Capabilities.FileRead | Capabilities.Clock, Parse("--untrusted", "--allow-fs-read", "--allow-clock").Capabilities);

    [Theory]
    [InlineData("rum", "run")]
    [InlineData("exlpain", "explain")]
    public void Close_words_are_suggested(string word, string expected) => Assert.Equal(expected, Spelling.Closest(word, ["run", "repl", "explain"]));

    [Fact]
    public void Far_words_are_not_suggested() => Assert.Null(Spelling.Closest("banana", ["run", "repl", "explain"]));

    private static EngineSettings Parse(params string[] options)
    {
        RunRequest? request = Kiln.Cli.CommandLine.ParseRun(["run", .. options, "a.ruff"]);
        return Assert.IsType<RunRequest>(request).Settings;
    }
}
