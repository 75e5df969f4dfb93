using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>The mark around a result that ends a reduction early.</summary>
internal sealed class ReducedObject(Value value) : HostObject
{
    /// <summary>The result.</summary>
    public Value Value { get; } = value;

    /// <inheritdoc/>
    public override string TypeName => "reduced";
}
