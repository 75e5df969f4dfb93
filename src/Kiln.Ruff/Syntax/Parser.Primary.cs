
namespace Kiln.Ruff.Syntax;

public sealed partial class Parser
{
    private Expression? ParsePrimary()
    {
        Token token = Current;
        ReadOnlySpan<char> written = _text.AsSpan(token.Start, token.Length);
        switch (token.Kind)
        {
            case TokenKind.WholeNumber:
                Advance();
                return new IntegerLiteral(token.Span, TokenText.WholeValue(written));
            case TokenKind.RealNumber:
                Advance();
                return new FloatLiteral(token.Span, TokenText.RealValue(written));
            case TokenKind.Text:
                string text = CurrentText();
                Advance();
                return new StringLiteral(token.Span, text);
            case TokenKind.InterpolatedText:
                return ParseInterpolatedString();
            case TokenKind.True or TokenKind.False:
                Advance();
                return new BooleanLiteral(token.Span, token.Kind == TokenKind.True);
            case TokenKind.Null:
                Advance();
                return new NullLiteral(token.Span);
            case TokenKind.Self:
                Advance();
                return new NameExpression(token.Span, "self");
            case TokenKind.Identifier:
                return ParseWord();
            case TokenKind.LeftParenthesis:
                Advance();
                return ParseExpression() is { } inner
                    && Expect(TokenKind.RightParenthesis, "Expected ')' to close parenthesized expression")
                    ? inner
                    : null;
            case TokenKind.LeftBracket:
                return ParseArray();
            case TokenKind.LeftBrace:
                return ParseDictionary();
            case TokenKind.Func or TokenKind.Async:
                return ParseFunction(isNamed: false) is { } function ? new FunctionExpression(function) : null;
            case TokenKind.Yield:
                return ParseYield();
            case TokenKind.Await:
                Advance();
                return ParseExpression() is { } operand
                    ? new AwaitExpression(SpanFrom(token.Start), token.Span, operand)
                    : null;
            default:
                FailAfter("Expected expression");
                return null;
        }
    }

    /// <summary>Reads an identifier or one of the words that only the grammar knows.</summary>
    private Expression? ParseWord()
    {
        Token token = Current;
        if (AtThrow())
        {
            return ParseThrow();
        }

        Constructor? constructor = _text.AsSpan(token.Start, token.Length) switch
        {
            "Ok" => Constructor.Ok,
            "Err" => Constructor.Err,
            "Some" => Constructor.Some,
            "None" => Constructor.None,
            _ => null,
        };
        if (constructor is { } known)
        {
            Advance();
            return known == Constructor.None
                ? new ConstructorExpression(token.Span, known, null)
                : ParseConstructor(token, known);
        }

        Identifier name = TakeName();
        return new NameExpression(name.Span, name.Name);
    }

    private ConstructorExpression? ParseConstructor(Token word, Constructor constructor)
    {
        if (!Accept(TokenKind.LeftParenthesis))
        {
            Fail($"Expected '(' after '{constructor}'");
            return null;
        }

        return ParseExpression() is { } argument
            && Expect(TokenKind.RightParenthesis, $"Expected ')' to close {constructor} argument")
            ? new ConstructorExpression(SpanFrom(word.Start), constructor, argument)
            : null;
    }

    private YieldExpression? ParseYield()
    {
        Token keyword = Current;
        Advance();
        _containsYield = true;
        if (Kind is TokenKind.Semicolon or TokenKind.RightBrace or TokenKind.RightParenthesis or TokenKind.RightBracket
            or TokenKind.Comma or TokenKind.EndOfFile)
        {
            return new YieldExpression(keyword.Span, keyword.Span, null);
        }

        return ParseExpression() is { } value ? new YieldExpression(SpanFrom(keyword.Start), keyword.Span, value) : null;
    }

    private ArrayLiteral? ParseArray()
    {
        int start = Current.Start;
        Advance();
        var elements = new List<ArrayElement>();
        bool isFull = false;
        while (Kind != TokenKind.RightBracket)
        {
            Token first = Current;
            bool isSpread = Accept(TokenKind.Ellipsis);
            if (ParseElement() is not { } value)
            {
                return null;
            }

            AddLimited(elements, new ArrayElement(value, isSpread), ref isFull, first, "Array literal exceeds maximum element count of");
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
        }

        return Expect(TokenKind.RightBracket, "Expected ']' to close array literal")
            ? new ArrayLiteral(SpanFrom(start), elements)
            : null;
    }

    private DictionaryLiteral? ParseDictionary()
    {
        int start = Current.Start;
        Advance();
        var entries = new List<DictionaryEntry>();
        bool isFull = false;
        while (Kind != TokenKind.RightBrace)
        {
            Token first = Current;
            Expression? key = null;
            if (!Accept(TokenKind.Ellipsis))
            {
                key = ParseElement();
                if (key is null)
                {
                    return null;
                }

                if (!Accept(TokenKind.Colon))
                {
                    Fail("Expected ':' in dictionary literal");
                    return null;
                }
            }

            if (ParseElement() is not { } value)
            {
                return null;
            }

            AddLimited(entries, new DictionaryEntry(key, value), ref isFull, first, "Dictionary literal exceeds maximum item count of");
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
        }

        return Expect(TokenKind.RightBrace, "Expected '}' to close dictionary literal")
            ? new DictionaryLiteral(SpanFrom(start), entries)
            : null;
    }

    /// <summary>Adds to a literal until it is full; then complains once and drops the rest.</summary>
    private void AddLimited<T>(List<T> list, T item, ref bool isFull, Token first, string complaint)
    {
        if (list.Count < SyntaxLimits.MaxLiteralElements)
        {
            list.Add(item);
        }
        else if (!isFull)
        {
            isFull = true;
            Report($"{complaint} {SyntaxLimits.MaxLiteralElements}", first.Span);
        }
    }

    private bool StartsStructBody(NameExpression name) =>
        name.Name != "self"
        && (PeekKind(1) == TokenKind.RightBrace || (PeekKind(1) == TokenKind.Identifier && PeekKind(2) == TokenKind.Colon));

    private StructLiteral? ParseStructBody(int start, NameExpression name)
    {
        Advance();
        var fields = new List<FieldInitializer>();
        while (Kind != TokenKind.RightBrace)
        {
            if (ExpectName("Expected field name in struct literal") is not { } field
                || !Expect(TokenKind.Colon, "Expected ':' after field name in struct literal")
                || ParseElement() is not { } value)
            {
                return null;
            }

            fields.Add(new FieldInitializer(field, value));
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
        }

        return Expect(TokenKind.RightBrace, "Expected '}' to close struct literal")
            ? new StructLiteral(SpanFrom(start), new Identifier(name.Name, name.Span), fields)
            : null;
    }
}
