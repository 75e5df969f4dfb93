using System.Text;
using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>Cuts a source text into tokens.</summary>
public sealed partial class Lexer
{
    private readonly string _text;
    private readonly int _end;
    private readonly List<Token> _tokens;
    private List<Diagnostic>? _diagnostics;
    private int _position;

    private Lexer(string text, int start, int end)
    {
        _text = text;
        _position = start;
        _end = end;
        // Programs have a token per three to five characters; the list then grows at most once.
        _tokens = new List<Token>(((end - start) / 4) + 8);
    }

    /// <summary>Cuts a whole text into tokens. Goes on after errors and collects them all.</summary>
    /// <param name="source">The text.</param>
    public static TokenizeResult Tokenize(SourceText source)
    {
        Token[] tokens = Tokenize(source.Text, 0, source.Text.Length, out List<Diagnostic>? diagnostics);
        return new TokenizeResult(tokens, diagnostics is null ? [] : diagnostics);
    }

    /// <summary>Cuts a stretch of a text into tokens, whose offsets count from the start of the whole text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the stretch starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="diagnostics">What is wrong, or null if nothing is.</param>
    internal static Token[] Tokenize(string text, int start, int end, out List<Diagnostic>? diagnostics)
    {
        var lexer = new Lexer(text, start, end);
        lexer.Run();
        diagnostics = lexer._diagnostics;
        return lexer._tokens.ToArray();
    }

    internal static bool IsIdentifierStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private void Run()
    {
        while (_position < _end)
        {
            char c = _text[_position];
            switch (c)
            {
                case ' ' or '\t' or '\n' or '\r':
                    _position++;
                    break;
                case '#':
                    SkipLine();
                    break;
                case '/' when Peek(1) == '/':
                    SkipLine();
                    break;
                case '/' when Peek(1) == '*':
                    SkipBlockComment();
                    break;
                case '"':
                    ReadString();
                    break;
                default:
                    if (IsIdentifierStart(c))
                    {
                        ReadWord();
                    }
                    else if (char.IsAsciiDigit(c))
                    {
                        ReadNumber();
                    }
                    else
                    {
                        ReadSign(c);
                    }

                    break;
            }
        }

        _tokens.Add(new Token(TokenKind.EndOfFile, _end, 0));
    }

    private char Peek(int distance)
    {
        int index = _position + distance;
        return index < _end ? _text[index] : '\0';
    }

    private void SkipLine()
    {
        int length = _text.AsSpan(_position, _end - _position).IndexOfAny('\n', '\r');
        _position = length < 0 ? _end : _position + length;
    }

    private void SkipBlockComment()
    {
        int start = _position;
        int body = start + 2;
        int length = _text.AsSpan(body, _end - body).IndexOf("*/", StringComparison.Ordinal);
        if (length < 0)
        {
            Report(SyntaxDiagnostics.UnterminatedComment, "Unterminated block comment", start, 2);
            _position = _end;
            return;
        }

        _position = body + length + 2;
    }

    private void ReadWord()
    {
        int start = _position;
        _position = EndOfWord(start + 1);
        ReadOnlySpan<char> word = _text.AsSpan(start, _position - start);
        if (word.Length > SyntaxLimits.MaxIdentifierLength && CodePoints(word) > SyntaxLimits.MaxIdentifierLength)
        {
            Report(
                SyntaxDiagnostics.IdentifierTooLong,
                $"Identifier exceeds maximum length of {SyntaxLimits.MaxIdentifierLength} characters",
                start,
                word.Length);
            return;
        }

        _tokens.Add(new Token(TokenText.WordKind(word), start, word.Length));
    }

    private int EndOfWord(int index)
    {
        while (index < _end)
        {
            char c = _text[index];
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                index++;
                continue;
            }

            if (c < 0x80
                || Rune.DecodeFromUtf16(_text.AsSpan(index, _end - index), out Rune rune, out int length)
                    != System.Buffers.OperationStatus.Done
                || !(Rune.IsLetter(rune) || Rune.IsNumber(rune)))
            {
                break;
            }

            index += length;
        }

