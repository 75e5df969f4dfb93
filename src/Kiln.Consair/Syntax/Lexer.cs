using System.Globalization;
using System.Text;
using Kiln.Consair.Semantics;
using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Consair.Syntax;

/// <summary>Cuts a text into tokens, one at a time.</summary>
internal sealed class Lexer(string text)
{
    private static readonly Dictionary<string, TokenKind> s_dispatch = new()
    {
        ["#pvec["] = TokenKind.OpenPersistentVector,
        ["#pmap{"] = TokenKind.OpenPersistentMap,
        ["#pset{"] = TokenKind.OpenPersistentSet,
        ["#{"] = TokenKind.OpenSet,
    };

    /// <summary>Where the next token is looked for.</summary>
    public int Position { get; set; }

    /// <summary>Whether a comment was passed.</summary>
    public bool SawComment { get; private set; }

    /// <summary>The next token.</summary>
    /// <param name="inBraces">Whether it stands in a map or set, where a comma before white space separates.</param>
    public Token Next(bool inBraces = false)
    {
        SkipBlanks(inBraces);
        int start = Position;
        if (start >= text.Length)
        {
            return new Token(TokenKind.End, new SourceSpan(start, 0));
        }

        char c = text[start];
        switch (c)
        {
            case '(':
                return Simple(TokenKind.OpenList, 1);
            case ')':
                return Simple(TokenKind.CloseList, 1);
            case '{':
                return Simple(TokenKind.OpenMap, 1);
            case '}':
                return Simple(TokenKind.CloseBrace, 1);
            case ']':
                return Simple(TokenKind.CloseBracket, 1);
            case '<' or '>':
                return Angle(c);
            case '\'':
                return Prefix(Symbols.Quote, 1);
            case '`':
                return Prefix(Symbols.Quasiquote, 1);
            case ',':
                return At(start + 1) == '@' ? Prefix(Symbols.UnquoteSplicing, 2) : Prefix(Symbols.Unquote, 1);
            case '"':
                return new StringLexer(text, start).Read(this);
            case ':':
                return ReadKeyword();
            case '$' or '#' or '~':
                return Reserved();
            case '.' when IsDelimiter(start + 1):
                return Simple(TokenKind.Dot, 1);
        }

        if (IsNumeric(RuneAt(start)) || (c == '-' && start + 1 < text.Length && IsNumeric(RuneAt(start + 1))))
        {
            return ReadNumber();
        }

        return IsConstituent(RuneAt(start)) ? ReadSymbol() : Unexpected();
    }

    /// <summary>Whether a character can be part of a symbol.</summary>
    public static bool IsConstituent(Rune rune) => Rune.IsLetter(rune) || IsNumeric(rune)
        || (rune.IsAscii && rune.Value is '-' or '_' or '+' or '*' or '!' or '?' or '=' or '%' or '/');

    private static bool IsNumeric(Rune rune) => Rune.IsNumber(rune);

    private char At(int index) => index < text.Length ? text[index] : '\0';

    private Rune RuneAt(int index) => Rune.TryGetRuneAt(text, index, out Rune rune) ? rune : Rune.ReplacementChar;

    private bool IsDelimiter(int index) => index >= text.Length || char.IsWhiteSpace(text[index]) || text[index] is '(' or ')' or ';' or '"' or '\'';

    private void SkipBlanks(bool inBraces)
    {
        while (Position < text.Length)
        {
            char c = text[Position];
            if (c == ';')
            {
                SawComment = true;
                int end = text.IndexOf('\n', Position);
                Position = end < 0 ? text.Length : end;
            }
            else if (char.IsWhiteSpace(c) || (inBraces && c == ',' && char.IsWhiteSpace(At(Position + 1))))
            {
                Position++;
            }
            else
            {
                return;
            }
        }
    }

    private SourceSpan Take(int length)
    {
        var span = new SourceSpan(Position, length);
        Position += length;
        return span;
    }

    private Token Simple(TokenKind kind, int length) => new(kind, Take(length));

    private Token Prefix(Symbol symbol, int length) => new(TokenKind.Prefix, Take(length), new Value(symbol));

    /// <summary>Makes the token of an error; nothing after it is read.</summary>
    public static Token Fail(string message, int start, int length, string advice, bool isIncomplete = false) =>
        new(TokenKind.Error, new SourceSpan(start, length), Error: new SyntaxError(message, new SourceSpan(start, length), advice, isIncomplete));

    private Token Angle(char c)
    {
        char next = At(Position + 1);
        if (next == c)
        {
            return Simple(c == '<' ? TokenKind.OpenVector : TokenKind.CloseVector, 2);
        }

        int length = next == '=' ? 2 : 1;
        var symbol = Symbol.Intern(text.AsSpan(Position, length));
        return new Token(TokenKind.Atom, Take(length), new Value(symbol));
    }

    private Token ReadSymbol()
    {
        int start = Position;
        int end = ConstituentsEnd(start);
        ReadOnlySpan<char> name = text.AsSpan(start, end - start);
        Value value = name switch
        {
            "nil" => Value.Nil,
            "t" => Value.True,
            _ => new Value(Symbol.Intern(name)),
        };
        return new Token(TokenKind.Atom, Take(end - start), value);
    }

    private int ConstituentsEnd(int start)
    {
        int end = start;
        while (end < text.Length)
        {
            Rune rune = RuneAt(end);
            if (!IsConstituent(rune))
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return end;
    }

    private Token ReadKeyword()
    {
        int end = ConstituentsEnd(Position + 1);
        if (end == Position + 1)
        {
            return Unexpected();
        }

        Value keyword = new(Keyword.Intern(text[(Position + 1)..end]));
        return new Token(TokenKind.Atom, Take(end - Position), keyword);
    }

    private Token Reserved()
    {
        foreach ((string opening, TokenKind kind) in s_dispatch)
        {
            if (string.CompareOrdinal(text, Position, opening, 0, opening.Length) == 0)
            {
                return Simple(kind, opening.Length);
            }
        }

        return Fail("Not a string", Position, 1, $"'{text[Position]}' is reserved; remove it");
    }

    private Token Unexpected()
    {
        Rune rune = RuneAt(Position);
        return Fail($"Unexpected character '{rune}'", Position, rune.Utf16SequenceLength, "remove it, or put it into a string");
    }

    private Token ReadNumber()
    {
        int start = Position;
        int end = start + (text[start] == '-' ? 1 : 0);
        bool hasPoint = false;
        bool hasSlash = false;
        bool hasExponent = false;
        while (end < text.Length)
        {
            char c = text[end];
            bool mayMark = !hasPoint && !hasSlash && !hasExponent;
            if (c == '.' && mayMark)
            {
                hasPoint = true;
            }
            else if (c == '/' && mayMark)
            {
                hasSlash = true;
            }
            else if (c is 'e' or 'E' && !hasSlash && !hasExponent)
            {
                hasExponent = true;
                end += At(end + 1) is '+' or '-' ? 1 : 0;
            }
            else if (!IsNumeric(RuneAt(end)))
            {
                break;
            }

            end += RuneAt(end).Utf16SequenceLength;
        }

        ReadOnlySpan<char> digits = text.AsSpan(start, end - start);
        Value value = NumberSyntax.Parse(digits, hasSlash, hasPoint || hasExponent) ?? new Value(Symbol.Intern(digits));
        return new Token(TokenKind.Atom, Take(end - start), value);
    }
}
