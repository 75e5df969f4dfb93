using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Consair.Syntax;

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Value">An atom's value, or the symbol of a prefix.</param>
/// <param name="Error">Why it is none.</param>
internal readonly record struct Token(TokenKind Kind, SourceSpan Span, Value Value = default, SyntaxError? Error = null);
