using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>A piece of guest code that runs on a thread of its own.</summary>
internal sealed class GuestTask
{
    private readonly Func<Context, Value> _body;
    private readonly bool _reportsErrors;
    private Context? _context;
    private volatile bool _isFinished;

    /// <summary>Describes a task.</summary>
    /// <param name="creator">The guest thread that makes it.</param>
    /// <param name="body">What it runs.</param>
    /// <param name="reportsErrors">Whether an error is written to the engine's error output, because nobody asks for the result.</param>
    public GuestTask(Context creator, Func<Context, Value> body, bool reportsErrors)
    {
        Engine = creator.Engine;
        Language = creator.Language;
        _body = body;
        _reportsErrors = reportsErrors;
        Result = Value.Nil;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The language that speaks for the task's thread.</summary>
    public Language Language { get; }

    /// <summary>Whether the result is there.</summary>
    public bool IsFinished => _isFinished;

    /// <summary>Whether the task was stopped.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>What the body gave.</summary>
    public Value Result { get; private set; }

    /// <summary>The message of the error that ended the body.</summary>
    public string? Error { get; private set; }

    /// <summary>Notes the thread, so that cancelling can reach it.</summary>
    public void BeginOn(Context context)
    {
        _context = context;
        if (IsCancelled)
        {
            context.RequestInterrupt(GuestTaskMessages.Cancelled);
        }
    }

    /// <summary>Forgets the thread.</summary>
    public void End()
    {
        _context = null;
        _isFinished = true;
    }

    /// <summary>Runs the body to its end.</summary>
    /// <returns>Whether the thread is as good as new.</returns>
    public bool Run(Context context)
    {
        try
        {
            Value result = _body(context);
            if (!result.IsAbnormal)
            {
                Result = result.Share();
                return true;
            }

            Error = IsCancelled ? GuestTaskMessages.Cancelled : RuffLanguage.PendingMessage(context);
        }
#pragma warning disable CA1031 // a fault of one task must not end the process
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Error = exception.Message;
            context.Fail(exception.Message);
        }

        if (_reportsErrors && context.Pending == PendingKind.Error)
        {
            Engine.Flush();
            Engine.Error.Write($"Error in spawned task: {Error}\n");
            Engine.Error.Flush();
        }

        return false;
    }

    /// <summary>Ends a task that never started, because it was cancelled.</summary>
    public void FinishCancelled()
    {
        IsCancelled = true;
        FinishFailed(GuestTaskMessages.Cancelled);
    }

    /// <summary>Ends a task that never started.</summary>
    public void FinishFailed(string message)
    {
        Error = message;
        _isFinished = true;
    }

    /// <summary>Asks a started task to stop at its next poll.</summary>
    /// <returns>Whether it was still running.</returns>
    public bool RequestCancellation()
    {
        if (_isFinished || IsCancelled)
        {
            return false;
        }

        IsCancelled = true;
        _context?.RequestInterrupt(GuestTaskMessages.Cancelled);
        return true;
    }
}

/// <summary>What is said about tasks.</summary>
internal static class GuestTaskMessages
{
    /// <summary>The result of a task that was stopped.</summary>
    public const string Cancelled = "Task was cancelled";
}
