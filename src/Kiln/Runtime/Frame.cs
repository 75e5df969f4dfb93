namespace Kiln.Runtime;

/// <summary>What the frame list holds of an active frame.</summary>
internal struct Frame
{
    /// <summary>Where its registers start on the stack; the register before them holds the function.</summary>
    public int Window;

    /// <summary>The call it waits for, while it waits.</summary>
    public int Pc;

    /// <summary>For a frame of compiled code that records itself: its function.</summary>
    public Kiln.Values.FunctionObject? Function;

    /// <summary>Instead of a window: the frame belongs to compiled code.</summary>
    public const int Compiled = -1;
}
