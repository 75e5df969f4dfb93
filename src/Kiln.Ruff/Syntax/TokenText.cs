using System.Globalization;

namespace Kiln.Ruff.Syntax;

/// <summary>How tokens are written and how messages name them.</summary>
public static class TokenText
{
    /// <summary>Whether a token is a keyword; <c>true</c> and <c>false</c> are literals.</summary>
    public static bool IsKeyword(TokenKind kind) => kind is >= TokenKind.Let and <= TokenKind.Await;

    /// <summary>All words with a fixed meaning, booleans included.</summary>
    public static IEnumerable<string> FixedWords =>
        Enum.GetValues<TokenKind>().Where(static k => IsKeyword(k) || k is TokenKind.True or TokenKind.False).Select(Word);

    // TestSetup is test_setup, IntType is int.
    private static string Word(TokenKind kind)
    {
        string name = kind.ToString();
        name = name.EndsWith("Type", StringComparison.Ordinal) ? name[..^4] : name;
        return string.Concat(name.Select(static (c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }

    /// <summary>The kind of a word: a keyword, a boolean, or else an identifier.</summary>
    /// <param name="word">The word.</param>
    public static TokenKind WordKind(ReadOnlySpan<char> word) => word switch
    {
        "let" => TokenKind.Let,
        "mut" => TokenKind.Mut,
        "const" => TokenKind.Const,
        "func" => TokenKind.Func,
        "return" => TokenKind.Return,
        "enum" => TokenKind.Enum,
        "match" => TokenKind.Match,
        "case" => TokenKind.Case,
        "default" => TokenKind.Default,
        "if" => TokenKind.If,
        "else" => TokenKind.Else,
        "loop" => TokenKind.Loop,
        "while" => TokenKind.While,
        "for" => TokenKind.For,
        "in" => TokenKind.In,
        "break" => TokenKind.Break,
        "continue" => TokenKind.Continue,
        "try" => TokenKind.Try,
        "except" => TokenKind.Except,
        "int" => TokenKind.IntType,
        "float" => TokenKind.FloatType,
        "string" => TokenKind.StringType,
        "bool" => TokenKind.BoolType,
        "import" => TokenKind.Import,
        "export" => TokenKind.Export,
        "from" => TokenKind.From,
        "struct" => TokenKind.Struct,
        "impl" => TokenKind.Impl,
        "self" => TokenKind.Self,
        "null" => TokenKind.Null,
        "spawn" => TokenKind.Spawn,
        "test" => TokenKind.Test,
        "test_setup" => TokenKind.TestSetup,
        "test_teardown" => TokenKind.TestTeardown,
        "test_group" => TokenKind.TestGroup,
        "yield" => TokenKind.Yield,
        "async" => TokenKind.Async,
        "await" => TokenKind.Await,
        "true" => TokenKind.True,
        "false" => TokenKind.False,
        _ => TokenKind.Identifier,
    };

    /// <summary>The name of a token in a message, such as <c>Keyword("if")</c>.</summary>
    /// <param name="text">The source text.</param>
    /// <param name="token">The token.</param>
    public static string Describe(string text, Token token)
    {
        ReadOnlySpan<char> written = text.AsSpan(token.Start, token.Length);
        return token.Kind switch
        {
            TokenKind.EndOfFile => "Eof",
            TokenKind.Identifier => $"Identifier(\"{written}\")",
            TokenKind.WholeNumber => $"Int({WholeValue(written)})",
            TokenKind.RealNumber => $"Float({FormatReal(RealValue(written))})",
            TokenKind.Text => $"String({StringText.Quote(StringText.Unescape(written[1..^1]))})",
            TokenKind.InterpolatedText => "InterpolatedString([...])",
            TokenKind.True or TokenKind.False => $"Bool({written})",
            >= TokenKind.LeftParenthesis and <= TokenKind.Dot => $"Punctuation('{written}')",
            >= TokenKind.Let and <= TokenKind.Await => $"Keyword(\"{written}\")",
            _ => $"Operator(\"{written}\")",
        };
    }

    internal static long WholeValue(ReadOnlySpan<char> digits) => Lexer.TryParseWhole(digits, out long value) ? value : 0;

    internal static double RealValue(ReadOnlySpan<char> digits) =>
        double.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>The shortest digits that read back as the number, with a fraction so that it cannot be taken for a whole number.</summary>
    internal static string FormatReal(double value)
    {
        if (double.IsInfinity(value))
        {
            return "inf";
        }

        string digits = value.ToString("R", CultureInfo.InvariantCulture);
        return digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 ? digits + ".0" : digits;
    }
}
