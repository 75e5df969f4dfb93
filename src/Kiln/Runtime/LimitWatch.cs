namespace Kiln.Runtime;

/// <summary>Watches the limits that time decides: the clock, and the heap after each collection.</summary>
public sealed class LimitWatch : IDisposable
{
    private readonly Context _context;
    private readonly Timer? _timer;
    private volatile bool _stopped;

    private LimitWatch(Context context)
    {
        _context = context;
        if (context.Engine.Limits.Time is { } time)
        {
            string seconds = time.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _timer = new Timer(_ => context.RequestInterrupt($"Time limit of {seconds} seconds exceeded"), null, time, Timeout.InfiniteTimeSpan);
        }

        _ = new CollectionNotice(this);
    }

    /// <summary>Starts watching.</summary>
    /// <param name="context">The guest thread to interrupt.</param>
    public static LimitWatch Start(Context context) => new(context);

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        _stopped = true;
        _timer?.Dispose();
    }

    private void CheckMemory()
    {
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
