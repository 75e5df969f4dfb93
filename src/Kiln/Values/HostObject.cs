namespace Kiln.Values;

/// <summary>
/// Base of objects that a language or an embedder adds: sets, promises, channels, handles. The engine passes them around and asks
/// the language for everything else. They must be immutable or have reference semantics.
/// </summary>
public abstract class HostObject : HeapObject
{
    /// <summary>Creates the object.</summary>
    protected HostObject()
        : base(Kind.Host)
    {
    }

    /// <summary>The kind's name as messages show it.</summary>
    public abstract string TypeName { get; }
}
