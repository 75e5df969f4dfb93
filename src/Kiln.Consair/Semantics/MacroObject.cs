using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>A macro: a function from unevaluated operands to the form that replaces the call.</summary>
internal sealed class MacroObject(FunctionObject expander) : HostObject
{
    /// <summary>The function.</summary>
    public FunctionObject Expander { get; } = expander;

    /// <inheritdoc/>
    public override string TypeName => "macro";
}
