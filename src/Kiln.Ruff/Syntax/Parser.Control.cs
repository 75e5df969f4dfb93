namespace Kiln.Ruff.Syntax;

public sealed partial class Parser
{
    private IfStatement? ParseIf()
    {
        int start = Current.Start;
        Block? elseBlock = null;
        var arms = new List<IfArm>();
        while (true)
        {
            Advance();
            if (ParseExpression() is not { } condition || ParseBlock("if block") is not { } body)
            {
                return null;
            }

            arms.Add(new IfArm(condition, body));
            if (!Accept(TokenKind.Else))
            {
                break;
            }

            if (Kind != TokenKind.If)
            {
                elseBlock = ParseBlock("else block");
                if (elseBlock is null)
                {
                    return null;
                }

                break;
            }
        }

        return new IfStatement(SpanFrom(start), arms, elseBlock);
    }

    private WhileStatement? ParseWhile()
    {
        int start = Current.Start;
        Advance();
        return ParseExpression() is { } condition && ParseBlock("while body") is { } body
            ? new WhileStatement(SpanFrom(start), condition, body)
            : null;
    }

    private Statement? ParseLoop()
    {
        int start = Current.Start;
        Advance();
        if (!Accept(TokenKind.While))
        {
            return ParseBlock("loop body") is { } forever ? new LoopStatement(SpanFrom(start), forever) : null;
        }

        return ParseExpression() is { } condition && ParseBlock("loop body") is { } body
            ? new WhileStatement(SpanFrom(start), condition, body)
            : null;
    }

    private ForStatement? ParseFor()
    {
        int start = Current.Start;
        Advance();
        return ExpectName("Expected loop variable name after 'for'") is { } variable
            && Expect(TokenKind.In, "Expected 'in' in for loop")
            && ParseIterable() is { } iterable
            && ParseBlock("for loop body") is { } body
            ? new ForStatement(SpanFrom(start), variable, iterable, body)
            : null;
    }

    private MatchStatement? ParseMatch()
    {
        int start = Current.Start;
        Advance();
        if (ParseExpression() is not { } subject || !Expect(TokenKind.LeftBrace, "Expected '{' to start match body"))
        {
            return null;
        }

        var cases = new List<MatchCase>();
        Block? defaultBody = null;
        while (!Accept(TokenKind.RightBrace))
        {
            if (Kind == TokenKind.Case)
            {
                if (ParseCase() is not { } matchCase)
                {
                    return null;
                }

                cases.Add(matchCase);
            }
            else if (Accept(TokenKind.Default))
            {
                if (!Expect(TokenKind.Colon, "Expected ':' after 'default'")
                    || ParseBlock("match default block") is not { } body)
                {
                    return null;
                }

                defaultBody = body;
            }
            else
            {
                FailFound("Expected '}' to close match body");
                return null;
            }
        }

        return new MatchStatement(SpanFrom(start), subject, cases, defaultBody);
    }

    private MatchCase? ParseCase()
    {
        int start = Current.Start;
        Advance();
        if (ExpectName("Expected tag name after 'case'") is not { } tag)
        {
            return null;
        }

        if (Accept(TokenKind.ColonColon))
        {
            if (ExpectName("Expected variant name after '::'") is not { } variant)
            {
                return null;
            }

            tag = new Identifier($"{tag.Name}::{variant.Name}", SpanFrom(tag.Span.Start));
        }

        Identifier? binding = null;
        if (Accept(TokenKind.LeftParenthesis))
        {
            binding = ExpectName("Expected binding name in match case");
            if (binding is null || !Expect(TokenKind.RightParenthesis, "Expected ')' after match case binding"))
            {
                return null;
            }
        }

        return Expect(TokenKind.Colon, "Expected ':' after match case") && ParseBlock("match case block") is { } body
            ? new MatchCase(SpanFrom(start), tag, binding, body)
            : null;
    }

    private TryStatement? ParseTry()
    {
        int start = Current.Start;
        Advance();
        return ParseBlock("try block") is { } body
            && Expect(TokenKind.Except, "Expected 'except' after try block")
            && ExpectName("Expected exception variable after 'except'") is { } errorName
            && ParseBlock("except block") is { } handler
            ? new TryStatement(SpanFrom(start), body, errorName, handler)
            : null;
    }
}
