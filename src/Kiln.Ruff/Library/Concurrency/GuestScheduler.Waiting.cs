using System.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Ruff.Library;

/// <summary>What a blocked guest thread waits for.</summary>
internal enum WaitKind
{
    /// <summary>Time to pass, or work of the host: it will end whatever the guest does.</summary>
    External,

    /// <summary>Another guest thread's result.</summary>
    Result,

    /// <summary>A message that another guest thread may or may not send.</summary>
    Message,
}

/// <summary>How a wait ended.</summary>
internal enum WaitOutcome
{
    /// <summary>What was waited for has happened.</summary>
    Ready,

    /// <summary>It cannot happen any more, because every guest thread waits for another one.</summary>
    Deadlocked,

    /// <summary>The guest must stop: return the abnormal marker.</summary>
    Stopped,
}

/// <content>Blocking, and the detection that nobody is left who could end it.</content>
internal sealed partial class GuestScheduler
{
    private readonly List<Waiter> _waiters = [];

    /// <summary>Gives up the turn until something has happened.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="isReady">Whether it has happened; called by any thread.</param>
    /// <param name="kind">What is waited for.</param>
    /// <param name="due">The timestamp at which to look again without a signal.</param>
    public WaitOutcome Wait(Context context, Func<bool> isReady, WaitKind kind, Func<long>? due = null)
    {
        if (isReady())
        {
            return context.Poll() ? WaitOutcome.Stopped : WaitOutcome.Ready;
        }

        lock (_gate)
        {
            PassTurn();
            var waiter = new Waiter(isReady, kind);
            _waiters.Add(waiter);
            WaitOutcome outcome = Block(context, waiter, due);
            _waiters.Remove(waiter);
            if (!TakeTurn(context) || context.Poll())
            {
                return WaitOutcome.Stopped;
            }

            return outcome;
        }
    }

    private WaitOutcome Block(Context context, Waiter waiter, Func<long>? due)
    {
        bool isMain = !t_isWorker;
        while (!waiter.IsReady())
        {
            if (context.IsInterrupted || (isMain ? _exitCode is not null : HasEnded))
            {
                return WaitOutcome.Stopped;
            }

            if (IsDeadlocked(waiter))
            {
                return WaitOutcome.Deadlocked;
            }

            Monitor.Wait(_gate, due is null ? PollMilliseconds : MillisecondsUntil(due()));
        }

        return WaitOutcome.Ready;
    }

    // Receivers give up first: their threads go on with nothing, and those that wait for these threads may still get a result.
    private bool IsDeadlocked(Waiter waiter)
    {
        if (waiter.Kind == WaitKind.External || _waiters.Count <= _unfinishedTasks)
        {
            return false;
        }

        bool isReceiver = waiter.Kind == WaitKind.Message;
        foreach (Waiter other in _waiters)
        {
            if (other.Kind == WaitKind.External || (other.Kind == WaitKind.Message && !isReceiver) || other.IsReady())
            {
                return false;
            }
        }

        return true;
    }

    private static int MillisecondsUntil(long due)
    {
        double milliseconds = Math.Ceiling((due - Stopwatch.GetTimestamp()) * 1000.0 / Stopwatch.Frequency);
        return (int)Math.Clamp(milliseconds, 1, PollMilliseconds);
    }

    private sealed record Waiter(Func<bool> IsReady, WaitKind Kind);
}
