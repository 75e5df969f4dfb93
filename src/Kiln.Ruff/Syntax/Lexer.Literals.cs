using System.Globalization;

namespace Kiln.Ruff.Syntax;

public sealed partial class Lexer
{
    private void ReadNumber()
    {
        int start = _position;
        TokenKind kind = TokenKind.WholeNumber;
        SkipDigits();
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            kind = TokenKind.RealNumber;
            _position++;
            SkipDigits();
        }

        int digitsEnd = _position;
        _position = EndOfWord(digitsEnd);
        ReadOnlySpan<char> literal = _text.AsSpan(start, _position - start);
        if (literal.Length > SyntaxLimits.MaxNumberLength)
        {
            Report(
                SyntaxDiagnostics.NumberTooLong,
                $"Numeric literal exceeds maximum length of {SyntaxLimits.MaxNumberLength} characters",
                start,
                literal.Length);
        }
        else if (_position > digitsEnd)
        {
            Report(SyntaxDiagnostics.MalformedNumber, $"Malformed numeric literal: {literal}", start, literal.Length);
        }
        else if (kind == TokenKind.WholeNumber && !TryParseWhole(literal, out _))
        {
            Report(SyntaxDiagnostics.NumberOverflow, $"Numeric literal overflow: {literal}", start, literal.Length);
        }
        else
        {
            _tokens.Add(new Token(kind, start, literal.Length));
        }
    }

    internal static bool TryParseWhole(ReadOnlySpan<char> digits, out long value) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek(0)))
        {
            _position++;
        }
    }

    private void ReadString()
    {
        int start = _position;
        int characters = 0;
        bool interpolated = false;
        _position++;
        while (true)
        {
            char c = Peek(0);
            if (_position >= _end || c is '\n' or '\r')
            {
                Report(SyntaxDiagnostics.UnterminatedString, "Unterminated string literal", start, _position - start);
                return;
            }

            if (c == '"')
            {
                _position++;
                break;
            }

            if (c == '$' && Peek(1) == '{')
            {
                int close = StringText.FindInterpolationEnd(_text, _position + 2, _end);
                if (close < 0)
                {
                    SkipLine();
                    continue;
                }

                interpolated = true;
                characters += CodePoints(_text.AsSpan(_position, close + 1 - _position));
                _position = close + 1;
                continue;
            }

            characters++;
            if (c == '\\')
            {
                ReadEscape();
            }
            else
            {
                if (c == '\0')
                {
                    Report(SyntaxDiagnostics.NullByte, "Null byte is not allowed in source", _position, 1);
                }

                _position += CodePointLength(_position);
            }
        }

        if (characters > SyntaxLimits.MaxStringLength)
        {
            Report(
                SyntaxDiagnostics.StringTooLong,
                $"String literal exceeds maximum length of {SyntaxLimits.MaxStringLength} characters",
                start,
                _position - start);
            return;
        }

        _tokens.Add(new Token(interpolated ? TokenKind.InterpolatedText : TokenKind.Text, start, _position - start));
    }

    private void ReadEscape()
    {
        _position++;
        char escaped = Peek(0);
        if (_position >= _end || escaped is '\n' or '\r')
        {
            return;
        }

        int length = CodePointLength(_position);
        if (!StringText.TryUnescape(escaped, out _))
        {
            string character = _text.Substring(_position, length);
            Report(SyntaxDiagnostics.InvalidEscape, $@"Invalid escape sequence: \\{character}", _position, length);
        }

        _position += length;
    }
}
