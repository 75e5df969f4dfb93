using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>What the parser makes of a text.</summary>
/// <param name="program">The tree.</param>
/// <param name="diagnostics">What is wrong.</param>
public sealed class ParseResult(Program program, IReadOnlyList<Diagnostic> diagnostics)
{
    /// <summary>The tree. It is incomplete, and must not be run, if there are diagnostics.</summary>
    public Program Program { get; } = program;

    /// <summary>
    /// What is wrong: either from the lexer or from the parser, which does not look at a text with lexical errors. At most
    /// <see cref="SyntaxLimits.MaxDiagnostics"/>.
    /// </summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
