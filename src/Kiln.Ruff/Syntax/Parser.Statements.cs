using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

public sealed partial class Parser
{
    private Statement? ParseStatement()
    {
        int start = Current.Start;
        switch (Kind)
        {
            case TokenKind.Let:
                return ParseBinding(BindingKind.Let, "let");
            case TokenKind.Mut:
                return ParseBinding(BindingKind.Mut, "mut");
            case TokenKind.Const:
                return ParseConstant();
            case TokenKind.Func or TokenKind.Async:
                return ParseFunctionStatement();
            case TokenKind.Struct:
                return ParseStruct();
            case TokenKind.Enum:
                return ParseEnum();
            case TokenKind.If:
                return ParseIf();
            case TokenKind.While:
                return ParseWhile();
            case TokenKind.Loop:
                return ParseLoop();
            case TokenKind.For:
                return ParseFor();
            case TokenKind.Match:
                return ParseMatch();
            case TokenKind.Try:
                return ParseTry();
            case TokenKind.Return:
                return ParseReturn();
            case TokenKind.Break:
                Advance();
                return new BreakStatement(SpanFrom(start));
            case TokenKind.Continue:
                Advance();
                return new ContinueStatement(SpanFrom(start));
            case TokenKind.Spawn:
                Advance();
                return ParseBlock("spawn block") is { } spawned ? new SpawnStatement(SpanFrom(start), spawned) : null;
            case TokenKind.Import:
                return ParseImport();
            case TokenKind.From:
                return ParseFromImport();
            case TokenKind.Export:
                return ParseExport();
            case TokenKind.Test:
                return ParseTest("test");
            case TokenKind.TestGroup:
                return ParseTest("test_group");
            case TokenKind.TestSetup:
                Advance();
                return ParseBlock("test_setup body") is { } setup ? new TestSetupStatement(SpanFrom(start), setup) : null;
            case TokenKind.TestTeardown:
                Advance();
                return ParseBlock("test_teardown body") is { } teardown ? new TestTeardownStatement(SpanFrom(start), teardown) : null;
            case TokenKind.LeftBrace or TokenKind.LeftBracket:
                return StartsDestructuring(out Pattern? pattern) ? ParseDestructuring(start, pattern!) : ParseSimpleStatement();
            case TokenKind.Case or TokenKind.Default or TokenKind.Else or TokenKind.In or TokenKind.Except or TokenKind.Impl
                or TokenKind.IntType or TokenKind.FloatType or TokenKind.StringType or TokenKind.BoolType:
                Fail("Invalid statement");
                return null;
            default:
                return ParseSimpleStatement();
        }
    }

    private BindingStatement? ParseBinding(BindingKind kind, string keyword)
    {
        int start = Current.Start;
        Advance();
        if (ParsePattern(0) is not { } pattern)
        {
            FailAfter($"Expected variable name or pattern after '{keyword}'");
            return null;
        }

        return ParseInitializer(keyword) is { } value ? new BindingStatement(SpanFrom(start), kind, pattern, value) : null;
    }

    private BindingStatement? ParseConstant()
    {
        int start = Current.Start;
        Advance();
        if (ExpectName("Expected constant name after 'const'") is not { } name || ParseInitializer("const") is not { } value)
        {
            return null;
        }

        return new BindingStatement(SpanFrom(start), BindingKind.Const, new NamePattern(name.Span, name.Name), value);
    }

    private Expression? ParseInitializer(string keyword)
    {
        SkipAnnotation();
        if (Kind is not (TokenKind.ColonEquals or TokenKind.Equals))
        {
            FailFound($"Expected assignment operator (':=' or '=') in {keyword} declaration");
            return null;
        }

        Advance();
        return ParseAssignedValue();
    }

    /// <summary>Reads the right side of an assignment, which must not be an assignment itself.</summary>
    private Expression? ParseAssignedValue()
    {
        if (ParseExpression() is not { } value)
        {
            return null;
        }

        if (IsAssignmentOperator(Kind))
        {
            Fail("Chained assignment is not supported; split the assignment into separate statements");
            return null;
        }

        return value;
    }

