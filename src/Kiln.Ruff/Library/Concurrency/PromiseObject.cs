using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>A result that may not be there yet.</summary>
internal sealed class PromiseObject : RuffHostObject
{
    private volatile PendingWork? _work;

    /// <summary>A promise of what some work is going to give.</summary>
    public PromiseObject(PendingWork work)
    {
        _work = work;
        Result = Value.Nil;
    }

    private PromiseObject(Value result, string? error)
    {
        Result = result;
        Error = error;
    }

    /// <inheritdoc/>
    public override string TypeName => "promise";

    /// <inheritdoc/>
    public override string DebugForm => "Promise";

    /// <summary>The result, once the promise is settled.</summary>
    public Value Result { get; private set; }

    /// <summary>Why there is no result, once the promise is settled.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether settling gives the result at once.</summary>
    public bool IsDone => _work?.IsDone ?? true;

    /// <summary>The timestamp at which to look next whether the promise is done.</summary>
    public long Due => _work?.Due ?? PendingWork.NoDue;

    /// <summary>A promise whose result is there.</summary>
    public static PromiseObject Resolved(Value value) => new(value, null);

    /// <summary>A promise that failed.</summary>
    public static PromiseObject Rejected(string message) => new(Value.Nil, message);

    /// <summary>Waits for a promise's result; anything else is its own result.</summary>
    /// <returns>The result, or the abnormal marker.</returns>
    public static Value Await(Context context, Value value)
    {
        if (value.Tag is not PromiseObject promise)
        {
            return value;
        }

        if (promise._work is not null && !promise.Wait(context))
        {
            return Value.Abnormal;
        }

        return promise.Error is null ? promise.Result.Share() : context.Fail("Promise rejected: " + promise.Error);
    }

    /// <summary>Takes over the result of the work, which is done.</summary>
    public void Settle() => _work?.Settle(this);

    /// <summary>Sets the result.</summary>
    public void Resolve(Value result)
    {
        Result = result;
        _work = null;
    }

    /// <summary>Sets the failure.</summary>
    public void Reject(string message)
    {
        Error = message;
        _work = null;
    }

    private bool Wait(Context context)
    {
        WaitKind kind = Due == PendingWork.NoDue ? WaitKind.Result : WaitKind.External;
        switch (GuestScheduler.Of(context.Engine).Wait(context, () => IsDone, kind, () => Due))
        {
            case WaitOutcome.Ready:
                Settle();
                return true;
            case WaitOutcome.Deadlocked:
                context.Fail("Deadlock: every task waits for another one");
                return false;
            default:
                return false;
        }
    }
}
