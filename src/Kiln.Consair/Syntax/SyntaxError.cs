using Kiln.Diagnostics;

namespace Kiln.Consair.Syntax;

/// <summary>What the reader cannot read.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Span">Where.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="IsIncomplete">Whether more text could complete the form.</param>
internal sealed record SyntaxError(string Message, SourceSpan Span, string Advice, bool IsIncomplete = false);
