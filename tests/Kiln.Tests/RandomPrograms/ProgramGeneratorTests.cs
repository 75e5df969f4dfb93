using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Tests.RandomPrograms;

/// <summary>The parts that the search for divergences consists of do what it relies on.</summary>
public sealed class ProgramGeneratorTests
{
    private static readonly ExecutionMode s_other = new("other diagnostics", new RunOptions { Diagnostics = DiagnosticStyle.Rich });

    [Fact]
    public void Programs_depend_on_the_seed_alone()
    {
        string[] first = [.. Enumerable.Range(0, 20).Select(ProgramGenerator.Generate)];
        string[] second = [.. Enumerable.Range(0, 20).Select(ProgramGenerator.Generate)];

        Assert.Equal(first, second);
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void Most_programs_run_to_their_end()
    {
        var statistics = new RunStatistics();

        for (int seed = 0; seed < 100; seed++)
        {
            Assert.Null(ModeComparison.Of(ProgramGenerator.Generate(seed), [], statistics, seed));
        }

        Assert.InRange(statistics.NormalShare, 0.75, 0.99);
    }

    [Theory]
    [InlineData("print(1)\nthrow(\"x\")\n", "line 3\n  expected:   --> 0:0\n")]
    [InlineData("print(1)\n", null)]
    public void Differences_are_found(string program, string? start)
    {
        Divergence? divergence = ModeComparison.Of(program, [ExecutionMode.Eager, s_other]);

        Assert.Equal(start is null ? null : s_other, divergence?.Mode);
        Assert.StartsWith(start ?? "", divergence?.Explanation ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_that_do_not_parse_are_found() =>
        Assert.Contains("exit code 3", ModeComparison.Of("print(", [])?.Explanation, StringComparison.Ordinal);

    [Fact]
    public void Reducer_keeps_what_matters()
    {
        const string Program =
            """
            a := 1
            func f(x) {
                if x > 0 {
                    b := x
                    throw("here")
                } else {
                    c := x
                }
                return x
            }
            for i in range(3) {
                print(i)
            }
            try {
                f(a)
                print(a)
            } except e {
                print(e.message)
            }
            f(2)

            """;

        string reduced = ProgramReducer.Reduce(Program, static candidate => ModeRun.Of(candidate, ExecutionMode.Oracle).Shown.Contains("Runtime Error: here", StringComparison.Ordinal));

        Assert.Equal("throw(\"here\")", reduced.Trim());
    }
}
