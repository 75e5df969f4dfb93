using System.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>
/// Guest threads of one engine take turns: values are not thread-safe, so one thread at a time runs guest code. Whoever has the
/// turn keeps it until it blocks, ends, or reaches a yield point after its time slice; turns are handed over in order of request.
/// The main program's thread has the turn from the start and never returns it at its end, which strands unfinished tasks on
/// purpose: they notice and unwind.
/// </summary>
internal sealed partial class GuestScheduler
{
    private const int PollMilliseconds = 20;

    // Tasks in line only look whether the program has ended.
    private const int IdlePollMilliseconds = 200;
    private const int TaskStackBytes = 256 << 20;

    // How many polls an interrupted main program waits for tasks to unwind before it goes on without them.
    private const int UnwindPolls = 100;

    private static readonly long s_slice = Stopwatch.Frequency / 500;

    [ThreadStatic]
    private static bool t_isWorker;

    private readonly object _gate = new();
    private readonly LinkedList<Turn> _turns = [];
    private readonly HashSet<Context> _taskContexts = [];
    private Thread? _main;
    private Context? _mainContext;
    private Thread? _holder;
    private int _unfinishedTasks;
    private int? _exitCode;
    private long _sliceStart;

    /// <summary>The scheduler of an engine. The first caller's thread counts as the main program.</summary>
    public static GuestScheduler Of(Engine engine)
    {
        GuestScheduler scheduler = EngineState<GuestScheduler>.Of(engine);
        if (!t_isWorker && !ReferenceEquals(scheduler._main, Thread.CurrentThread))
        {
            scheduler.BecomeMain();
        }

        return scheduler;
    }

    /// <summary>Pauses a guest thread while others run.</summary>
    /// <returns>False if the guest must stop: return the abnormal marker.</returns>
    public static bool Sleep(Context context, TimeSpan duration)
    {
        long due = DueAfter(duration.TotalMilliseconds);
        return Of(context.Engine).Wait(context, () => Stopwatch.GetTimestamp() >= due, WaitKind.External, () => due) == WaitOutcome.Ready;
    }

