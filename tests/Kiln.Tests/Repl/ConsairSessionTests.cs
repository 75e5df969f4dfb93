using Kiln.Consair;
using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Tests.Repl;

/// <summary>What Consair tells a prompt about a text.</summary>
public sealed class ConsairSessionTests
{
    private static readonly InteractiveSession s_session = Open();

    [Theory]
    [InlineData("", true)]
    [InlineData("1 2", true)]
    [InlineData("(f 1", false)]
    [InlineData("(f 1\n)", true)]
    [InlineData("1 (f", false)]
    [InlineData("<<1 2", false)]
    [InlineData("<<1 2>>", true)]
    [InlineData("{a 1,", false)]
    [InlineData("#pvec[1", false)]
    [InlineData("'", false)]
    [InlineData("\"open", false)]
    [InlineData("\"(\"", true)]
    [InlineData("\"(\\\"", false)]
    [InlineData("x ; (", true)]
    [InlineData("(x ; )", false)]
    [InlineData(")", true)]
    [InlineData(") (", true)]
    [InlineData("(1 2>>", true)]
    public void A_text_is_complete_when_nothing_is_open(string text, bool complete) => Assert.Equal(complete, s_session.IsComplete(text));

    [Theory]
    [InlineData("(if (= x 12) \"a\" nil) ; rem", "Keyword:if BoundName:= Number:12 Text:\"a\" Keyword:nil Comment:; rem")]
    [InlineData("; a\n ; b\n1/2 \"open", "Comment:; a Comment:; b Number:1/2 Text:\"open")]
    [InlineData("{:k 1, b ,c} ]", "Keyword::k Number:1 Wrong:]")]
    [InlineData("(1>> \"\\q\" # car", "Number:1 Wrong:>> Wrong:\"\\q\" Wrong:# BoundName:car")]
    public void Parts_of_a_text_have_classes(string text, string classes) =>
        Assert.Equal(classes, string.Join(' ', s_session.Classify(text).Select(s => $"{s.Class}:{text.AsSpan(s.Span.Start, s.Span.Length)}")));

    [Theory]
    [InlineData('%', true)]
    [InlineData('?', true)]
    [InlineData('é', true)]
    [InlineData('<', false)]
    [InlineData('(', false)]
    [InlineData('\ud83d', false)]
    public void Names_have_many_characters(char character, bool isPart) => Assert.Equal(isPart, s_session.IsNamePart(character));

    [Fact]
    public void Names_are_special_forms_builtins_and_what_was_bound()
    {
        InteractiveSession session = Open();
        session.Evaluate(new SourceText("(label mine 1) (defmacro my-macro () 1)", "test"));

        Assert.Superset(new HashSet<string> { "lambda", "nil", "car", "mine", "my-macro" }, session.Names().ToHashSet());
        session.Reset();
        Assert.DoesNotContain("mine", session.Names());
    }

    [Fact]
    public void Shared_data_that_is_large_when_printed_has_a_short_form()
    {
        InteractiveSession session = Open();
        session.Evaluate(new SourceText("(label grow (lambda (n x) (if (= n 0) x (grow (- n 1) (list x x))))) (label big (grow 60 12))", "test"), showsResults: false);

        (string _, string text) = session.Bindings().First();

        Assert.StartsWith("((((", text, StringComparison.Ordinal);
        Assert.Equal(163, text.Length);
    }

    [Fact]
    public void The_classes_of_any_text_lie_inside_of_it_in_order()
    {
        var random = new Random(1);
        const string Characters = "ab1 \"{}()[]#<>;\n$.:'`,@\\é😀";
        for (int i = 0; i < 2_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Characters[random.Next(Characters.Length)]));
            int end = 0;
            foreach (ClassifiedSpan span in s_session.Classify(text))
            {
                Assert.True(span.Span.Start >= end && span.Span.Length > 0 && span.Span.End <= text.Length, text);
                end = span.Span.End;
            }
        }
    }

    private static InteractiveSession Open() => ConsairLanguage.Instance.OpenSession(
        new Context(new Engine(TextWriter.Null, TextWriter.Null), ConsairLanguage.Instance), new RunOptions())!;
}
