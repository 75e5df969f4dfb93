using System.Globalization;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>An immutable stack: a top element and the stack below it. Pushing and popping share everything below.</summary>
public sealed class StackObject : RuffHostObject
{
    private readonly StackObject? _below;
    private readonly Value _top;
    private readonly int _count;

    private StackObject(Value top, StackObject? below)
    {
        _top = top;
        _below = below;
        _count = below is null ? 0 : checked(below._count + 1);
    }

    /// <summary>The stack without elements.</summary>
    public static StackObject Empty { get; } = new(Value.Nil, null);

    /// <inheritdoc/>
    public override string TypeName => "stack";

    /// <inheritdoc/>
    public override string DebugForm => string.Create(CultureInfo.InvariantCulture, $"Stack({_count} items)");

    /// <inheritdoc/>
    public override int Length => _count;

    /// <summary>The last element that was pushed, or null.</summary>
    public Value Top => _top.Share();

    /// <summary>The stack below the top element; of an empty stack, itself.</summary>
    public StackObject Below => _below ?? this;

    /// <summary>The stack with an element on top.</summary>
    /// <param name="value">The element; marked as shared if it lives elsewhere too.</param>
    public StackObject Push(Value value) => new(value, this);

    /// <summary>The elements, bottom first; containers become shared.</summary>
    public Value[] ToValues()
    {
        var values = new Value[_count];
        StackObject stack = this;
        for (int i = _count - 1; i >= 0; i--)
        {
            values[i] = stack.Top;
            stack = stack.Below;
        }

        return values;
    }
}
