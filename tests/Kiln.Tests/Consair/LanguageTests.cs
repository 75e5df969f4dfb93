using Kiln.Consair.Semantics;
using Kiln.Consair.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Tests.Consair;

/// <summary>What programs alone cannot show.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void The_demonstration_measures_itself()
    {
        Repository.Enter();
        ConsairRun run = ConsairRun.Of(File.ReadAllText("examples/consair/jit-demo.lisp"));
        string[] lines = run.Output.TrimEnd('\n').Split('\n');

        Assert.Equal("", run.Error);
        Assert.Equal(16, lines.Count(static l => l.Contains(" took ", StringComparison.Ordinal) && l.EndsWith(" ms", StringComparison.Ordinal)));
        Assert.Contains("sum beyond 64 bits: 9223372036854775862", lines);
        Assert.Contains("results agree: 6765 5000050000 500500 2", lines);
    }

    [Fact]
    public void Pairs_can_be_collected()
    {
        WeakReference pair = MakePair();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(pair.IsAlive);
    }

    [Fact]
    public void The_reader_tells_the_place_of_every_form()
    {
        const string Text = "(a (bc 1) 'd)";
        var reader = new Reader(Text);
        Assert.Equal(ReadResult.Form, reader.Read());
        var list = (LocatedPair)reader.Form.Tag;
        var second = (LocatedPair)list.Second.Tag;
        var third = (LocatedPair)second.Second.Tag;

        Assert.Equal((0, Text.Length), (list.Span.Start, list.Span.Length));
        Assert.Equal((1, 1), (list.FirstSpan.Start, list.FirstSpan.Length));
        Assert.Equal("(bc 1)", Text.Substring(second.FirstSpan.Start, second.FirstSpan.Length));
        Assert.Equal("'d", Text.Substring(third.FirstSpan.Start, third.FirstSpan.Length));
        Assert.Equal(ReadResult.End, reader.Read());
    }

    [Fact]
    public void An_open_form_is_incomplete_and_a_wrong_one_is_not()
    {
        Assert.True(ErrorOf("(a (b").IsIncomplete);
        Assert.True(ErrorOf("\"abc").IsIncomplete);
        Assert.True(ErrorOf("'").IsIncomplete);
        Assert.False(ErrorOf("(a >>").IsIncomplete);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(1024)]
    [InlineData(1056)]
    [InlineData(1057)]
    [InlineData(40_000)]
    public void Persistent_vectors_hold_what_was_added(int count)
    {
        PersistentVector vector = PersistentVector.Empty;
        for (int i = 0; i < count; i++)
        {
            vector = vector.Add(Value.FromInt(i));
        }

        PersistentVector changed = vector;
        for (int i = 0; i < count; i += 7)
        {
            changed = changed.Set(i, Value.FromInt(-i));
        }

        Assert.Equal(Enumerable.Range(0, count).Select(static i => (long)i), vector.ToArray().Select(static v => v.AsInt));
        Assert.Equal(Enumerable.Range(0, count).Select(static i => i % 7 == 0 ? -(long)i : i), changed.ToArray().Select(static v => v.AsInt));
        Assert.Equal(vector.ToArray().Select(static v => v.AsInt), PersistentVector.Of(vector.ToArray()).ToArray().Select(static v => v.AsInt));
    }

    [Theory]
    [InlineData(JitMode.Off)]
    [InlineData(JitMode.Sync)]
    public void Integers_across_the_limit_do_not_leave_compiled_code_again_and_again(JitMode mode)
    {
        const string Program = """
            (label up (lambda (n i) (cond ((= i 0) n) (t (up (+ n 1) (- i 1))))))
            (label fact (lambda (n acc) (cond ((= n 0) acc) (t (fact (- n 1) (* acc n))))))
            (label again (lambda (k) (cond ((= k 0) nil) (t (progn (up 9223372036854775000 2000) (fact 200 1) (again (- k 1)))))))
            (again 60)
            (eq (up 9223372036854775000 2000) 9223372036854777000)
            """;
        ConsairRun run = ConsairRun.Of(Program, new RunOptions { Jit = mode, Stats = true });

        Assert.Equal("t\n", run.Output);
    }

    private static WeakReference MakePair() => new(new PairObject(Value.FromInt(1), Value.Nil));

    private static SyntaxError ErrorOf(string text)
    {
        var reader = new Reader(text);
        Assert.Equal(ReadResult.Error, reader.Read());
        return reader.Error!;
    }
}
