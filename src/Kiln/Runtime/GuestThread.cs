using System.Runtime.CompilerServices;

namespace Kiln.Runtime;

/// <summary>Runs guest code on a host thread whose stack is large enough for deep guest recursion.</summary>
public static class GuestThread
{
    /// <summary>Host stack of the main guest thread. Only address space: pages are backed when they are first touched.</summary>
    public const int StackBytes = 1 << 30;

    // Room below the limit for library code and the runtime itself, which do not check.
    private const int ReserveBytes = 1 << 20;

    /// <summary>Runs an action on a new thread and waits for its end.</summary>
    /// <param name="context">The guest thread that the action runs.</param>
    /// <param name="action">What to run.</param>
    /// <param name="stackBytes">Host stack size.</param>
    public static void Run(Context context, Action action, int stackBytes = StackBytes)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                EnterOnThisThread(context, stackBytes);
                try
                {
                    action();
                }
#pragma warning disable CA1031 // rethrown on the calling thread
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception);
                }
            },
            stackBytes)
        {
            Name = "guest",
        };
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    /// <summary>Ties a guest thread that is about to run on the current host thread to it: to the end of its stack, and to what it allocates.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="stackBytes">Size of the host thread's stack, of which little is in use yet.</param>
    public static unsafe void EnterOnThisThread(Context context, int stackBytes)
    {
        byte marker;
        MemoryBudget.Enter(context);
        context.HostStackLimit = (nuint)(&marker) - (nuint)stackBytes + ReserveBytes;
    }
}
