using Kiln.Consair.Compiler;
using Kiln.Consair.Semantics;
using Kiln.Consair.Syntax;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Interactive;

/// <summary>What a prompt wants to know of a text before it is evaluated, as the reader and its lexer see it.</summary>
internal static class InputText
{
    /// <summary>Words with a fixed meaning: constants, and the special forms.</summary>
    public static IReadOnlySet<string> FixedWords { get; } = new HashSet<string>(SpecialForms.Names) { "nil", "t" };

    /// <summary>Whether every form is closed. What cannot be read in any case counts as complete, so that the user is told.</summary>
    public static bool IsComplete(string text)
    {
        var reader = new Reader(text);
        while (true)
        {
            switch (reader.Read())
            {
                case ReadResult.End:
                    return true;
                case ReadResult.Error:
                    return !reader.Error!.IsIncomplete;
            }
        }
    }

    /// <summary>What the parts of a text are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isBound">Whether a name is bound.</param>
    public static List<ClassifiedSpan> Classify(string text, Func<string, bool> isBound)
    {
        var spans = new List<ClassifiedSpan>();
        var open = new Stack<TokenKind>();
        var lexer = new Lexer(text);
        while (true)
        {
            int end = lexer.Position;
            Token token = lexer.Next(open.TryPeek(out TokenKind top) && Reader.IsBraces(top));

            // The lexer stays before what it can make nothing of.
            AddComments(spans, text, end, token.Kind == TokenKind.Error ? lexer.Position : token.Span.Start);
            switch (token.Kind)
            {
                case TokenKind.End:
                    return spans;
                case TokenKind.Error:
                    AddWrong(spans, text, lexer, token.Error!);
                    break;
                case TokenKind.Atom:
                    if (ClassOf(token.Value, isBound) is { } tokenClass)
                    {
                        spans.Add(new ClassifiedSpan(token.Span, tokenClass));
                    }

                    break;
                case TokenKind.CloseList or TokenKind.CloseVector or TokenKind.CloseBrace or TokenKind.CloseBracket:
                    if (!open.TryPop(out top) || Reader.CloserOf(top) != token.Kind)
                    {
                        spans.Add(new ClassifiedSpan(token.Span, TokenClass.Wrong));
                    }

                    break;
                case not (TokenKind.Prefix or TokenKind.Dot):
                    open.Push(token.Kind);
                    break;
            }
        }
    }

    private static TokenClass? ClassOf(Value atom, Func<string, bool> isBound) => atom.Kind switch
    {
        Kind.Int or Kind.Float or Kind.BigInteger or Kind.Ratio => TokenClass.Number,
        Kind.String => TokenClass.Text,
        Kind.Nil or Kind.Bool => TokenClass.Keyword,
        _ => atom.Tag is not Symbol { Name: var name } || FixedWords.Contains(name) ? TokenClass.Keyword : isBound(name) ? TokenClass.BoundName : null,
    };

    private static void AddComments(List<ClassifiedSpan> spans, string text, int start, int end)
    {
        while (start < end)
        {
            int mark = text.IndexOf(';', start, end - start);
            if (mark < 0)
            {
                return;
            }

            int lineEnd = text.IndexOf('\n', mark, end - mark);
            start = lineEnd < 0 ? end : lineEnd;
            spans.Add(new ClassifiedSpan(new SourceSpan(mark, start - mark), TokenClass.Comment));
        }
    }

    /// <summary>Adds what the lexer stopped at, and moves it behind that. A string that is only not closed yet is as good as one.</summary>
    private static void AddWrong(List<ClassifiedSpan> spans, string text, Lexer lexer, SyntaxError error)
    {
        int start = lexer.Position;
        lexer.Position = text[start] == '"' ? StringEnd(text, start) : error.Span.End;
        var span = new SourceSpan(start, lexer.Position - start);
        spans.Add(new ClassifiedSpan(span, error.IsIncomplete ? TokenClass.Text : TokenClass.Wrong));
    }

    private static int StringEnd(string text, int start)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            if (text[i] == '\\')
            {
                i++;
            }
        }

        return text.Length;
    }
}
