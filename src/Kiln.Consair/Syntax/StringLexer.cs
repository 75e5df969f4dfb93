using System.Globalization;
using System.Text;
using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Consair.Syntax;

/// <summary>Reads one string literal.</summary>
internal ref struct StringLexer(string text, int start)
{
    private readonly StringBuilder _content = new();
    private int _position = start + 1;

    /// <summary>Reads the string and moves the lexer behind it.</summary>
    public Token Read(Lexer lexer)
    {
        while (_position < text.Length)
        {
            char c = text[_position];
            if (c == '"')
            {
                lexer.Position = _position + 1;
                return new Token(TokenKind.Atom, new SourceSpan(start, _position + 1 - start), Value.FromString(_content.ToString()));
            }

            if (c != '\\')
            {
                _content.Append(c);
                _position++;
            }
            else if (ReadEscape() is { } error)
            {
                return error;
            }
        }

        return Unterminated();
    }

    private readonly Token Unterminated() =>
        Lexer.Fail("Unterminated string", start, 1, "close the string with a double quote", isIncomplete: true);

    private Token? ReadEscape()
    {
        if (_position + 1 >= text.Length)
        {
            return Unterminated();
        }

        char c = text[_position + 1];
        int simple = "ntr\\\"'0".IndexOf(c, StringComparison.Ordinal);
        if (simple >= 0)
        {
            _content.Append("\n\t\r\\\"'\0"[simple]);
            _position += 2;
            return null;
        }

        return c switch
        {
            'x' => ReadHex(),
            'u' => ReadUnicode(),
            _ => Lexer.Fail($"Unknown escape sequence: \\{c}", _position, 2, "write \\\\ for a backslash"),
        };
    }

    private Token? ReadHex()
    {
        int code = 0;
        for (int i = _position + 2; i < _position + 4; i++)
        {
            if (i >= text.Length)
            {
                return Unterminated();
            }

            if (!char.IsAsciiHexDigit(text[i]))
            {
                return Lexer.Fail("Invalid hex digit in escape sequence", i, 1, "write two hexadecimal digits after \\x");
            }

            code = (code * 16) + Convert.ToInt32(text[i].ToString(), 16);
        }

        _content.Append((char)code);
        _position += 4;
        return null;
    }

    private Token? ReadUnicode()
    {
        int i = _position + 2;
        if (i >= text.Length)
        {
            return Unterminated();
        }

        if (text[i] != '{')
        {
            return Lexer.Fail($"Expected '{{', found '{text[i]}'", i, 1, "write the code point in braces: \\u{e9}");
        }

        long code = 0;
        for (i++; i < text.Length && text[i] != '}'; i++)
        {
            if (!char.IsAsciiHexDigit(text[i]))
            {
                return Lexer.Fail("Invalid hex digit in unicode escape", i, 1, "write hexadecimal digits in the braces after \\u");
            }

            code = Math.Min((code * 16) + Convert.ToInt32(text[i].ToString(), 16), int.MaxValue);
        }

        if (i >= text.Length)
        {
            return Unterminated();
        }

        if (!Rune.IsValid((int)code))
        {
            return Lexer.Fail($"Invalid unicode code point: {code.ToString(CultureInfo.InvariantCulture)}", _position, i + 1 - _position, "code points go up to 10ffff, without d800 to dfff");
        }

        _content.Append(new Rune((int)code).ToString());
        _position = i + 1;
        return null;
    }
}
