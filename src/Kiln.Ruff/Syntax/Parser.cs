using System.Text;
using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>
/// Builds the syntax tree of a program by recursive descent. A method that finds an error reports it and returns null; the nearest
/// statement list then looks for a place to go on. How deep the methods recurse is limited by counting, never by the host's stack.
/// </summary>
public sealed partial class Parser
{
    private readonly string _text;
    private readonly List<Diagnostic> _diagnostics = [];
    private Token[] _tokens;
    private int _index;
    private int _expressionDepth;
    private int _blockDepth;

    // Of the function whose body is being read: the tallest expression so far, and whether there was a yield.
    private int _tallest;
    private bool _containsYield;

    // Set once nesting goes beyond a limit. The rest of the file is skipped: going on inside would only repeat the message.
    private bool _aborted;

    private Parser(string text, Token[] tokens)
    {
        _text = text;
        _tokens = tokens;
    }

    private Token Current => _tokens[_index];

    private TokenKind Kind => _tokens[_index].Kind;

    private int PreviousEnd => _index > 0 ? _tokens[_index - 1].End : Current.Start;

    /// <summary>Parses a program. Never fails: what is wrong is in the result.</summary>
    /// <param name="source">The text.</param>
    public static ParseResult Parse(SourceText source)
    {
        string text = source.Text;
        var whole = new SourceSpan(0, text.Length);
        // A UTF-16 unit takes at most three bytes, so that most files need not be counted.
        if (text.Length > SyntaxLimits.MaxSourceBytes / 3)
        {
            int bytes = Encoding.UTF8.GetByteCount(text);
            if (bytes > SyntaxLimits.MaxSourceBytes)
            {
                string message = $"Source size {bytes} bytes exceeds maximum allowed {SyntaxLimits.MaxSourceBytes} bytes";
                return new ParseResult(new Program(whole, []), [SyntaxDiagnostics.Grammatical(message, new SourceSpan(0, 0))]);
            }
        }

        Token[] tokens = Lexer.Tokenize(text, 0, text.Length, out List<Diagnostic>? lexical);
        if (lexical is not null)
        {
            return new ParseResult(new Program(whole, []), lexical);
        }

        var parser = new Parser(text, tokens);
        List<Statement> statements = parser.ParseProgram();
        return new ParseResult(new Program(whole, statements), parser._diagnostics);
    }

    private List<Statement> ParseProgram()
    {
        var statements = new List<Statement>();
        while (true)
        {
            ParseStatements(statements);
            if (Kind == TokenKind.EndOfFile)
            {
                return statements;
            }

            // A brace without a partner. After an error it most likely closes a block whose start was skipped.
            bool isFirstError = _diagnostics.Count == 0;
            Advance();
            if (isFirstError)
            {
                Fail("Expected expression");
            }
        }
    }

    /// <summary>Reads statements up to a closing brace or the end of the file, neither of which it consumes.</summary>
    private void ParseStatements(List<Statement> statements)
    {
        while (true)
        {
            while (Kind == TokenKind.Semicolon)
            {
                Advance();
            }

            if (Kind is TokenKind.RightBrace or TokenKind.EndOfFile)
            {
                return;
            }

            int start = _index;
            if (ParseStatement() is { } statement)
            {
                statements.Add(statement);
            }
            else
            {
                Synchronize(start);
            }
        }
    }

    private void Synchronize(int failedStatement)
    {
        if (_index == failedStatement)
        {
            Advance();
        }

        while (!EndsRecovery(Kind))
        {
            Advance();
        }
    }

    private static bool EndsRecovery(TokenKind kind) => kind
        is TokenKind.EndOfFile
        or TokenKind.Semicolon
        or TokenKind.RightBrace
        or TokenKind.Let
        or TokenKind.Mut
        or TokenKind.Const
        or TokenKind.Async
        or TokenKind.Func
        or TokenKind.Struct
        or TokenKind.Enum
        or TokenKind.If
        or TokenKind.While
        or TokenKind.Loop
        or TokenKind.For
        or TokenKind.Match
        or TokenKind.Try
        or TokenKind.Return
        or TokenKind.Break
        or TokenKind.Continue
        or TokenKind.Spawn
        or TokenKind.Import
        or TokenKind.From
        or TokenKind.Export
        or TokenKind.Test
        or TokenKind.TestGroup
        or TokenKind.TestSetup
        or TokenKind.TestTeardown;

    /// <summary>Reads a block.</summary>
    /// <param name="what">What messages call it, such as <c>if block</c>.</param>
    private Block? ParseBlock(string what)
    {
        int start = Current.Start;
        if (Kind != TokenKind.LeftBrace)
        {
            FailFound($"Expected '{{' to start {what}");
            return null;
        }

        if (_blockDepth >= SyntaxLimits.MaxBlockDepth)
        {
            Abort($"Maximum block nesting depth of {SyntaxLimits.MaxBlockDepth} exceeded while parsing {what}");
            return null;
        }

        Advance();
        _blockDepth++;
        var statements = new List<Statement>();
        ParseStatements(statements);
        _blockDepth--;
        if (Kind != TokenKind.RightBrace)
        {
            FailFound($"Expected '}}' to close {what}");
            return null;
        }

        Advance();
        return new Block(SpanFrom(start), statements);
    }

    private TokenKind PeekKind(int distance) => _tokens[Math.Min(_index + distance, _tokens.Length - 1)].Kind;

    private void Advance()
    {
        if (_index < _tokens.Length - 1)
        {
            _index++;
        }
    }

    private bool Accept(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Consumes a token or complains about what stands in its place.</summary>
    private bool Expect(TokenKind kind, string expectation)
    {
        if (Accept(kind))
        {
            return true;
        }

        FailFound(expectation);
        return false;
    }

    /// <summary>Consumes a name or complains.</summary>
    private Identifier? ExpectName(string message)
    {
        if (Kind != TokenKind.Identifier)
        {
            FailAfter(message);
            return null;
        }

        return TakeName();
    }

    private Identifier TakeName()
    {
        Token token = Current;
        Advance();
        return new Identifier(_text.Substring(token.Start, token.Length), token.Span);
    }

    private SourceSpan SpanFrom(int start) => new(start, Math.Max(PreviousEnd - start, 0));

    private bool CurrentIs(string word) =>
        Kind == TokenKind.Identifier && _text.AsSpan(Current.Start, Current.Length).SequenceEqual(word);

    private void FailFound(string expectation) =>
        Fail($"{expectation} but found {TokenText.Describe(_text, Current)}");

    private void Fail(string message) => Report(message, Current.Span);

    /// <summary>Takes an unusable token and complains from behind it, which is where such messages point.</summary>
    private void FailAfter(string message)
    {
        TokenKind unusable = Kind;
        int before = _index;
        Advance();
        Fail(message);
        if (unusable is TokenKind.Semicolon or TokenKind.RightBrace)
        {
            // Taking these away would hide the end of the statement or block from the recovery.
            _index = before;
        }
    }

    private void Abort(string message)
    {
        Fail(message);
        _aborted = true;
        _index = _tokens.Length - 1;
    }

    private void Report(string message, SourceSpan span)
    {
        if (!_aborted && _diagnostics.Count < SyntaxLimits.MaxDiagnostics)
        {
            _diagnostics.Add(SyntaxDiagnostics.Grammatical(message, span));
        }
    }
}
