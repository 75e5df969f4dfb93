using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>A method found for a shape; sites that see several shapes chain a few of them.</summary>
internal sealed class MethodCache(Shape shape, Value method, MethodCache? next)
{
    public readonly Shape Shape = shape;
    public readonly int Version = shape.Type.Version;
    public readonly Value Method = method;
    public readonly MethodCache? Next = next;
}