    /// <summary>Waits for work of the host while other guest threads run.</summary>
    /// <returns>False if the guest must stop: return the abnormal marker.</returns>
    public static bool WaitFor(Context context, Task work)
    {
        GuestScheduler scheduler = Of(context.Engine);
        work.ContinueWith(_ => scheduler.Signal(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return scheduler.Wait(context, () => work.IsCompleted, WaitKind.External) == WaitOutcome.Ready;
    }

    /// <summary>The timestamp some milliseconds from now; saturating.</summary>
    public static long DueAfter(double milliseconds)
    {
        double ticks = Math.Max(0, milliseconds) * Stopwatch.Frequency / 1000;
        return ticks >= long.MaxValue / 4 ? long.MaxValue / 2 : Stopwatch.GetTimestamp() + (long)ticks;
    }

    /// <summary>Starts a background guest thread; an error that escapes it is reported on the engine's error output.</summary>
    /// <param name="context">The thread that starts it.</param>
    /// <param name="body">What it runs.</param>
    public void Start(Context context, Func<Context, Value> body) => Start(context, new GuestTask(context, body, reportsErrors: true));

    /// <summary>Lets a task run as soon as it gets the turn.</summary>
    public void Start(Context context, GuestTask task)
    {
        lock (_gate)
        {
            if (!t_isWorker)
            {
                _mainContext = context;
            }

            _unfinishedTasks++;
            _turns.AddLast(new Turn(task));
        }
    }

    /// <summary>Whether guest threads other than the current one exist.</summary>
    public bool HasOthers
    {
        get
        {
            lock (_gate)
            {
                return t_isWorker || _unfinishedTasks > 0;
            }
        }
    }

    /// <summary>Stops a task that has not finished.</summary>
    /// <returns>Whether there was something to stop.</returns>
    public bool Cancel(GuestTask task)
    {
        lock (_gate)
        {
            for (LinkedListNode<Turn>? node = _turns.First; node is not null; node = node.Next)
            {
                if (ReferenceEquals(node.Value.Task, task))
                {
                    _turns.Remove(node);
                    _unfinishedTasks--;
                    task.FinishCancelled();
                    Monitor.PulseAll(_gate);
                    return true;
                }
            }

            return task.RequestCancellation();
        }
    }

    /// <summary>A point at which library code lets others have the turn once the time slice is used up.</summary>
    /// <returns>False if the guest must stop: return the abnormal marker.</returns>
    public bool Yield(Context context)
    {
        // Read without the lock: a turn requested just now waits for the next yield point.
        if (_turns.Count == 0 || Stopwatch.GetTimestamp() - Volatile.Read(ref _sliceStart) < s_slice)
        {
            return true;
        }

        lock (_gate)
        {
            PassTurn();
            return TakeTurn(context) && !context.Poll();
        }
    }

    /// <summary>Tells blocked threads that something they may wait for has happened.</summary>
    public void Signal()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    private bool HasEnded => _main is null || !_main.IsAlive;

    private void BecomeMain()
    {
        lock (_gate)
        {
            _main = Thread.CurrentThread;
            _holder = _main;
            _mainContext = null;
            _exitCode = null;
            _sliceStart = Stopwatch.GetTimestamp();
        }
    }

    // Hands the turn to whoever asked first. The gate is held.
    private void PassTurn()
    {
        _holder = null;
        while (_turns.First is { } first)
        {
            _turns.RemoveFirst();
            _sliceStart = Stopwatch.GetTimestamp();
            if (first.Value.Task is not { } task)
            {
                _holder = first.Value.Thread;
                first.Value.Grant();
                return;
            }

            if (TryStartWorker(task))
            {
                return;
            }
        }
    }

    private bool TryStartWorker(GuestTask task)
    {
        var thread = new Thread(() => Work(task), TaskStackBytes) { IsBackground = true, Name = "guest task" };
        try
        {
            thread.Start();
            _holder = thread;
            return true;
        }
        catch (OutOfMemoryException)
        {
            _unfinishedTasks--;
            task.FinishFailed("Cannot start another thread");
            return false;
        }
    }

    // Waits for the turn. The gate is held.
    private bool TakeTurn(Context context)
    {
        bool isMain = !t_isWorker;
        if (_holder is null && (isMain || _exitCode is null))
        {
            _holder = Thread.CurrentThread;
            _sliceStart = Stopwatch.GetTimestamp();
        }
        else
        {
            LinkedListNode<Turn> node = _turns.AddLast(new Turn(Thread.CurrentThread));
            int patience = UnwindPolls;
            while (!node.Value.IsGranted)
            {
                // A signal of its own: with the gate's, every hand-over would wake all threads.
                Monitor.Exit(_gate);
                node.Value.Await(isMain ? PollMilliseconds : IdlePollMilliseconds);
                Monitor.Enter(_gate);
                if (node.Value.IsGranted)
                {
                    break;
                }

                if (!isMain && HasEnded)
                {
                    _turns.Remove(node);
                    return Abandon(context);
                }

                if (isMain && context.IsInterrupted)
                {
                    InterruptTasks(context.InterruptReason ?? string.Empty);
                    if (--patience == 0)
                    {
                        _turns.Remove(node);
                        _holder = Thread.CurrentThread;
                        break;
                    }
                }
            }
        }

        if (isMain && _exitCode is { } code)
        {
            context.Exit(code);
            return false;
        }

        return true;
    }

    private static bool Abandon(Context context)
    {
        context.RequestInterrupt("The program has ended");
        context.Poll();
        return false;
    }

    private void InterruptTasks(string reason)
    {
        foreach (Context context in _taskContexts)
        {
            context.RequestInterrupt(reason);
        }
    }

    /// <summary>A request for the turn: by a thread that waits for it, or for a task that has not started.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The event is never waited on by handle, so there is nothing to dispose of.")]
    private sealed class Turn
    {
        private readonly ManualResetEventSlim? _signal;

        public Turn(GuestTask task) => Task = task;

        public Turn(Thread thread)
        {
            Thread = thread;
            _signal = new ManualResetEventSlim(false, 0);
        }

        public GuestTask? Task { get; }

        public Thread? Thread { get; }

        public bool IsGranted { get; private set; }

        public void Grant()
        {
            IsGranted = true;
            _signal?.Set();
        }

        public void Await(int milliseconds) => _signal!.Wait(milliseconds);
    }
}
