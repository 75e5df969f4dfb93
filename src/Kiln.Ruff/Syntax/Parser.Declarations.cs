namespace Kiln.Ruff.Syntax;

public sealed partial class Parser
{
    /// <summary>Reads a named function, or a statement that starts with a function literal.</summary>
    private Statement? ParseFunctionStatement()
    {
        int nameIndex = _index + (Kind == TokenKind.Async ? 2 : 1);
        if (PeekKind(nameIndex - _index) == TokenKind.Star)
        {
            nameIndex++;
        }

        bool isLiteral = PeekKind(nameIndex - _index) == TokenKind.LeftParenthesis;
        if (!isLiteral)
        {
            return ParseFunction(isNamed: true) is { } declaration ? new FunctionStatement(declaration) : null;
        }

        Statement? statement = ParseSimpleStatement();
        if (statement is ExpressionStatement { Expression: FunctionExpression })
        {
            // Nothing calls the literal, so it must be a declaration that lacks its name.
            Report("Expected function name after 'func'", _tokens[Math.Min(nameIndex + 1, _tokens.Length - 1)].Span);
        }

        return statement;
    }

    private FunctionDeclaration? ParseFunction(bool isNamed)
    {
        int start = Current.Start;
        FunctionTraits traits = FunctionTraits.None;
        if (Accept(TokenKind.Async))
        {
            traits |= FunctionTraits.Async;
            if (Kind != TokenKind.Func)
            {
                Fail("Expected 'func' after 'async'");
                return null;
            }
        }

        Advance();
        if (Accept(TokenKind.Star))
        {
            traits |= FunctionTraits.Generator;
        }

        Identifier? name = null;
        if (isNamed)
        {
            name = ExpectName("Expected function name after 'func'");
            if (name is null)
            {
                return null;
            }
        }

        string opening = isNamed ? "Expected '(' after function name" : "Expected '(' after 'func'";
        if (!Expect(TokenKind.LeftParenthesis, opening) || ParseParameters() is not { } parameters)
        {
            return null;
        }

        if (Accept(TokenKind.Arrow) && Kind is TokenKind.IntType or TokenKind.FloatType or TokenKind.StringType or TokenKind.BoolType)
        {
            Advance();
        }

        (int outerTallest, bool outerYield) = (_tallest, _containsYield);
        (_tallest, _containsYield) = (0, false);
        Block? body = ParseBlock("function body");
        int bodyHeight = _tallest;
        if (_containsYield)
        {
            traits |= FunctionTraits.ContainsYield;
        }

        (_tallest, _containsYield) = (Math.Max(outerTallest, bodyHeight), outerYield);
        return body is null ? null : new FunctionDeclaration(SpanFrom(start), name, parameters, body, traits, bodyHeight);
    }

    private List<Identifier>? ParseParameters()
    {
        var parameters = new List<Identifier>();
        while (Kind is TokenKind.Identifier or TokenKind.Self)
        {
            parameters.Add(TakeName());
            SkipAnnotation();
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
        }

        return Expect(TokenKind.RightParenthesis, "Expected ')' to close function parameter list") ? parameters : null;
    }

    private StructStatement? ParseStruct()
    {
        int start = Current.Start;
        Advance();
        if (ExpectName("Expected struct name after 'struct'") is not { } name
            || !Expect(TokenKind.LeftBrace, "Expected '{' to start struct body"))
        {
            return null;
        }

        var fields = new List<Identifier>();
        var methods = new List<FunctionDeclaration>();
        while (!Accept(TokenKind.RightBrace))
        {
            if (Kind is TokenKind.Func or TokenKind.Async)
            {
                if (ParseFunction(isNamed: true) is not { } method)
                {
                    return null;
                }

                methods.Add(method);
            }
            else if (Kind == TokenKind.Identifier)
            {
                fields.Add(TakeName());
                SkipAnnotation();
                // An unknown type is no error here: its name becomes a field that nobody uses.
                if (Kind == TokenKind.Colon && PeekKind(1) == TokenKind.Identifier)
                {
                    Advance();
                }
            }
            else
            {
                FailFound("Expected '}' to close struct body");
                return null;
            }

            Accept(TokenKind.Comma);
        }

        return new StructStatement(SpanFrom(start), name, fields, methods);
    }

    private EnumStatement? ParseEnum()
    {
        int start = Current.Start;
        Advance();
        if (ExpectName("Expected enum name after 'enum'") is not { } name
            || !Expect(TokenKind.LeftBrace, "Expected '{' to start enum body"))
        {
            return null;
        }

        var variants = new List<Identifier>();
        while (Kind == TokenKind.Identifier)
        {
            variants.Add(TakeName());
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
        }

        return Expect(TokenKind.RightBrace, "Expected '}' to close enum body")
            ? new EnumStatement(SpanFrom(start), name, variants)
            : null;
    }

    /// <summary>Skips a colon with a known type after it; leaves anything else where it is.</summary>
    private void SkipAnnotation()
    {
        if (Kind != TokenKind.Colon)
        {
            return;
        }

        int colon = _index;
        Advance();
        if (!SkipType(0))
        {
            _index = colon;
        }
    }

    private bool SkipType(int depth)
    {
        if (Kind is TokenKind.IntType or TokenKind.FloatType or TokenKind.StringType or TokenKind.BoolType)
        {
            Advance();
            return true;
        }

        bool isResult = CurrentIs("Result");
        if (depth >= SyntaxLimits.MaxExpressionDepth || (!isResult && !CurrentIs("Option")))
        {
            return false;
        }

        Advance();
        return Accept(TokenKind.Less)
            && SkipType(depth + 1)
            && (!isResult || (Accept(TokenKind.Comma) && SkipType(depth + 1)))
            && Accept(TokenKind.Greater);
    }
}
