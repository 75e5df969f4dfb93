namespace Kiln.Tests.Consair;

/// <summary>Nesting of any depth works or is an error; it never takes the process down.</summary>
public sealed class NestingTests
{
    private const int Deep = 300_000;
    private const string TooDeep = "Evaluation error: Maximum recursion depth (10000) exceeded. This usually indicates very deep non-tail recursion.\n";

    [Fact]
    public void Quoted_data_can_be_read_and_printed()
    {
        string data = new string('(', Deep) + "a" + new string(')', Deep);

        Assert.Equal(data + "\n", ConsairRun.Of("'" + data).Output);
    }

    [Fact]
    public void Vectors_can_be_read_and_printed()
    {
        string data = Repeat("<<", 20_000) + Repeat(">>", 20_000);

        Assert.Equal(data + "\n", ConsairRun.Of(data).Output);
    }

    [Theory]
    [InlineData("(+ 1 ", "1", ")")]
    [InlineData("(let ((x 1)) ", "x", ")")]
    [InlineData("(cond (nil 1) (t ", "2", "))")]
    [InlineData("`(", "a ,1", ")")]
    [InlineData("(if t ", "1", " 2)")]
    public void Forms_end_in_an_error(string open, string inside, string close)
    {
        ConsairRun run = ConsairRun.Of(Repeat(open, Deep) + inside + Repeat(close, Deep));

        Assert.Equal((1, "", TooDeep), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("(+ 1 ", "1", ")", 5000, "5001\n")]
    [InlineData("(progn ", "1", ")", 5000, "1\n")]
    [InlineData("(list ", "1", ")", 3, "(((1)))\n")]
    public void Forms_may_be_nested_thousands_deep(string open, string inside, string close, int depth, string expected) =>
        Assert.Equal(expected, ConsairRun.Of(Repeat(open, depth) + inside + Repeat(close, depth)).Output);

    [Theory]
    [InlineData("(", "Unclosed parenthesis\n")]
    [InlineData("<<", "Unclosed vector literal\n")]
    [InlineData("'", "Unexpected end of input\n")]
    [InlineData("(\"", "Unterminated string\n")]
    public void Unfinished_forms_end_in_an_error(string open, string expected) =>
        Assert.Equal(expected, ConsairRun.Of(Repeat(open, open == "(\"" ? 1 : Deep)).Error);

    [Fact]
    public void Deep_data_can_be_a_key()
    {
        const string Program = """
            (label nest (lambda (n x) (cond ((= n 0) x) (t (nest (- n 1) (list x))))))
            (%get (%hash-map (nest 200000 1) 'found) (nest 200000 1))
            """;

        Assert.Equal("found\n", ConsairRun.Of(Program).Output);
    }

    [Fact]
    public void Long_conditionals_and_argument_lists_work()
    {
        Assert.Equal("end\n", ConsairRun.Of("(cond " + Repeat("((= 1 2) 3) ", 20_000) + "(t 'end))").Output);
        Assert.Equal("20000\n", ConsairRun.Of("(length (list " + Repeat("1 ", 20_000) + "))").Output);
        Assert.Equal("20000\n", ConsairRun.Of("(+ " + Repeat("1 ", 20_000) + ")").Output);
    }

    private static string Repeat(string text, int count) => new System.Text.StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
