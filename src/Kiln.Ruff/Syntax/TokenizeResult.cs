using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>What the lexer makes of a text.</summary>
/// <param name="tokens">The tokens in order.</param>
/// <param name="diagnostics">What is wrong, in the order of the text.</param>
public sealed class TokenizeResult(IReadOnlyList<Token> tokens, IReadOnlyList<Diagnostic> diagnostics)
{
    /// <summary>The tokens in order; the last one is the only <see cref="TokenKind.EndOfFile"/>.</summary>
    public IReadOnlyList<Token> Tokens { get; } = tokens;

    /// <summary>What is wrong, in the order of the text; at most <see cref="SyntaxLimits.MaxDiagnostics"/>.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
