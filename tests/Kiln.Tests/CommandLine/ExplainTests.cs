using System.Text.Json;
using Kiln.Cli;

namespace Kiln.Tests.CommandLine;

/// <summary><c>kiln explain</c> tells where compiled code was left and what was not compiled.</summary>
public sealed class ExplainTests
{
    // The argument of half changes its kind after half was compiled for integers. The function many is too large to be compiled.
    private static readonly string s_changingKind =
        $$"""
        func half(x) {
            return x + x
        }
        func many(a) {{{string.Concat(Enumerable.Repeat("\n    a := a + 1", 4_000))}} }
        func quiet() { return 0 }
        i := 0
        while i < 400 {
            half(i)
            many(1)
            i := i + 1
        }
        while i < 800 {
            half(0.5)
            i := i + 1
        }
        print("printed")
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void The_exit_of_a_function_whose_argument_changes_its_kind_is_shown()
    {
        string report = Section(Explain(s_changingKind, "explain", "-"), "half");

        Assert.Contains("half (<stdin>:2): compiled\n", report, StringComparison.Ordinal);
        Assert.Contains("  compiled anew  1 time, because an exit was taken often\n", report, StringComparison.Ordinal);
        Assert.Matches(@"\n  left \d+ times at <stdin>:2:14: expected an integer, saw a float\n", report);
        Assert.Contains("    2 |     return x + x\n      |              ^\n", report, StringComparison.Ordinal);
        Assert.Contains("    advice: keep a variable to one kind of number", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_says_why_and_what_to_do()
    {
        string report = Section(Explain(s_changingKind, "explain", "-"), "many");

        Assert.Contains("many (<stdin>:5): refused\n", report, StringComparison.Ordinal);
        Assert.Contains("  refused        the function is too large to be compiled (4001 instructions)\n  advice         split it\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_that_never_ran_and_program_output_are_left_out()
    {
        string output = Explain(s_changingKind, "explain", "-");

        Assert.DoesNotContain("quiet", output, StringComparison.Ordinal);
        Assert.DoesNotContain("printed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_tier_it_says_so() =>
        Assert.StartsWith("the optimising tier was off (--jit=off)\n0 functions and 0 loops", Explain(s_changingKind, "explain", "--jit=off", "-"), StringComparison.Ordinal);

    [Fact]
    public void Json_has_the_same_facts()
    {
        using var json = JsonDocument.Parse(Explain(s_changingKind, "explain", "--json", "-"));
        JsonElement root = json.RootElement;
        JsonElement half = root.GetProperty("functions").EnumerateArray().Single(static f => f.GetProperty("name").GetString() == "half");
        JsonElement exit = half.GetProperty("exits").EnumerateArray().First();

        Assert.Equal(("sync", 1), (root.GetProperty("mode").GetString(), root.GetProperty("refusals").GetInt32()));
        Assert.Equal(("compiled", 1), (half.GetProperty("tier").GetString(), half.GetProperty("recompilations").GetInt32()));
        Assert.Equal(
            ("ExpectedInt", "a float", 2, 14),
            (exit.GetProperty("reason").GetString(), exit.GetProperty("seen").GetString(), exit.GetProperty("line").GetInt32(), exit.GetProperty("column").GetInt32()));
        Assert.True(exit.GetProperty("count").GetInt32() >= 10);
        Assert.True(half.GetProperty("code")[0].GetProperty("ilBytes").GetInt32() > 0);
    }

    [Fact]
    public void An_inlined_call_is_counted()
    {
        const string Program =
            """
            func twice(x) { return x + x }
            func outer(x) { return twice(x) + 1 }
            i := 0
            while i < 500 {
                outer(i)
                i := i + 1
            }
            """;

        Assert.Contains(", 1 call inlined, ", Section(Explain(Program, "explain", "-"), "outer"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_fails_is_still_explained()
    {
        KilnResult result = KilnProcess.Run(["explain", "-"], "func f() { throw(\"broken\") }\nf()", s_patience, Repository.Root);

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Contains("broken", result.Error, StringComparison.Ordinal);
        Assert.Contains("\nf (<stdin>:1): interpreted\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_count_what_the_tier_did()
    {
        KilnResult result = KilnProcess.Run(["run", "--stats", "--jit=sync", "-"], s_changingKind, s_patience, Repository.Root);
        string error = result.Error.ReplaceLineEndings("\n");

        Assert.Equal((ExitCode.Success, "printed\n"), (result.ExitCode, result.Output.ReplaceLineEndings("\n")));
        Assert.Matches(@"\n  optimising tier  2 functions and \d loops? compiled in [0-9.]+ ms, 1 recompilation, 1 refusal, \d+ exits\n", error);
        Assert.Matches(@"\n +\d+ exits: expected an integer\n", error);
    }

    [Fact]
    public void Statistics_say_that_the_tier_is_off()
    {
        KilnResult result = KilnProcess.Run(["run", "--stats", "--jit=off", "-"], s_changingKind, s_patience, Repository.Root);

        Assert.Contains("\n  optimising tier  off\n", result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static string Explain(string program, params string[] words)
    {
        KilnResult result = KilnProcess.Run(words, program, s_patience, Repository.Root);

        Assert.Equal((ExitCode.Success, ""), (result.ExitCode, result.Error));
        return result.Output.ReplaceLineEndings("\n");
    }

    // The part about a function: it starts with the function's name and ends at an empty line.
    private static string Section(string report, string function) =>
        report.Split("\n\n").Single(s => s.StartsWith(function + " (", StringComparison.Ordinal)) + "\n";
}
