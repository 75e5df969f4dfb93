namespace Kiln.Ruff.Syntax;

public sealed partial class Parser
{
    /// <summary>
    /// Whether the statement at the current bracket or brace assigns to a destructuring pattern. If so, the assignment operator is
    /// the current token afterwards; if not, nothing is consumed and nothing reported.
    /// </summary>
    private bool StartsDestructuring(out Pattern? pattern)
    {
        int start = _index;
        pattern = ParsePattern(0);
        if (pattern is not null && Kind is TokenKind.ColonEquals or TokenKind.Equals)
        {
            return true;
        }

        _index = start;
        return false;
    }

    /// <summary>Reads a pattern. Reports nothing: what does not fit is the current token afterwards.</summary>
    private Pattern? ParsePattern(int depth)
    {
        if (Kind == TokenKind.Identifier)
        {
            Identifier name = TakeName();
            return name.Name == "_" ? new WildcardPattern(name.Span) : new NamePattern(name.Span, name.Name);
        }

        if (depth >= SyntaxLimits.MaxExpressionDepth)
        {
            return null;
        }

        return Kind switch
        {
            TokenKind.LeftBracket => ParseArrayPattern(depth),
            TokenKind.LeftBrace => ParseDictionaryPattern(),
            _ => null,
        };
    }

    private ArrayPattern? ParseArrayPattern(int depth)
    {
        int start = Current.Start;
        Advance();
        var elements = new List<Pattern>();
        Identifier? rest = null;
        if (Kind != TokenKind.RightBracket)
        {
            do
            {
                if (Accept(TokenKind.Ellipsis))
                {
                    if (Kind != TokenKind.Identifier)
                    {
                        return null;
                    }

                    rest = TakeName();
                    break;
                }

                if (ParsePattern(depth + 1) is not { } element)
                {
                    return null;
                }

                elements.Add(element);
            }
            while (Accept(TokenKind.Comma));
        }

        return Accept(TokenKind.RightBracket) ? new ArrayPattern(SpanFrom(start), elements, rest) : null;
    }

    private DictionaryPattern? ParseDictionaryPattern()
    {
        int start = Current.Start;
        Advance();
        var keys = new List<Identifier>();
        Identifier? rest = null;
        if (Kind != TokenKind.RightBrace)
        {
            do
            {
                bool isRest = Accept(TokenKind.Ellipsis);
                if (Kind != TokenKind.Identifier)
                {
                    return null;
                }

                if (isRest)
                {
                    rest = TakeName();
                    break;
                }

                keys.Add(TakeName());
            }
            while (Accept(TokenKind.Comma));
        }

        return Accept(TokenKind.RightBrace) ? new DictionaryPattern(SpanFrom(start), keys, rest) : null;
    }
}
