using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>Codes of the lexer's and the parser's diagnostics, and how they are made.</summary>
public static class SyntaxDiagnostics
{
    /// <summary>A character that starts no token.</summary>
    public const string InvalidCharacter = "RUFLEX001";

    /// <summary>A NUL in the text.</summary>
    public const string NullByte = "RUFLEX002";

    /// <summary>A string that does not end on its line.</summary>
    public const string UnterminatedString = "RUFLEX003";

    /// <summary>A block comment that does not end.</summary>
    public const string UnterminatedComment = "RUFLEX004";

    /// <summary>A backslash before a character that cannot be escaped.</summary>
    public const string InvalidEscape = "RUFLEX005";

    /// <summary>A whole number beyond 64 bits.</summary>
    public const string NumberOverflow = "RUFLEX006";

    /// <summary>A number that runs into a word.</summary>
    public const string MalformedNumber = "RUFLEX007";

    /// <summary>An identifier beyond <see cref="SyntaxLimits.MaxIdentifierLength"/>.</summary>
    public const string IdentifierTooLong = "RUFLEX008";

    /// <summary>A string beyond <see cref="SyntaxLimits.MaxStringLength"/>.</summary>
    public const string StringTooLong = "RUFLEX009";

    /// <summary>A number beyond <see cref="SyntaxLimits.MaxNumberLength"/>.</summary>
    public const string NumberTooLong = "RUFLEX010";

    /// <summary>Anything the parser reports.</summary>
    public const string ParseError = "RUFPARSE001";

    internal static Diagnostic Lexical(string code, string message, SourceSpan span) =>
        new(code, "lexer", message, span, "Fix the lexical error in source and run again.");

    internal static Diagnostic Grammatical(string message, SourceSpan span) =>
        new(ParseError, "parser", message, span, "Fix the parse error and rerun Ruff.");
}
