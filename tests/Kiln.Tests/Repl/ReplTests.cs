using Kiln.Cli;
using static Kiln.Tests.Repl.PipedSession;

namespace Kiln.Tests.Repl;

/// <summary><c>kiln repl</c> reading from a pipe.</summary>
public sealed class ReplTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kiln-repl").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("1 + 2", "=> 3\n")]
    [InlineData("1.5", "=> 1.5\n")]
    [InlineData("true", "=> true\n")]
    [InlineData("\"a\\\"b\"", "=> \"a\\\"b\"\n")]
    [InlineData("null", "=> Null\n")]
    [InlineData("[1, \"a\", [2], {\"k\": 1}, null]", "=> [1, \"a\", [...], {...}, Null]\n")]
    [InlineData("{\"k\": 1, \"n\": {\"m\": 2}}", "=> {\"k\": 1, \"n\": {...}}\n")]
    [InlineData("f := func(a, b) { return a }\nf", "=> <function(a, b)>\n")]
    [InlineData("[func(a, b) { return a }]", "=> [<fn(a, b)>]\n")]
    [InlineData("struct P { x, y }\nP { x: 1, y: \"q\" }\n[P { x: 1, y: 2 }]", "=> P { x: 1, y: \"q\" }\n=> [<P>]\n")]
    [InlineData("Ok(1)", "=> Ok(Int(1))\n")]
    [InlineData("1; 2", "=> 1\n=> 2\n")]
    [InlineData("if true { 1 }", "")]
    [InlineData("range(0, 1000)[999]", "=> 999\n")]
    public void Expression_statements_show_their_values(string input, string output) => AssertSession(input, output, "");

    [Fact]
    public void What_one_input_defines_the_next_ones_use() =>
        AssertSession(
            """
            func twice(n) {
                return n * 2    # a } in a comment
            }
            x := twice(4)
            x
            func bump() { x := x + 1 }
            bump()
            x
            for i in range(3) { x := x + i }
            x
            let c := 1
            let c := 2
            c
            """,
            "=> 8\n=> Null\n=> 9\n=> 12\n=> 2\n",
            "");

    [Fact]
    public void A_function_may_count_in_a_variable_that_comes_later() =>
        AssertSession("func bump() { n := n + 1 }\nn := 1\nbump()\nn", "=> Null\n=> 2\n", "");

    [Fact]
    public void The_last_result_has_a_name() => AssertSession("20 + 1\n_ * 2\n_", "=> 21\n=> 42\n=> 42\n", "");

    [Fact]
    public void An_error_has_a_caret_and_the_session_goes_on()
    {
        KilnResult result = Session("x := 1\nx + nothing\nx");

        Assert.Equal((ExitCode.Success, "=> 1\n"), (result.ExitCode, result.Output));
        Assert.Equal("[RUFVM001] [vm] Runtime Error: Undefined variable: nothing\n  --> <input 2>:1:5\n  |\n1 | x + nothing\n  |     ^^^^^^^\n\n", result.Error);
    }

    [Fact]
    public void What_happened_before_an_error_stays() => AssertSession("x := 1; y := x / 0\nx", "=> 1\n", "Division by zero");

    [Fact]
    public void An_input_that_never_ends_is_evaluated_at_the_end() => AssertSession("func f() {", "", "error: Expected '}' to close function body");

    [Fact]
    public void A_program_reads_what_follows_its_line() => AssertSession("s := input()\nfrom the pipe\ns", "=> \"from the pipe\"\n", "");

    [Fact]
    public void A_program_ends_the_session_with_its_exit_code()
    {
        KilnResult result = Session("1\nexit(7)\n2");

        Assert.Equal((7, "=> 1\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public void Quit_says_goodbye() => AssertSession("1\n:quit\n2", "=> 1\nGoodbye!\n", "");

    [Fact]
    public void The_tier_is_switched_without_losing_anything() =>
        AssertSession(
            """
            func sum(n) {
                return reduce(range(n), 0, func(a, b) { return a + b })
            }
            sum(2000)
            :jit on
            sum(2000)
            :jit off
            sum(2000)
            :jit
            sum(2000)
            :jit maybe
            """,
            "=> 1999000\nJIT mode enabled\n=> 1999000\nJIT mode disabled\n=> 1999000\nJIT mode enabled\n=> 1999000\n",
            "Error: :jit takes on or off, not 'maybe'; alone it switches");

    [Fact]
    public void Machine_code_comes_and_goes_with_the_tier()
    {
        KilnResult result = Session("func f(n) { return n + 1 }\nfor i in range(300) { f(i) }\n:explain f\n:jit off\n:explain f", "--jit=sync");

        Assert.Contains("): compiled\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("): given up\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_compiled_is_said_once_and_runs_all_the_same()
    {
        string large = string.Concat(Enumerable.Repeat("    x := x + 1\n", 4100));
        KilnResult result = Session($"func large(x) {{\n{large}    return x\n}}\nfor k in range(300) {{ large(k) }}\nlarge(1)\nlarge(2)\n", "--jit=sync");

        Assert.Equal("=> 4101\n=> 4102\n", result.Output);
        Assert.Single(result.Error.Split('\n'), static l => l.StartsWith("note: large stays interpreted: ", StringComparison.Ordinal));
    }

    [Fact]
    public void All_stages_of_an_expression_are_shown_and_it_does_not_run()
    {
        KilnResult result = Session(":dump-ir print(1 + x)\n:dump-bytecode 1 + 2");

        Assert.Equal((ExitCode.Success, ""), (result.ExitCode, result.Error));
        foreach (string part in new[] { "function <main>:", "--- after build\n", "--- after dead\n", "    ret\n", "; ", "AddImmediate" })
        {
            Assert.Contains(part, result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_function_is_dumped_by_its_name() =>
        AssertSession("x := 1; func f(n) { return n * 2 }\n:dump-ast f", "(program\n  (func f (n)\n    (return (* n 2))))\n", "");

    [Fact]
    public void Both_sides_of_a_branch_that_never_ran_are_compiled()
    {
        KilnResult result = Session("func f(n) { if n > 1 { return 111 }\nreturn 222 }\n:dump-graph f");

        Assert.Contains("111", result.Output, StringComparison.Ordinal);
        Assert.Contains("222", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_is_measured()
    {
        KilnResult result = Session(":time 1 + 2\n:time");

        Assert.Matches(@"^=> 3\n[0-9.]+ m?s, \d+ (bytes|kB|MB) allocated, nothing compiled\n$", result.Output);
        Assert.StartsWith("Error: :time needs EXPR", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_loaded_into_the_session()
    {
        string file = Path.Combine(_folder, "lib.ruff");
        File.WriteAllText(file, "func half(n) { return n / 2 }\nprint(\"loaded\")\n3\n");

        AssertSession($":load {file}\nhalf(10)\n:load {file}x", "loaded\n=> 5\n", "there is no such file");
    }

    [Fact]
    public void Bindings_are_listed_and_forgotten() =>
        AssertSession("b := 2\na := [1]\n:env\n:reset\n:env\nb", "a = [1]\nb = 2\n✓ Environment reset\nnothing is defined yet\n", "Undefined variable: b");

    [Theory]
    [InlineData(":help push", "push(")]
    [InlineData(".help push", "push(")]
    [InlineData(":help", "  :dump-ir EXPR ")]
    public void Help_is_there(string input, string output) => Assert.Contains(output, Session(input).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData(":hlep", "Error: Unknown command: :hlep. Did you mean :help? Type :help for the list.\n")]
    [InlineData(":explain nothing", "Error: 'nothing' is not defined\n")]
    [InlineData(":explain print", "Error: 'print' is no function that was defined in a program\n")]
    public void A_wrong_command_is_reported(string input, string error) => AssertSession(input, "", error);

    [Fact]
    public void A_time_limit_ends_an_input_and_not_the_session() =>
        AssertSession("while true { }\n1", "=> 1\n", "Time limit of 0.3 seconds exceeded", "--time-limit=0.3");

    [Fact]
    public void Deep_recursion_is_an_error_of_one_input() =>
        AssertSession("func f(n) { return 1 + f(n + 1) }\nf(0)\n1", "=> 1\n", "stack depth");

    [Fact]
    public void A_language_without_a_prompt_is_refused()
    {
        KilnResult result = Session("1", "--lang=clysm");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
    }
}