    private DestructuringStatement? ParseDestructuring(int start, Pattern pattern)
    {
        Advance();
        return ParseAssignedValue() is { } value ? new DestructuringStatement(SpanFrom(start), pattern, value) : null;
    }

    /// <summary>Reads an expression, or an assignment to one.</summary>
    private Statement? ParseSimpleStatement()
    {
        if (ParseExpression() is not { } expression)
        {
            return null;
        }

        if (!IsAssignmentOperator(Kind))
        {
            return new ExpressionStatement(expression);
        }

        Token operatorToken = Current;
        Advance();
        if (expression is not (NameExpression or MemberExpression { IsOptional: false } or IndexExpression))
        {
            Fail("Invalid assignment target");
            return null;
        }

        return ParseAssignedValue() is { } value
            ? new AssignmentStatement(expression, CompoundOperator(operatorToken.Kind), operatorToken.Span, value)
            : null;
    }

    private ReturnStatement? ParseReturn()
    {
        int start = Current.Start;
        Advance();
        if (Kind is TokenKind.Semicolon or TokenKind.RightBrace or TokenKind.EndOfFile)
        {
            return new ReturnStatement(SpanFrom(start), null);
        }

        return ParseExpression() is { } value ? new ReturnStatement(SpanFrom(start), value) : null;
    }

    private ImportStatement? ParseImport()
    {
        int start = Current.Start;
        Advance();
        return ExpectName("Expected module name after 'import'") is { } module
            ? new ImportStatement(SpanFrom(start), module)
            : null;
    }

    private FromImportStatement? ParseFromImport()
    {
        int start = Current.Start;
        Advance();
        if (ExpectName("Expected module name after 'from'") is not { } first)
        {
            return null;
        }

        List<string> parts = [first.Name];
        while (Accept(TokenKind.Dot))
        {
            if (ExpectName("Expected module name after '.'") is not { } part)
            {
                return null;
            }

            parts.Add(part.Name);
        }

        var module = new Identifier(string.Join('.', parts), SpanFrom(first.Span.Start));
        if (!Expect(TokenKind.Import, "Expected 'import' after module name"))
        {
            return null;
        }

        var symbols = new List<Identifier>();
        do
        {
            if (ExpectName("Expected imported symbol name") is not { } symbol)
            {
                return null;
            }

            symbols.Add(symbol);
        }
        while (Accept(TokenKind.Comma));
        return new FromImportStatement(SpanFrom(start), module, symbols);
    }

    private ExportStatement? ParseExport()
    {
        int start = Current.Start;
        // Exporting twice is the same as exporting once; reading the words in a loop keeps a long row of them off the stack.
        while (Accept(TokenKind.Export))
        {
        }

        return ParseStatement() is { } inner ? new ExportStatement(SpanFrom(start), inner) : null;
    }

    private Statement? ParseTest(string keyword)
    {
        int start = Current.Start;
        bool isGroup = Kind == TokenKind.TestGroup;
        Advance();
        if (Kind != TokenKind.Text)
        {
            FailAfter($"Expected test name string after '{keyword}'");
            return null;
        }

        string name = CurrentText();
        Advance();
        if (ParseBlock(isGroup ? "test_group body" : "test body") is not { } body)
        {
            return null;
        }

        SourceSpan span = SpanFrom(start);
        return isGroup ? new TestGroupStatement(span, name, body) : new TestStatement(span, name, body);
    }

    private static bool IsAssignmentOperator(TokenKind kind) => kind
        is TokenKind.ColonEquals
        or TokenKind.Equals
        or TokenKind.PlusEquals
        or TokenKind.MinusEquals
        or TokenKind.StarEquals
        or TokenKind.SlashEquals
        or TokenKind.PercentEquals;

    private static InfixOperator? CompoundOperator(TokenKind kind) => kind switch
    {
        TokenKind.PlusEquals => InfixOperator.Add,
        TokenKind.MinusEquals => InfixOperator.Subtract,
        TokenKind.StarEquals => InfixOperator.Multiply,
        TokenKind.SlashEquals => InfixOperator.Divide,
        TokenKind.PercentEquals => InfixOperator.Modulo,
        _ => null,
    };
}
