using Kiln.Cli;
using static Kiln.Tests.Repl.PipedSession;

namespace Kiln.Tests.Repl;

/// <summary><c>kiln repl --lang consair</c> reading from a pipe.</summary>
public sealed class ConsairReplTests : IDisposable
{
    private const string Consair = "--lang=consair";

    private readonly string _folder = Directory.CreateTempSubdirectory("kiln-repl").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("(+ 1 2)", "3\n")]
    [InlineData("\"a\\\"b\"", "\"a\\\"b\"\n")]
    [InlineData("1 'a (list 1 2)", "1\na\n(1 2)\n")]
    [InlineData("(list 1\n  \")\" ; a ) in a comment\n  <<2\n3>>)", "(1 \")\" <<2 3>>)\n")]
    [InlineData("(println 1)", "1\nnil\n")]
    [InlineData("(label x 5) x", "5\n5\n")]
    [InlineData("(lambda (x) x)", "<lambda>\n")]
    [InlineData("; nothing\n\n(= 1 2)", "nil\n")]
    [InlineData("(+ 20 1)\n(* _ 2)\n_", "21\n42\n42\n")]
    public void Every_form_shows_its_value(string input, string output) => AssertSession(input, output, "", Consair);

    [Fact]
    public void Definitions_of_either_mode_work_in_the_other() =>
        AssertSession(
            """
            (label sum-to (lambda (n acc)
              (cond ((= n 0) acc)
                    (t (sum-to (- n 1) (+ acc n))))))
            (defmacro when (test . body) `(cond (,test (progn ,@body)) (t nil)))
            (sum-to 10000 0)
            :jit on
            (when t (sum-to 10000 0))
            (label twice (lambda (f x) (f (f x))))
            (twice (lambda (x) (+ x 1)) 5)
            (defmacro unless (test . body) `(cond (,test nil) (t (progn ,@body))))
            :jit off
            (twice (lambda (x) (* x 2)) 5)
            (unless nil (sum-to 10000 0))
            :jit
            (twice car '((42)))
            """,
            "<lambda>\n<macro>\n50005000\nJIT mode enabled\n50005000\n<lambda>\n7\n<macro>\nJIT mode disabled\n20\n50005000\nJIT mode enabled\n42\n",
            "",
            Consair);

    [Theory]
    [InlineData("--jit=off")]
    [InlineData("--jit=sync")]
    public void Redefinition_takes_effect_in_what_was_defined_before(string mode) =>
        AssertSession(
            """
            (label base (lambda (x) (+ x 1)))
            (defmacro same (x) x)
            (label f (lambda (x) (same (base x))))
            (label loop (lambda (n) (if (= n 0) (f 1) (progn (f n) (loop (- n 1))))))
            (loop 500)
            (label base (lambda (x) (* x 100)))
            (loop 500)
            (defmacro same (x) `(list ,x))
            (loop 500)
            (label + (lambda (a b) 'plus))
            (+ 1 2)
            """,
            "<lambda>\n<macro>\n<lambda>\n<lambda>\n2\n<lambda>\n100\n<macro>\n(100)\n<lambda>\nplus\n",
            "",
            Consair,
            mode);

    [Fact]
    public void Machine_code_comes_and_goes_with_the_tier()
    {
        KilnResult result = Session(
            "(label f (lambda (n) (+ n 1)))\n(label loop (lambda (n) (if (= n 0) (f 1) (progn (f n) (loop (- n 1))))))\n(loop 500)\n:explain f\n:jit off\n:explain f",
            Consair,
            "--jit=sync");

        Assert.Contains("): compiled\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("): given up\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_has_a_caret_and_the_session_goes_on()
    {
        KilnResult result = Session("(label x 1)\n2 (car x) 3\nx", Consair);

        Assert.Equal((ExitCode.Success, "1\n2\n1\n"), (result.ExitCode, result.Output));
        Assert.Equal(
            "⚠ Error: car: expected cons cell, got 1\n  --> <input 2>:1:3\n    |\n  1 | 2 (car x) 3\n    |   ^^^^^^^\n  = help: test with cons? or nil? before taking a list apart\n",
            result.Error);
    }

    [Theory]
    [InlineData("1 )\n2", "1\n2\n", "⚠ Parse error: Unexpected )\n  --> <input 1>:1:3\n")]
    [InlineData("#t\n2", "2\n", "⚠ Parse error: Not a string\n")]
    [InlineData("1 (list 2\n3", "1\n", "⚠ Parse error: Unclosed parenthesis\n  --> <input 1>:1:3\n")]
    [InlineData("\"open\n", "", "⚠ Parse error: Unterminated string\n")]
    public void What_cannot_be_read_is_reported_after_what_can(string input, string output, string error) =>
        AssertSession(input, output, error, Consair);

    [Theory]
    [InlineData("1\n:quit\n2", "1\n")]
    [InlineData("1\nexit\n2", "1\n")]
    [InlineData("1\n(exit) 3\n2", "1\n")]
    [InlineData("(label exit (lambda () 5))\n(exit)\n2", "<lambda>\n5\n2\n")]
    public void The_user_leaves(string input, string output) => AssertSession(input, output, "", Consair);

    [Fact]
    public void All_stages_of_an_expression_are_shown_and_it_does_not_run()
    {
        KilnResult result = Session("(label f (lambda (x) (println x)))\n:dump-ir (+ 1 2)\n:dump-ir (f 777)", Consair);

        Assert.Equal((ExitCode.Success, ""), (result.ExitCode, result.Error));
        foreach (string part in new[] { "AddImmediate", "--- after build\n", "--- after dead\n", "    ret\n", "; " })
        {
            Assert.Contains(part, result.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\n777\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_is_dumped_by_its_name() =>
        AssertSession(
            "(defmacro double (x) `(* ,x 2)) (label y 1) (label f (lambda (n) (double n)))\n:dump-ast f\n:dump-ast (double 3) 4\n:dump-bytecode (",
            "<macro>\n1\n<lambda>\n(label f (lambda (n) (* n 2)))\n(* 3 2)\n4\n",
            "⚠ Parse error: Unclosed parenthesis",
            Consair);

    [Fact]
    public void Bindings_are_listed_and_forgotten() =>
        AssertSession(
            "(label b '(1 2)) (label a (list \"x\" b))\n:env\n:reset\n:env\nb",
            "(1 2)\n(\"x\" (1 2))\na = (\"x\" (1 2))\nb = (1 2)\n✓ Environment reset\nnothing is defined yet\n",
            "⚠ Error: Unbound symbol: b",
            Consair);

    [Fact]
    public void A_file_is_loaded_into_the_session()
    {
        string file = Path.Combine(_folder, "lib.lisp");
        File.WriteAllText(file, "(label half (lambda (n) (/ n 2)))\n(println \"loaded\")\n3\n");

        AssertSession($":load {file}\n(half 7)\n:load {file}x", "loaded\n7/2\n", "there is no such file", Consair);
    }

    [Theory]
    [InlineData(":help car", "(car p)")]
    [InlineData(":help", "The last result is called _.\n")]
    public void Help_is_there(string input, string output) => Assert.Contains(output, Session(input, Consair).Output, StringComparison.Ordinal);

    [Fact]
    public void A_time_limit_ends_an_input_and_not_the_session() =>
        AssertSession(
            "(label spin (lambda () (spin)))\n(spin)\n(defmacro m () (spin))\n(label g (lambda () (m)))\n(defmacro m () 5)\n(g)",
            "<lambda>\n<macro>\n<macro>\n",
            "⚠ Error: Time limit of 0.3 seconds exceeded",
            Consair,
            "--time-limit=0.3");

    [Fact]
    public void Deep_recursion_is_an_error_of_one_input() =>
        AssertSession("(label f (lambda (n) (+ 1 (f n))))\n(f 0)\n1", "<lambda>\n1\n", "⚠ Error: Maximum recursion depth", Consair);
}
