using System.Globalization;
using Kiln.Runtime;

namespace Kiln.Tests.Robustness;

/// <summary>Programs without an end, or with too much of something, are stopped and told why.</summary>
public sealed class LimitTests
{
    private const string Path = "program.ruff";
    private const int RuntimeErrors = 4;
    private const long Megabyte = 1 << 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Whatever runs without an end: loops of each form, library calls, waits.</summary>
    [Theory]
    [InlineData("loop { }")]
    [InlineData("while true { }")]
    [InlineData("n := 0 while n == 0 { x := n }")]
    [InlineData("n := \"a\" while n < \"b\" { x := n }")]
    [InlineData("n := 0 loop { n := n + 1 if n % 2 == 0 { continue } }")]
    [InlineData("func f() { loop { } } f()")]
    [InlineData("for i in 1000000000000000 { }")]
    [InlineData("for i in range(0, 1000000000000000, 1) { x := i }")]
    [InlineData("func* g() { loop { yield 1 } } for x in g() { y := x }")]
    [InlineData("func* g() { loop { } yield 1 } for x in g() { y := x }")]
    [InlineData("loop { try { throw(1) } except e { } }")]
    [InlineData("loop { try { loop { } } except e { } }")]
    [InlineData("map([1], func(x) { loop { } })")]
    [InlineData("sort(map(range(1000), func(x) { loop { } }))")]
    [InlineData("loop { sort(range(100000)) }")]
    [InlineData("loop { print(\"without an end\") }")]
    [InlineData("func f(n) { try { f(n + 1) f(n + 1) } except e { f(n + 1) } } f(0)")]
    [InlineData("sleep(1000000000)")]
    [InlineData("await async_sleep(1000000000)")]
    [InlineData("spawn { loop { } } sleep(1000000000)")]
    [InlineData("c := channel() spawn { sleep(1000000000) } c.receive()")]
    [InlineData("await_task(spawn_task(func() { loop { } }))")]
    [InlineData("while 1 { }")]
    [InlineData("n := -1 while n { n := n - 1 }")]
    [InlineData("await parallel_map(range(10), func(x) { loop { } })")]
    public void Time_limit_ends(string program)
    {
        GuardedRun run = GuardedRun.Of(program, Path, new Limits { Time = TimeSpan.FromSeconds(0.25) }, s_patience);

        AssertStopped(run, "Time limit of 0.25 seconds exceeded");
    }

    /// <summary>Whatever grows without an end.</summary>
    [Theory]
    [InlineData("xs := [] loop { xs := push(xs, 1) }")]
    [InlineData("xs := [1] loop { xs := [...xs, ...xs] }")]
    [InlineData("xs := [1] loop { xs := concat(xs, xs) }")]
    [InlineData("xs := [1] loop { xs := [xs, xs] print(len(to_string(xs))) }")]
    [InlineData("d := {} i := 0 loop { d[i] := i i := i + 1 }")]
    [InlineData("d := {} i := 0 loop { d[\"k\" + to_string(i)] := i i := i + 1 }")]
    [InlineData("s := \"x\" loop { s := s + s }")]
    [InlineData("s := \"x\" loop { s += s }")]
    [InlineData("s := \"x\" loop { s := s + \"more and more and more and more and more and more and more\" }")]
    [InlineData("s := \"x\" loop { s := \"${s}${s}\" }")]
    [InlineData("s := \"x\" loop { s := replace(s, \"x\", \"xx\") }")]
    [InlineData("s := \"x\" loop { s := join([s, s], \"-\") }")]
    [InlineData("s := \"x\" loop { s := regex_replace(s, \"x+\", \"$0$0\") }")]
    [InlineData("s := Set([]) i := 0 loop { s := set_add(s, i) i := i + 1 }")]
    [InlineData("q := Queue([]) loop { q := queue_enqueue(q, [1]) }")]
    [InlineData("s := Stack([]) loop { s := stack_push(s, [1]) }")]
    [InlineData("c := channel() loop { c.send([1]) }")]
    [InlineData("fs := [] loop { x := 1 fs := push(fs, func() { return x }) }")]
    [InlineData("func* g() { yield 1 } gs := [] loop { gs := push(gs, g()) }")]
    [InlineData("func f(n) { xs := range(1000) return f(n + 1) + len(xs) } f(1)")]
    [InlineData("i := 0 loop { try { shared_set(to_string(i), range(1000)) i := i + 1 } except e { } }")]
    [InlineData("x := repeat(\"x\", 500000000)")]
    [InlineData("x := split(repeat(\"x\", 50000000), \"\")")]
    [InlineData("x := [...range(100000000)]")]
    [InlineData("x := windows(range(100000), 50000)")]
    [InlineData("a := {\"a\": 1} loop { a := {\"a\": a, \"b\": a} print(len(to_json(a))) }")]
    public void Memory_limit_ends(string program)
    {
        // Above what the other tests of the process may hold at the same time.
        long limit = (GC.GetTotalMemory(true) / Megabyte) + 150;

        GuardedRun run = GuardedRun.Of(program, Path, new Limits { MemoryBytes = limit * Megabyte, Time = TimeSpan.FromSeconds(50) }, s_patience);

        AssertStopped(run, string.Create(CultureInfo.InvariantCulture, $"Memory limit of {limit} MB exceeded"));
    }

