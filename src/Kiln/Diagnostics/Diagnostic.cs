namespace Kiln.Diagnostics;

/// <summary>One finding of a front end about a source text.</summary>
/// <param name="Code">Stable identifier, such as <c>RUFPARSE001</c>.</param>
/// <param name="Subsystem">The stage that complains, such as <c>parser</c>.</param>
/// <param name="Message">What is wrong, in one line.</param>
/// <param name="Span">Where.</param>
/// <param name="Help">What to do about it, or null.</param>
public sealed record Diagnostic(string Code, string Subsystem, string Message, SourceSpan Span, string? Help);
