using Kiln.Diagnostics;
using Kiln.Ruff;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Tests.Repl;

/// <summary>What Ruff tells a prompt about a text.</summary>
public sealed class RuffSessionTests
{
    private static readonly InteractiveSession s_session =
        RuffLanguage.Instance.OpenSession(new Context(new Engine(TextWriter.Null, TextWriter.Null), RuffLanguage.Instance), new RunOptions());

    [Theory]
    [InlineData("", true)]
    [InlineData("x := 1", true)]
    [InlineData("func f() {", false)]
    [InlineData("func f() {\n}", true)]
    [InlineData("f(1,", false)]
    [InlineData("[1, 2", false)]
    [InlineData("\"{\"", true)]
    [InlineData("\"open", true)]
    [InlineData("\"${x", true)]
    [InlineData("x # {", true)]
    [InlineData("/* open", false)]
    [InlineData("/* { */", true)]
    [InlineData(")", true)]
    [InlineData("} {", true)]
    public void A_text_is_complete_when_nothing_is_open(string text, bool complete) => Assert.Equal(complete, s_session.IsComplete(text));

    [Theory]
    [InlineData("if x == 12 { print(\"a\") } # rem", "Keyword:if Number:12 BoundName:print Text:\"a\" Comment:# rem")]
    [InlineData("true 1.5 \"open", "Keyword:true Number:1.5 Text:\"open")]
    [InlineData("a /* b */ := @", "Comment:/* b */ Wrong:@")]
    [InlineData("\"${x + 1}\"", "Text:\"${x + 1}\"")]
    public void Parts_of_a_text_have_classes(string text, string classes) =>
        Assert.Equal(classes, string.Join(' ', s_session.Classify(text).Select(s => $"{s.Class}:{text.AsSpan(s.Span.Start, s.Span.Length)}")));

    [Fact]
    public void Every_listed_keyword_is_one() => Assert.All(TokenText.FixedWords, static w => Assert.NotEqual(TokenKind.Identifier, TokenText.WordKind(w)));

    [Fact]
    public void Names_are_keywords_builtins_and_what_was_bound()
    {
        InteractiveSession session = RuffLanguage.Instance.OpenSession(s_session.Context, new RunOptions());
        session.Evaluate(new SourceText("mine := 1", "test"));

        Assert.Superset(new HashSet<string> { "while", "test_setup", "print", "mine" }, session.Names().ToHashSet());
        session.Reset();
        Assert.DoesNotContain("mine", session.Names());
    }

    [Fact]
    public void The_classes_of_any_text_lie_inside_of_it_in_order()
    {
        var random = new Random(1);
        const string Characters = "ab1 \"{}()[]#/*\n$.:=\\é😀";
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
}
