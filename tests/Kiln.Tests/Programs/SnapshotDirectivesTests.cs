using Kiln.Cli.Snapshots;

namespace Kiln.Tests.Programs;

public sealed class SnapshotDirectivesTests
{
    [Fact]
    public void Without_comments_nothing_is_said()
    {
        SnapshotDirectives directives = SnapshotDirectives.Parse("print(1)\nexit: 3\n");

        Assert.Null(directives.ExitCode);
        Assert.Empty(directives.Arguments);
        Assert.Equal("", directives.Input);
        Assert.False(directives.HasDeclaredTests);
    }

    [Fact]
    public void All_three_lines_count()
    {
        SnapshotDirectives directives = SnapshotDirectives.Parse("# exit: 3\n# args: a  b\n# stdin: hello\n");

        Assert.Equal(3, directives.ExitCode);
        Assert.Equal(["a", "b"], directives.Arguments);
        Assert.Equal("hello", directives.Input);
    }

    [Fact]
    public void The_fourth_line_does_not_count() => Assert.Null(SnapshotDirectives.Parse("#\n#\n#\n# exit: 3\n").ExitCode);

    [Theory]
    [InlineData("# exit: 2")]
    [InlineData("; exit: 2")]
    [InlineData("// exit: 2")]
    [InlineData(";;; exit:2")]
    public void Comments_of_all_languages_count(string line) => Assert.Equal(2, SnapshotDirectives.Parse(line).ExitCode);

    [Fact]
    public void Input_has_escapes() => Assert.Equal("a\nb\tc\\n", SnapshotDirectives.Parse(@"# stdin: a\nb\tc\\n").Input);

    [Theory]
    [InlineData("# exit: x")]
    [InlineData("# exit: -1")]
    [InlineData("# exit:")]
    public void An_exit_code_that_is_no_number_is_refused(string line) =>
        Assert.Throws<FormatException>(() => SnapshotDirectives.Parse(line));

    [Fact]
    public void A_file_with_declared_tests_says_so() => Assert.True(SnapshotDirectives.Parse("# Run with: ruff test-run file").HasDeclaredTests);

    [Fact]
    public void A_difference_shows_only_what_differs() =>
        Assert.Equal(
            "Expected:\n  (nothing at line 2)\nGot:\n  2 | new",
            LineDifference.Describe("a\nb\n", "a\nnew\nb\n"));

    [Fact]
    public void A_missing_final_newline_is_a_difference() =>
        Assert.Contains("(no newline at the end)", LineDifference.Describe("a\n", "a"), StringComparison.Ordinal);

    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Null(LineDifference.Describe("a\nb", "a\nb"));
}
