namespace Kiln.Runtime;

/// <summary>
/// A guest error raised deep inside library code. The adapter around builtins turns it into an abnormal completion; code on hot
/// paths returns <see cref="Context.Fail(string)"/> instead, which is several hundred times cheaper.
/// </summary>
public sealed class GuestError : Exception
{
    /// <summary>An error with a message for the guest.</summary>
    public GuestError(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and what caused it.</summary>
    public GuestError(string message, Exception inner)
        : base(message, inner)
    {
    }
}
