using Kiln.Tests.TestLisp;

namespace Kiln.Tests.Calls;

/// <summary>Functions with optional parameters and with one for the rest, called in every way there is.</summary>
public sealed class VariadicTests
{
    public static TheoryData<string> Modes => LispRun.Modes;

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_rest_arrives_as_one_value(string mode) => AssertGives(
        "[[], [2], [2, 3]]",
        "(define (f a &rest r) r) (define (g) (array (f 1) (f 1 2) (f 1 2 3))) (define (array &rest r) r)" + Repeat("g"),
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_optional_parameter_that_was_left_out_is_unbound(string mode) => AssertGives(
        "[[1, 20, 0, 0], [1, 2, 0, 0], [1, 2, 3, 2]]",
        """
        (define (array &rest r) r)
        (define (f a &optional b c &rest r) (array a (if (unbound? b) 20 b) (if (unbound? c) 0 c) (len r)))
        (define (g) (array (f 1) (f 1 2) (f 1 2 3 4 5)))
        """ + Repeat("g"),
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Builtins_and_values_call_them_too(string mode) => AssertGives(
        "[[1, 2], [3, 4], [[5], [6]], [7]]",
        """
        (define (array &rest r) r)
        (define (id f) f)
        (define (g) (array (call array 1 2) (apply array 3 (array 4)) (map (array 5 6) array) ((id array) 7)))
        """ + Repeat("g"),
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Too_few_and_too_many_arguments_are_errors(string mode)
    {
        const string program = "(define (f a b &optional c) a) (define (g &rest r) (try (apply f r) err)) (define (array &rest r) r) ";
        AssertGives("true", program + "(define (h) (let few (g 1) (let many (g 1 2 3 4) (if (= (g 1 2) 1) (if (= (g 1 2 3) 1) (< 0 (+ (len (str few)) (len (str many)))) false) false))))" + Repeat("h"), mode);
        Assert.StartsWith("error: f expects", LispRun.Of("(define (f a b &rest r) a) (f 1)", mode).Text, StringComparison.Ordinal);
        Assert.StartsWith("error: f expects", LispRun.Of("(define (f a &optional b) a) (define (g) (f 1 2 3)) (g)", mode).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void They_recurse_like_other_functions(string mode) => AssertGives(
        "5050",
        "(define (sum n &rest r) (if (= n 0) 0 (+ n (sum (- n 1) 1 2)))) (define (g) (sum 100))" + Repeat("g"),
        mode,
        depth: 300);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Many_arguments_fit(string mode)
    {
        string arguments = string.Join(' ', Enumerable.Range(0, 3000));
        AssertGives("3000", $"(define (f &rest r) (len r)) (define (g) (f {arguments}))" + Repeat("g"), mode);
        AssertGives("300000", "(define (f &rest r) (len r)) (define (g) (apply f (range 300000)))" + Repeat("g"), mode);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void What_a_caller_still_holds_is_not_changed_through_the_rest(string mode) => AssertGives(
        "[1]",
        "(define (array &rest r) r) (define (f &rest r) (map r (lambda (x) (push x 2)))) (define (g) (let a (array 1) (do (f a) a)))" + Repeat("g"),
        mode);

    /// <summary>Calls a function without parameters often; the result is that of the last call.</summary>
    private static string Repeat(string name) => $" (define (repeat n) (if (= n 1) ({name}) (do ({name}) (repeat (- n 1))))) (repeat 60)";

    private static void AssertGives(string expected, string program, string mode, int depth = 100) =>
        Assert.Equal(expected, LispRun.Of(program, mode, depth).Text);
}
