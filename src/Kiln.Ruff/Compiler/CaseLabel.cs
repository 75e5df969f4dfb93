using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <summary>The tag of a match case.</summary>
/// <param name="Text">The tag as written: <c>Ok</c>, <c>Color::Red</c>, <c>red</c>.</param>
/// <param name="Tag">The constructor it stands for, or null if it can only match strings.</param>
internal sealed record CaseLabel(string Text, VariantTag? Tag);