    /// <summary>What the parser follows by recursion, or keeps, has a limit of its own.</summary>
    [Theory]
    [InlineData("print(", "(", "1", ")", ")", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("x := ", "[", "", "]", "", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("x := ", "{\"a\": ", "1", "}", "", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("x := ", "-", "1", "", "", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("x := ", "!", "true", "", "", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("x := ", "await ", "1", "", "", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("x := ", "Some(", "1", ")", "", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("x := ", "f(", "1", ")", "", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("x := ", "A::B(", "1", ")", "", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("", "throw(", "1", ")", "", "Maximum expression nesting depth of 256 exceeded")]
    [InlineData("", "if true { ", "", "}", "", "Maximum block nesting depth of 128 exceeded")]
    [InlineData("", "spawn { ", "", "}", "", "Maximum block nesting depth of 128 exceeded")]
    [InlineData("", "func f() { ", "", "}", "", "Maximum block nesting depth of 128 exceeded")]
    [InlineData("", "try { ", "", "} except e { }", "", "Maximum block nesting depth of 128 exceeded")]
    [InlineData("x := \"a\"", " + \"a\"", "", "", "", "Maximum expression nesting depth of 2000 exceeded")]
    [InlineData("x := null", " ?? null", "", "", "", "Maximum expression nesting depth of 2000 exceeded")]
    [InlineData("x := 1 |> f", " |> f", "", "", "", "Maximum expression nesting depth of 2000 exceeded")]
    [InlineData("x := y", "[0]", "", "", "", "Maximum expression nesting depth of 2000 exceeded")]
    [InlineData("x := y", ".z", "", "", "", "Maximum expression nesting depth of 2000 exceeded")]
    [InlineData("x := y", "(1)", "", "", "", "Maximum expression nesting depth of 2000 exceeded")]
    [InlineData("x := \"", "a", "", "", "\"", "String literal exceeds maximum length of 8192 characters")]
    [InlineData("x := ", "1", "", "", "", "Numeric literal exceeds maximum length of 512 characters")]
    [InlineData("x := 1.", "1", "", "", "", "Numeric literal exceeds maximum length of 512 characters")]
    [InlineData("x", "y", "", "", "", "Identifier exceeds maximum length of 256 characters")]
    [InlineData("x := [1", ", 1", "", "", "]", "Array literal exceeds maximum element count of 4096")]
    public void Source_limits_are_reported(string start, string open, string middle, string close, string end, string message)
    {
        const int Levels = 50_000;
        string program = start + Repeat(open, Levels) + middle + Repeat(close, Levels) + end;

        GuardedRun run = GuardedRun.Of(program, Path, new Limits(), s_patience);

        Assert.Null(run.Escaped);
        Assert.Equal(3, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Source_has_a_largest_size()
    {
        GuardedRun run = GuardedRun.Of("x := \"" + new string('a', 10_000_000) + "\"", Path, new Limits(), s_patience);

        Assert.Equal(3, run.Code);
        Assert.Contains("exceeds maximum allowed 1048576 bytes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_sources_without_depth_work()
    {
        string branches = string.Concat(Enumerable.Range(1, 20_000).Select(static i => string.Create(CultureInfo.InvariantCulture, $" else if x == {i} {{ print({i}) }}")));
        string program = "x := 20000 if x == 0 { print(0) }" + branches + Repeat("/* /* */ # comment\n", 10_000) + Repeat("x := x + 1\n", 10_000) + "print(x)";

        GuardedRun run = GuardedRun.Of(program, Path, new Limits(), s_patience);

        Assert.Equal("20000\n30000\n", run.Output);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Limits_that_hold_do_not_show()
    {
        var limits = new Limits { Time = TimeSpan.MaxValue, MemoryBytes = long.MaxValue };

        GuardedRun run = GuardedRun.Of("print(len(range(1000000)))", Path, limits, s_patience);

        Assert.Equal((0, "1000000\n", ""), (run.Code, run.Output, run.Error));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static void AssertStopped(GuardedRun run, string message)
    {
        Assert.True(run.Ended, "the program does not end");
        Assert.Null(run.Escaped);
        Assert.Equal(RuntimeErrors, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
