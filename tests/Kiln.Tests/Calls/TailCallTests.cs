using Kiln.Tests.TestLisp;

namespace Kiln.Tests.Calls;

/// <summary>Chains of tail calls need the room of one activation, whoever calls whom.</summary>
public sealed class TailCallTests
{
    private const int Deep = 1_000_000;

    public static TheoryData<string> Modes => LispRun.Modes;

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_function_calls_itself(string mode) =>
        AssertGives("50000005000000", "(define (sum n acc) (if (= n 0) acc (sum (- n 1) (+ acc n)))) (sum 10000000 0)", mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Two_functions_call_each_other(string mode) => AssertGives(
        "true",
        "(define (even n) (if (= n 0) true (odd (- n 1)))) (define (odd n) (if (= n 0) false (even (- n 1)))) (even 10000000)",
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Functions_with_different_numbers_of_parameters_call_each_other(string mode) => AssertGives(
        "4000000",
        $"""
        (define (one n) (if (= n 0) 0 (three (- n 1) 1 2)))
        (define (three n a b) (five n a b (+ a b) 4))
        (define (five n a b c d) (let sum (+ (+ a b) (+ c d)) (if (< sum 0) sum (two n sum))))
        (define (two n sum) (if (= n 0) (* sum 400000) (one (- n 1))))
        (one {Deep + 1})
        """,
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_callee_is_an_argument(string mode) => AssertGives(
        "done",
        $"(define (bounce n k) (k n)) (define (step n) (if (= n 0) \"done\" (bounce (- n 1) step))) (step {Deep})",
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_callees_are_new_closures(string mode) => AssertGives(
        "7",
        $"(define (go n k) (if (= n 0) (k 0) (go (- n 1) (lambda (x) (+ x 7))))) (define (swap n k) (if (= n 0) (k 0) ((lambda (m) (swap m k)) (- n 1)))) (go {Deep} (lambda (x) x)) (swap {Deep} (lambda (x) (+ x 7)))",
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_closure_calls_itself(string mode) => AssertGives(
        "3000000",
        $"(define (make step) (fn loop (n acc) (if (< 0 n) (loop (- n 1) (+ acc step)) acc))) ((make 3) {Deep} 0)",
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_variadic_function_calls_itself(string mode) => AssertGives(
        "[1, 2]",
        $"(define (f n &optional a &rest r) (if (= n 0) r (f (- n 1) 0 1 2))) (f {Deep})",
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Builtins_end_with_a_call(string mode) => AssertGives(
        "ready",
        $"""
        (define (array &rest r) r)
        (define (f n) (if (= n 0) (g {Deep} 0) (apply f (array (- n 1)))))
        (define (g n unused) (if (= n 0) "ready" (tail tail g (- n 1) 0)))
        (f {Deep})
        """,
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_result_may_come_from_a_builtin(string mode) =>
        AssertGives("3", "(define (f n) (if (= n 0) (len \"abc\") (f (- n 1)))) (f 1000)", mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_chain_is_started_by_a_builtin(string mode) => AssertGives(
        "[0, 0, 0]",
        $"(define (array &rest r) r) (define (down n) (if (= n 0) 0 (up n))) (define (up n) (down (- n 1))) (map (array 10 1000 {Deep}) down)",
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Kinds_may_change_on_the_way(string mode) => AssertGives(
        "text",
        $"""
        (define (f n x) (if (= n 0) x (f (- n 1) (if (= n {Deep / 2}) 0.5 (if (= n 1) "text" x)))))
        (f {Deep} 1)
        """,
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Arguments_may_change_places(string mode) =>
        AssertGives("[2, 3, 1]", "(define (array &rest r) r) (define (turn n a b c) (if (= n 0) (array a b c) (turn (- n 1) b c a))) (turn 100000 1 2 3)", mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_argument_is_the_old_value_of_another_parameter(string mode) =>
        AssertGives("1", "(define (f a b) (if (= a 0) b (f (- a 1) a))) (do (f 100 nil) (f 100 0.5) (f 100 \"text\"))", mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_argument_is_used_twice(string mode) => AssertGives(
        "[1, 2]",
        "(define (array &rest r) r) (define (f a b) (do (push a 9) b)) (define (g n a) (if (= n 0) (f a a) (g (- n 1) a))) (g 1000 (array 1 2))",
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Other_recursion_still_has_a_limit(string mode) =>
        Assert.Contains("depth of 100 exceeded", LispRun.Of("(define (f n) (+ 1 (g n))) (define (g n) (f (+ n 1))) (f 0)", mode).Text, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Errors_are_caught_outside_of_the_chain(string mode) => AssertGives(
        "caught",
        $"(define (f n) (if (= n 0) (undefined_name) (f (- n 1)))) (define (g) (try (f {Deep}) \"caught\")) (do (g) (g))",
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void What_is_no_function_and_wrong_numbers_of_arguments_are_errors(string mode)
    {
        Assert.Contains("Cannot call", LispRun.Of("(define (f n) (if (= n 0) (n) (f (- n 1)))) (f 1000)", mode).Text, StringComparison.Ordinal);
        Assert.Contains("f expects 1 arguments, got 2", LispRun.Of("(define (f n) (if (= n 0) (f n n) (f (- n 1)))) (f 1000)", mode).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void One_of_two_functions_stays_in_the_interpreter(string mode)
    {
        string large = string.Concat(Enumerable.Repeat("1 ", 4_000));
        AssertGives(
            "[0, 1]",
            $"""
            (define (array &rest r) r)
            (define (large n a) (if (= n 0) (array n a) (if (= n -1) (do {large}) (small (- n 1)))))
            (define (small n) (if (= n 0) 0 (large (- n 1) 1)))
            (large {Deep} 1)
            """,
            mode);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Many_parameters_are_passed_in_memory(string mode) => AssertGives(
        "[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]",
        """
        (define (array &rest r) r)
        (define (turn n a b c d e f g h i j) (if (= n 0) (array a b c d e f g h i j) (turn (- n 1) j i h g f e d c b a)))
        (define (few n) (if (= n 0) (turn 1 1 2 3 4 5 6 7 8 9 10) (many n 1 2 3 4 5 6 7 8 9 10)))
        (define (many n a b c d e f g h i j) (if (= (+ a j) 11) (few (- n 1)) (try j 0)))
        (define (often n) (if (= n 0) (few 100000) (do (call turn 3 1 2 3 4 5 6 7 8 9 10) (turn n 1 2 3 4 5 6 7 8 9 10) (often (- n 1)))))
        (often 200)
        """,
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Chains_start_and_end_in_loops(string mode) => AssertGives(
        "2001000",
        """
        (define (down n acc) (if (< 0 n) (down (- n 1) (+ acc n)) acc))
        (define (odd n) (if (= n 0) false (even (- n 1))))
        (define (even n) (if (= n 0) true (odd (- n 1))))
        (define (work n) (let i 0 (let sum 0 (do (while (< i n) (do (set i (+ i 1)) (if (even i) (set sum (+ sum (- (down i 0) (down (- i 1) 0)))) (set sum (+ sum i))))) (finish sum)))))
        (define (finish sum) sum)
        (work 2000)
        """,
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_loop_inside_of_a_function_that_calls_itself_is_compiled_too(string mode) => AssertGives(
        "45000",
        """
        (define (outer n acc) (if (= n 0) acc (let i 0 (do (while (< i 10) (do (set acc (+ acc i)) (set i (+ i 1)))) (outer (- n 1) acc)))))
        (outer 1000 0)
        """,
        mode);

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_endless_chain_can_be_interrupted(string mode)
    {
        Assert.Contains("Time limit", LispRun.Of("(define (f n) (f n)) (f 1)", mode, seconds: 0.2).Text, StringComparison.Ordinal);
        Assert.Contains("Time limit", LispRun.Of("(define (f n) (g n 1)) (define (g n m) (if (< m n) (try 1 1) (f n))) (f 1)", mode, seconds: 0.2).Text, StringComparison.Ordinal);
        Assert.Contains("Time limit", LispRun.Of("(define (f n) (tail f n)) (f 1)", mode, seconds: 0.2).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Errors_pass_through_the_same_frames_in_every_mode(string mode)
    {
        string[] errors =
        [
            "(define (f n) (if (= n 0) (n) (f (- n 1)))) (define (g n) (+ 1 (f n)))",
            "(define (f n) (if (= n 0) (f 1 2) (f (- n 1)))) (define (g n) (+ 1 (f n)))",
            "(define (f n k) (if (= n 0) (k 1 2) (f (- n 1) k))) (define (g n) (+ 1 (f n (lambda (x) x))))",
            "(define (f n k) (if (= n 0) (k 1 2) (f (- n 1) k))) (define (g n) (+ 1 (f n len)))",
            "(define (f n a) (if (= n 0) a (f (- n 1) (* a 1000)))) (define (g n) (+ 1 (f n 1)))",
            "(define (h n) (+ n nil)) (define (f n) (if (= n 0) (h n) (f (- n 1)))) (define (g n) (+ 1 (f n)))",
            "(define (h n) (len n n)) (define (f n) (if (= n 0) (h n) (k n))) (define (k n) (f (- n 1))) (define (g n) (+ 1 (f n)))",
            "(define (h n &rest r) (tail len n n)) (define (f n) (if (= n 0) (h n) (f (- n 1)))) (define (g n) (+ 1 (f n)))",
        ];
        Assert.All(errors, error =>
        {
            string program = error + " (define (repeat n) (if (= n 0) (g 50) (do (try (g 20) 0) (repeat (- n 1))))) (repeat 150)";
            LispRun expected = LispRun.Of(program, "off");
            LispRun actual = LispRun.Of(program, mode);
            Assert.StartsWith("error: ", expected.Text, StringComparison.Ordinal);
            Assert.Equal((expected.Text, expected.Trace), (actual.Text, actual.Trace));
        });
    }

    private static void AssertGives(string expected, string program, string mode) => Assert.Equal(expected, LispRun.Of(program, mode).Text);
}
