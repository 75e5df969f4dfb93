using System.Diagnostics;
using System.Globalization;

namespace Kiln.Runtime;

/// <summary>Watches the limits that time decides: the clock, and the heap after each collection.</summary>
public sealed class LimitWatch : IDisposable
{
    private const int ClockStackBytes = 256 << 10;

    // What a wait can express; it is repeated until the limit is reached.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    private readonly Context _context;
    private readonly object _gate = new();
    private volatile bool _stopped;

    private LimitWatch(Context context)
    {
        _context = context;
        if (context.Engine.Limits.Time is { } limit)
        {
            // Not a timer: those are served by the thread pool, which an embedder may keep busy with guests.
            new Thread(() => WatchClock(limit), ClockStackBytes) { IsBackground = true, Name = "time limit" }.Start();
        }

        _ = new CollectionNotice(this);
    }

    /// <summary>Starts watching.</summary>
    /// <param name="context">The guest thread to interrupt.</param>
    public static LimitWatch Start(Context context) => new(context);

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void WatchClock(TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (!_stopped)
            {
                TimeSpan left = limit - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                {
                    _context.RequestInterrupt($"Time limit of {limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds exceeded");
                    return;
                }

                Monitor.Wait(_gate, left < s_longestWait ? left : s_longestWait);
            }
        }
    }

    private void CheckMemory()
    {
        LargePages.OnGrowth();
        if (GC.GetTotalMemory(false) > MemoryBudget.For(_context.Engine.Limits))
        {
            _context.RequestInterrupt(MemoryBudget.Message(_context.Engine.Limits));
        }
    }

    /// <summary>Garbage on purpose: its finaliser runs after every collection, which is when the heap's size is known.</summary>
    private sealed class CollectionNotice(LimitWatch watch)
    {
        ~CollectionNotice()
        {
            if (!watch._stopped && !Environment.HasShutdownStarted)
            {
                watch.CheckMemory();
                _ = new CollectionNotice(watch);
            }
        }
    }
}
