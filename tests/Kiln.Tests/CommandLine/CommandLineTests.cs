using Kiln.Cli;

namespace Kiln.Tests.CommandLine;

/// <summary>The command line from outside: a process, its streams and its exit code.</summary>
public sealed class CommandLineTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void Program_output_alone_goes_to_the_output() => AssertResult(Run("run", "-e", "print(1 + 2)"), ExitCode.Success, "3\n", "");

    [Fact]
    public void A_file_is_run() => AssertResult(Run("run", "examples/ruff/hello.ruff"), ExitCode.Success, File.ReadAllText("examples/ruff/hello.out"), "");

    [Fact]
    public void A_dash_reads_standard_input()
    {
        KilnResult result = KilnProcess.Run(["run", "-"], "print(\"from input\")", s_patience, Repository.Root);

        AssertResult(result, ExitCode.Success, "from input\n", "");
    }

    [Fact]
    public void Words_behind_two_dashes_belong_to_the_program() =>
        AssertResult(Run("run", "-e", "print(args())", "--", "--stats", "x"), ExitCode.Success, "[--stats, x]\n", "");

    [Fact]
    public void A_program_sets_its_exit_code() => AssertResult(Run("run", "-e", "print(1)\nexit(42)\nprint(2)"), 42, "1\n", "");

    [Fact]
    public void A_syntax_error_has_its_exit_code()
    {
        KilnResult result = Run("run", "--diagnostics=plain", "-e", "let");

        Assert.Equal((ExitCode.Syntax, ""), (result.ExitCode, result.Output));
        Assert.Contains("<command line>:1:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_uncaught_error_has_its_exit_code_and_leaves_the_output_intact()
    {
        KilnResult result = Run("run", "-e", "print(\"before\")\nthrow(\"broken\")");

        Assert.Equal((ExitCode.Runtime, "before\n"), (result.ExitCode, result.Output));
        Assert.Contains("broken", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json-runtime-diagnostics")]
    [InlineData("--diagnostics=json")]
    public void An_uncaught_error_can_be_json(string option)
    {
        KilnResult result = Run("run", option, "-e", "func f() { return 1 / 0 }\nprint(\"before\")\nf()");

        const string Report = """
            before
            {
              "call_stack": [
                "f"
              ],
              "command": "run",
              "contract_version": "1.0.0-draft",
              "diagnostic": {
                "code": "RUFVM001",
                "column": 21,
                "file": "<command line>",
                "help": null,
                "line": 1,
                "message": "Division by zero",
                "severity": "error",
                "subsystem": "vm"
              },
              "exit_code": 4,
              "kind": "runtime_diagnostic",
              "runtime_kind": "Runtime Error",
              "status": "error"
            }

            """;
        AssertResult(result, ExitCode.Runtime, Report.ReplaceLineEndings("\n"), "");
    }

    [Fact]
    public void A_missing_file_is_reported() =>
        AssertResult(Run("run", "missing.ruff"), ExitCode.Unreadable, "", "error: cannot read 'missing.ruff': there is no such file; check the path\n");

    [Fact]
    public void An_unknown_extension_is_reported()
    {
        KilnResult result = Run("run", "README.md");

        Assert.Equal((ExitCode.Usage, ""), (result.ExitCode, result.Output));
        Assert.Contains("does not tell its language", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_option_is_reported_with_a_suggestion() =>
        AssertResult(
            Run("run", "--stat", "a.ruff"), ExitCode.Usage, "", "error: unknown option '--stat', did you mean '--stats'?; see kiln run --help\n");

    [Fact]
    public void An_unknown_command_is_reported_with_a_suggestion() =>
        AssertResult(Run("rnu"), ExitCode.Usage, "", "error: unknown command 'rnu', did you mean 'run'?; see kiln --help\n");

    [Fact]
    public void The_version_is_one_line() => Assert.Matches(@"^kiln \d+\.\d+\.\d+ \(.NET [^\n]*\)\n$", Run("--version").Output.ReplaceLineEndings("\n"));

    [Fact]
    public void Help_names_the_command_and_has_one_line_for_each_subcommand()
    {
        string help = Run("--help").Output.ReplaceLineEndings("\n");

        Assert.Contains("\n  kiln [command] [options]\n", help, StringComparison.Ordinal);
        Assert.Contains("\n  test <PATH>        Run tests\n  bench", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytecode_is_dumped()
    {
        KilnResult result = Run("dump", "examples/ruff/hello.ruff");

        Assert.Equal((ExitCode.Success, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("function <main>:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_does_not_run_the_program()
    {
        KilnResult result = KilnProcess.Run(["check", "-"], "print(\"ran\")", s_patience, Repository.Root);

        AssertResult(result, ExitCode.Success, "check passed: -\n", "");
    }

    [Fact]
    public void A_time_limit_ends_an_endless_loop()
    {
        KilnResult result = Run("run", "--time-limit=0.2", "-e", "while true { }");

        Assert.Equal((ExitCode.Runtime, "", false), (result.ExitCode, result.Output, result.TimedOut));
        Assert.NotEqual("", result.Error);
    }

    [Fact]
    public void Endless_recursion_is_an_error_and_not_a_crash()
    {
        KilnResult result = Run("run", "-e", "func f(n) { return 1 + f(n + 1) }\nprint(f(0))");

        Assert.Equal((ExitCode.Runtime, ""), (result.ExitCode, result.Output));
        Assert.Contains("stack depth", result.Error, StringComparison.Ordinal);
    }

    private static KilnResult Run(params string[] words) => KilnProcess.Run(words, "", s_patience, Repository.Root);

    private static void AssertResult(KilnResult result, int code, string output, string error) =>
        Assert.Equal((code, output, error), (result.ExitCode, result.Output.ReplaceLineEndings("\n"), result.Error.ReplaceLineEndings("\n")));
}
