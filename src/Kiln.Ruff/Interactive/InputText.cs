using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Ruff.Interactive;

/// <summary>What a prompt wants to know of a text before it is evaluated, from its tokens alone.</summary>
internal static class InputText
{
    /// <summary>Whether no bracket and no block comment is open. A string ends with its line in any case.</summary>
    public static bool IsComplete(string text)
    {
        TokenizeResult result = Tokenize(text);
        if (result.Diagnostics.Any(static d => d.Code == SyntaxDiagnostics.UnterminatedComment))
        {
            return false;
        }

        int open = 0;
        foreach (Token token in result.Tokens)
        {
            switch (token.Kind)
            {
                case TokenKind.LeftBrace or TokenKind.LeftBracket or TokenKind.LeftParenthesis:
                    open++;
                    break;
                case TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.RightParenthesis:
                    open--;
                    break;
            }

            if (open < 0)
            {
                return true;
            }
        }

        return open == 0;
    }

    /// <summary>What the parts of a text are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isBound">Whether a name is bound.</param>
    public static List<ClassifiedSpan> Classify(string text, Func<string, bool> isBound)
    {
        var spans = new List<ClassifiedSpan>();
        int end = 0;
        foreach (Token token in Tokenize(text).Tokens)
        {
            AddGap(spans, text, end, token.Start);
            end = token.End;
            if (ClassOf(text, token, isBound) is { } tokenClass)
            {
                spans.Add(new ClassifiedSpan(token.Span, tokenClass));
            }
        }

        return spans;
    }

    private static TokenizeResult Tokenize(string text) => Lexer.Tokenize(new SourceText(text, ""));

    private static TokenClass? ClassOf(string text, Token token, Func<string, bool> isBound) => token.Kind switch
    {
        TokenKind.Text or TokenKind.InterpolatedText => TokenClass.Text,
        TokenKind.WholeNumber or TokenKind.RealNumber => TokenClass.Number,
        TokenKind.True or TokenKind.False => TokenClass.Keyword,
        TokenKind.Identifier when isBound(text.Substring(token.Start, token.Length)) => TokenClass.BoundName,
        _ => TokenText.IsKeyword(token.Kind) ? TokenClass.Keyword : null,
    };

    // Between tokens stand comments, and what the lexer could make nothing of: a string without an end, for instance.
    private static void AddGap(List<ClassifiedSpan> spans, string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (start < end && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (start < end)
        {
            TokenClass gapClass = text[start] switch
            {
                '#' or '/' => TokenClass.Comment,
                '"' => TokenClass.Text,
                _ => TokenClass.Wrong,
            };
            spans.Add(new ClassifiedSpan(new SourceSpan(start, end - start), gapClass));
        }
    }
}
