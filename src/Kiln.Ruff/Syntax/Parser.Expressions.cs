using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

public sealed partial class Parser
{
    private const int PipePrecedence = 1;
    private const int EqualityPrecedence = 5;

    /// <summary>Reads an expression with everything the grammar has.</summary>
    private Expression? ParseExpression()
    {
        if (!EnterExpression("expression"))
        {
            return null;
        }

        Expression? expression;
        if (Kind == TokenKind.Identifier && PeekKind(1) == TokenKind.ColonColon)
        {
            expression = ParseTag();
        }
        else if (AtThrow())
        {
            expression = ParseThrow();
        }
        else
        {
            expression = ParseBinary(PipePrecedence);
        }

        return LeaveExpression(expression);
    }

    /// <summary>Reads an element of a literal: no operator that binds more loosely than equality, no tag.</summary>
    private Expression? ParseElement() =>
        EnterExpression("expression") ? LeaveExpression(ParseBinary(EqualityPrecedence)) : null;

    /// <summary>Reads what a loop walks through: no operator at all.</summary>
    private Expression? ParseIterable() =>
        EnterExpression("expression") ? LeaveExpression(ParsePostfix()) : null;

    private bool EnterExpression(string what)
    {
        if (_expressionDepth >= SyntaxLimits.MaxExpressionDepth)
        {
            Abort($"Maximum expression nesting depth of {SyntaxLimits.MaxExpressionDepth} exceeded while parsing {what}");
            return false;
        }

        _expressionDepth++;
        return true;
    }

    private Expression? LeaveExpression(Expression? expression)
    {
        _expressionDepth--;
        if (expression is null || !CheckHeight(expression))
        {
            return null;
        }

        _tallest = Math.Max(_tallest, expression.Height);
        return expression;
    }

    private bool CheckHeight(Expression expression)
    {
        if (expression.Height <= SyntaxLimits.MaxTreeHeight)
        {
            return true;
        }

        Abort($"Maximum expression nesting depth of {SyntaxLimits.MaxTreeHeight} exceeded while parsing operator chain");
        return false;
    }

