using Kiln.Runtime;

namespace Kiln.Tests.Consair;

/// <summary>Errors say what is wrong, where, and what to do.</summary>
public sealed class DiagnosticsTests
{
    [Theory]
    [InlineData("(list 1\n  (car nil))", "program.lisp:2:3", "(car nil)", "^^^^^^^^^")]
    [InlineData("(+ 1 nosuch)", "program.lisp:1:6", "(+ 1 nosuch)", "^^^^^^")]
    [InlineData("(label f (lambda (x) (/ x 0)))\n(f 1)", "program.lisp:1:22", "(label f", "^^^^^^^")]
    [InlineData("(cond ((= 1 2) 3)\n      (4))", "program.lisp:2:7", "(4)", "^^^")]
    [InlineData("(println (lambda (5) 1))", "program.lisp:1:10", "(println", "^^^^^^^^^^^^^^")]
    [InlineData("(list 1 2", "program.lisp:1:1", "(list 1 2", "^")]
    [InlineData("(list \"ab\\q\")", "program.lisp:1:10", "(list", "^^")]
    public void Errors_point_at_the_form(string program, string place, string line, string carets)
    {
        string error = ConsairRun.Of(program, new RunOptions()).Error;

        Assert.Contains($"--> {place}\n", error, StringComparison.Ordinal);
        Assert.Contains(line, error, StringComparison.Ordinal);
        Assert.Contains($" {carets}\n", error, StringComparison.Ordinal);
        Assert.Contains("= help: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_a_macro_made_stands_where_the_macro_was_called()
    {
        string error = ConsairRun.Of("(defmacro first-of (x) `(car ,x))\n\n(first-of 5)", new RunOptions()).Error;

        Assert.Contains("--> program.lisp:3:1\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Active_functions_are_listed()
    {
        string error = ConsairRun.Of("(label g (lambda (x) (car x)))\n(label f (lambda (x) (list (g x))))\n(f 1)", new RunOptions()).Error;

        Assert.Contains("in g, program.lisp:1:22\n", error, StringComparison.Ordinal);
        Assert.Contains("in f, program.lisp:2:28\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(label f (lambda () (f))) (f)")]
    [InlineData("(label f (lambda (n) (if (= n 0) (g n) (f n)))) (label g (lambda (n) (f n))) (f 0)")]
    [InlineData("(label f (lambda (xs) (f (cons 1 nil)))) (f nil)")]
    [InlineData("(defmacro m () (progn (label f (lambda () (f))) (f))) (m)")]
    [InlineData("(vector-map (lambda (x) (label f (lambda () (f))) (f)) <<1>>)")]
    public void Endless_programs_are_stopped(string program)
    {
        ConsairRun run = ConsairRun.Of(program, limits: new Limits { Time = TimeSpan.FromSeconds(0.3) });

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Time limit of 0.3 seconds exceeded", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_do_not_grow_without_an_end()
    {
        ConsairRun run = ConsairRun.Of("(label square (lambda (x) (square (* x x)))) (square 3)");

        Assert.Contains("*: the result would have more than", run.Error, StringComparison.Ordinal);
    }
}