        return index;
    }

    private void ReadSign(char c)
    {
        switch (c)
        {
            case '(':
                Add(TokenKind.LeftParenthesis, 1);
                break;
            case ')':
                Add(TokenKind.RightParenthesis, 1);
                break;
            case '{':
                Add(TokenKind.LeftBrace, 1);
                break;
            case '}':
                Add(TokenKind.RightBrace, 1);
                break;
            case '[':
                Add(TokenKind.LeftBracket, 1);
                break;
            case ']':
                Add(TokenKind.RightBracket, 1);
                break;
            case ',':
                Add(TokenKind.Comma, 1);
                break;
            case ';':
                Add(TokenKind.Semicolon, 1);
                break;
            case '.':
                bool ellipsis = Peek(1) == '.' && Peek(2) == '.';
                Add(ellipsis ? TokenKind.Ellipsis : TokenKind.Dot, ellipsis ? 3 : 1);
                break;
            case ':':
                AddPair(TokenKind.Colon, '=', TokenKind.ColonEquals, ':', TokenKind.ColonColon);
                break;
            case '=':
                AddPair(TokenKind.Equals, '=', TokenKind.EqualsEquals);
                break;
            case '!':
                AddPair(TokenKind.Bang, '=', TokenKind.BangEquals);
                break;
            case '<':
                AddPair(TokenKind.Less, '=', TokenKind.LessEquals);
                break;
            case '>':
                AddPair(TokenKind.Greater, '=', TokenKind.GreaterEquals);
                break;
            case '+':
                AddPair(TokenKind.Plus, '=', TokenKind.PlusEquals);
                break;
            case '-':
                AddPair(TokenKind.Minus, '=', TokenKind.MinusEquals, '>', TokenKind.Arrow);
                break;
            case '*':
                AddPair(TokenKind.Star, '=', TokenKind.StarEquals);
                break;
            case '/':
                AddPair(TokenKind.Slash, '=', TokenKind.SlashEquals);
                break;
            case '%':
                AddPair(TokenKind.Percent, '=', TokenKind.PercentEquals);
                break;
            case '?':
                AddPair(TokenKind.Question, '?', TokenKind.QuestionQuestion, '.', TokenKind.QuestionDot);
                break;
            case '|':
                AddPair(TokenKind.Pipe, '|', TokenKind.PipePipe, '>', TokenKind.PipeGreater);
                break;
            case '&':
                AddPair(TokenKind.Ampersand, '&', TokenKind.AmpersandAmpersand);
                break;
            default:
                RejectCharacter(c);
                break;
        }
    }

    private void RejectCharacter(char c)
    {
        if (c == '\0')
        {
            Report(SyntaxDiagnostics.NullByte, "Null byte is not allowed in source", _position, 1);
            _position++;
            return;
        }

        int length = CodePointLength(_position);
        string character = _text.Substring(_position, length);
        Report(SyntaxDiagnostics.InvalidCharacter, $"Invalid character: '{character}'", _position, length);
        _position += length;
    }

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, _position, length));
        _position += length;
    }

    private void AddPair(TokenKind single, char second, TokenKind pair, char otherSecond = '\0', TokenKind otherPair = default)
    {
        char next = Peek(1);
        if (next == second)
        {
            Add(pair, 2);
        }
        else if (next == otherSecond && next != '\0')
        {
            Add(otherPair, 2);
        }
        else
        {
            Add(single, 1);
        }
    }

    private int CodePointLength(int index) =>
        char.IsHighSurrogate(_text[index]) && index + 1 < _end && char.IsLowSurrogate(_text[index + 1]) ? 2 : 1;

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char c in text)
        {
            count += char.IsLowSurrogate(c) ? 0 : 1;
        }

        return count;
    }

    private void Report(string code, string message, int start, int length)
    {
        _diagnostics ??= [];
        if (_diagnostics.Count < SyntaxLimits.MaxDiagnostics)
        {
            _diagnostics.Add(SyntaxDiagnostics.Lexical(code, message, new SourceSpan(start, length)));
        }
    }
}
