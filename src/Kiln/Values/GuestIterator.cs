using Kiln.Runtime;

namespace Kiln.Values;

/// <summary>
/// A position in something that a loop walks through, for iterables that have no fast path in the interpreter.
/// </summary>
public abstract class GuestIterator : HeapObject
{
    /// <summary>Creates the iterator.</summary>
    protected GuestIterator()
        : base(Kind.Iterator)
    {
    }

    /// <summary>Steps forward.</summary>
    /// <returns>The next item; the undefined marker at the end; the abnormal marker if the step failed.</returns>
    public abstract Value Next(Context context);
}
