using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

public sealed partial class Parser
{
    private string CurrentText() => StringText.Unescape(_text.AsSpan(Current.Start + 1, Current.Length - 2));

    private InterpolatedString? ParseInterpolatedString()
    {
        Token token = Current;
        int end = token.End - 1;
        int textStart = token.Start + 1;
        int position = textStart;
        var parts = new List<InterpolationPart>();
        while (position < end)
        {
            char c = _text[position];
            if (c == '\\')
            {
                position += 2;
            }
            else if (c == '$' && _text[position + 1] == '{')
            {
                AddText(parts, textStart, position);
                int close = StringText.FindInterpolationEnd(_text, position + 2, end);
                if (ParseInterpolation(position + 2, close) is not { } expression)
                {
                    return null;
                }

                parts.Add(new InterpolationPart(null, expression));
                position = close + 1;
                textStart = position;
            }
            else
            {
                position++;
            }
        }

        AddText(parts, textStart, end);
        Advance();
        return new InterpolatedString(token.Span, parts);
    }

    private void AddText(List<InterpolationPart> parts, int start, int end)
    {
        if (end > start)
        {
            parts.Add(new InterpolationPart(StringText.Unescape(_text.AsSpan(start, end - start)), null));
        }
    }

    /// <summary>Reads the one expression between the braces of an interpolation, by standing on its tokens for a while.</summary>
    private Expression? ParseInterpolation(int start, int end)
    {
        Token[] innerTokens = Lexer.Tokenize(_text, start, end, out List<Diagnostic>? lexical);
        int reported = _diagnostics.Count;
        (Token[] outerTokens, int outerIndex) = (_tokens, _index);
        (_tokens, _index) = (innerTokens, 0);
        Expression? expression = lexical is null ? ParseExpression() : null;
        bool isWhole = Kind == TokenKind.EndOfFile;
        (_tokens, _index) = (outerTokens, outerIndex);
        if (_aborted)
        {
            _index = _tokens.Length - 1;
            return null;
        }

        if (expression is not null && isWhole && _diagnostics.Count == reported)
        {
            return expression;
        }

        // What went wrong inside is told by one message only: positions and token names within a string confuse more than they help.
        _diagnostics.RemoveRange(reported, _diagnostics.Count - reported);
        Report("Invalid interpolated string expression", new SourceSpan(start, end - start));
        return null;
    }
}