    /// <summary>Reads operands and the operators between them that bind at least as tightly as asked for. All lean left.</summary>
    private Expression? ParseBinary(int minimumPrecedence)
    {
        if (ParseUnary() is not { } left)
        {
            return null;
        }

        while (true)
        {
            Token operatorToken = Current;
            int precedence = Precedence(operatorToken.Kind);
            if (precedence < minimumPrecedence)
            {
                return left;
            }

            Advance();
            if (ParseBinary(precedence + 1) is not { } right)
            {
                return null;
            }

            left = Combine(left, operatorToken, right);
            if (!CheckHeight(left))
            {
                return null;
            }
        }
    }

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.PipeGreater => PipePrecedence,
        TokenKind.QuestionQuestion => 2,
        TokenKind.PipePipe => 3,
        TokenKind.AmpersandAmpersand => 4,
        TokenKind.EqualsEquals or TokenKind.BangEquals => EqualityPrecedence,
        TokenKind.Less or TokenKind.LessEquals or TokenKind.Greater or TokenKind.GreaterEquals => 6,
        TokenKind.Plus or TokenKind.Minus => 7,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 8,
        _ => 0,
    };

    private static Expression Combine(Expression left, Token operatorToken, Expression right)
    {
        SourceSpan span = operatorToken.Span;
        return operatorToken.Kind switch
        {
            TokenKind.PipeGreater => new PipeExpression(left, span, right),
            TokenKind.QuestionQuestion => new LogicalExpression(left, LogicalOperator.Coalesce, span, right),
            TokenKind.PipePipe => new LogicalExpression(left, LogicalOperator.Or, span, right),
            TokenKind.AmpersandAmpersand => new LogicalExpression(left, LogicalOperator.And, span, right),
            _ => new InfixExpression(left, Infix(operatorToken.Kind), span, right),
        };
    }

    private static InfixOperator Infix(TokenKind kind) => kind switch
    {
        TokenKind.EqualsEquals => InfixOperator.Equal,
        TokenKind.BangEquals => InfixOperator.NotEqual,
        TokenKind.Less => InfixOperator.Less,
        TokenKind.LessEquals => InfixOperator.LessEqual,
        TokenKind.Greater => InfixOperator.Greater,
        TokenKind.GreaterEquals => InfixOperator.GreaterEqual,
        TokenKind.Plus => InfixOperator.Add,
        TokenKind.Minus => InfixOperator.Subtract,
        TokenKind.Star => InfixOperator.Multiply,
        TokenKind.Slash => InfixOperator.Divide,
        _ => InfixOperator.Modulo,
    };

    private Expression? ParseUnary()
    {
        if (Kind is not (TokenKind.Minus or TokenKind.Bang))
        {
            return ParsePostfix();
        }

        if (!EnterExpression("unary expression"))
        {
            return null;
        }

        Token operatorToken = Current;
        Advance();
        Expression? expression = null;
        if (ParseUnary() is { } operand)
        {
            PrefixOperator prefix = operatorToken.Kind == TokenKind.Minus ? PrefixOperator.Negate : PrefixOperator.Not;
            expression = new PrefixExpression(SpanFrom(operatorToken.Start), prefix, operatorToken.Span, operand);
        }

        return LeaveExpression(expression);
    }

    private Expression? ParsePostfix()
    {
        int start = Current.Start;
        Expression? expression = ParsePrimary();
        while (expression is not null)
        {
            if (!CheckHeight(expression))
            {
                return null;
            }

            switch (Kind)
            {
                case TokenKind.LeftParenthesis:
                    expression = ParseArguments("function call arguments") is { } arguments
                        ? new CallExpression(SpanFrom(start), expression, arguments)
                        : null;
                    break;
                case TokenKind.LeftBracket:
                    expression = ParseIndex(start, expression);
                    break;
                case TokenKind.Dot:
                    expression = ParseMember(start, expression);
                    break;
                case TokenKind.QuestionDot:
                    Advance();
                    expression = ExpectName("Expected field name after '?.'") is { } field
                        ? new MemberExpression(expression, field, isOptional: true)
                        : null;
                    break;
                case TokenKind.Question:
                    expression = new TryExpression(expression, Current.Span);
                    Advance();
                    break;
                case TokenKind.LeftBrace when expression is NameExpression name && StartsStructBody(name):
                    expression = ParseStructBody(start, name);
                    break;
                default:
                    return expression;
            }
        }

        return null;
    }

    private IndexExpression? ParseIndex(int start, Expression target)
    {
        Advance();
        return ParseExpression() is { } index && Expect(TokenKind.RightBracket, "Expected ']' to close index expression")
            ? new IndexExpression(SpanFrom(start), target, index)
            : null;
    }

    private Expression? ParseMember(int start, Expression target)
    {
        Advance();
        if (ExpectName("Expected field or method name after '.'") is not { } name)
        {
            return null;
        }

        if (Kind != TokenKind.LeftParenthesis)
        {
            return new MemberExpression(target, name, isOptional: false);
        }

        return ParseArguments("method call arguments") is { } arguments
            ? new MethodCallExpression(SpanFrom(start), target, name, arguments)
            : null;
    }

    /// <summary>Reads arguments with their parentheses, the first of which is the current token.</summary>
    private List<Expression>? ParseArguments(string what)
    {
        Advance();
        var arguments = new List<Expression>();
        while (Kind != TokenKind.RightParenthesis)
        {
            if (ParseExpression() is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
        }

        return Expect(TokenKind.RightParenthesis, $"Expected ')' to close {what}") ? arguments : null;
    }

    private TagExpression? ParseTag()
    {
        int start = Current.Start;
        Identifier enumName = TakeName();
        Advance();
        if (ExpectName("Expected variant name after '::'") is not { } variant)
        {
            return null;
        }

        List<Expression>? arguments = null;
        if (Kind == TokenKind.LeftParenthesis)
        {
            arguments = ParseArguments("enum variant arguments");
            if (arguments is null)
            {
                return null;
            }
        }

        return new TagExpression(SpanFrom(start), enumName, variant, arguments);
    }

    private bool AtThrow() => PeekKind(1) == TokenKind.LeftParenthesis && CurrentIs("throw");

    private ThrowExpression? ParseThrow()
    {
        int start = Current.Start;
        Advance();
        return ParseArguments("throw arguments") is { } arguments ? new ThrowExpression(SpanFrom(start), arguments) : null;
    }
}
