using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>
/// Base of the kinds of values that only Ruff has: sets, queues, stacks, byte strings, promises, channels, handles. A kind says
/// here how it looks; nothing else has to know it.
/// </summary>
public abstract class RuffHostObject : HostObject
{
    /// <summary>What programs see when they print the object.</summary>
    public virtual string TextForm => "<unknown>";

    /// <summary>What assertion messages show.</summary>
    public virtual string DebugForm => TypeName;

    /// <summary>What <c>len</c> gives; -1 if the kind has no length.</summary>
    public virtual int Length => -1;

    /// <summary>Whether the object counts as empty when it is converted to a boolean.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>Whether <c>==</c> holds. Most kinds are never equal to anything, themselves included.</summary>
    public virtual bool ContentEquals(RuffHostObject other) => false;

    /// <summary>Calls a method of the object.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="arguments">The arguments, without the object itself.</param>
    /// <returns>The result, or the abnormal marker.</returns>
    public virtual Value InvokeMethod(Context context, string name, ReadOnlySpan<Value> arguments) =>
        context.Fail($"Cannot access field or method '{name}' on non-struct value");
}
