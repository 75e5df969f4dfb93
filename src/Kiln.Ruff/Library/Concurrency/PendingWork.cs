using System.Diagnostics;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>What has to happen before a promise has its result.</summary>
internal abstract class PendingWork
{
    /// <summary>Marks work that does not end by itself at a known time.</summary>
    public const long NoDue = long.MaxValue;

    /// <summary>Whether it has happened; called by any thread.</summary>
    public abstract bool IsDone { get; }

    /// <summary>The timestamp at which to look next.</summary>
    public virtual long Due => NoDue;

    /// <summary>Gives the promise its result, after it has happened.</summary>
    public abstract void Settle(PromiseObject promise);
}

/// <summary>Time passes.</summary>
internal sealed class Delay(double milliseconds) : PendingWork
{
    /// <inheritdoc/>
    public override long Due { get; } = GuestScheduler.DueAfter(milliseconds);

    /// <inheritdoc/>
    public override bool IsDone => Stopwatch.GetTimestamp() >= Due;

    /// <inheritdoc/>
    public override void Settle(PromiseObject promise) => promise.Resolve(Value.Nil);
}

/// <summary>A promise gets its result before some time has passed.</summary>
internal sealed class Timeout(PromiseObject inner, long milliseconds) : PendingWork
{
    private readonly long _limit = GuestScheduler.DueAfter(milliseconds);

    /// <inheritdoc/>
    public override long Due => Math.Min(_limit, inner.Due);

    /// <inheritdoc/>
    public override bool IsDone => inner.IsDone || Stopwatch.GetTimestamp() >= _limit;

    /// <inheritdoc/>
    public override void Settle(PromiseObject promise)
    {
        if (!inner.IsDone)
        {
            promise.Reject($"Timeout after {milliseconds}ms");
            return;
        }

        inner.Settle();
        if (inner.Error is null)
        {
            promise.Resolve(inner.Result.Share());
        }
        else
        {
            promise.Reject(inner.Error);
        }
    }
}

/// <summary>All promises of an array get their results, or one is rejected.</summary>
/// <param name="items">Promises and plain values.</param>
/// <param name="keepsResults">Whether the result is the array of results; else it is null.</param>
internal sealed class AllOf(Value[] items, bool keepsResults) : PendingWork
{
    /// <inheritdoc/>
    public override long Due
    {
        get
        {
            long due = NoDue;
            foreach (Value item in items)
            {
                if (item.Tag is PromiseObject { IsDone: false } promise)
                {
                    due = Math.Min(due, promise.Due);
                }
            }

            return due;
        }
    }

    /// <inheritdoc/>
    public override bool IsDone
    {
        get
        {
            bool isComplete = true;
            foreach (Value item in items)
            {
                if (item.Tag is PromiseObject promise)
                {
                    if (promise.Error is not null)
                    {
                        return true;
                    }

                    isComplete &= promise.IsDone;
                }
            }

            return isComplete;
        }
    }

    /// <inheritdoc/>
    public override void Settle(PromiseObject promise)
    {
        Value[] results = new Value[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            results[i] = items[i];
            if (items[i].Tag is not PromiseObject item)
            {
                continue;
            }

            if (item.IsDone)
            {
                item.Settle();
            }

            if (item.Error is not null)
            {
                promise.Reject($"Promise {i} rejected: {item.Error}");
                return;
            }

            results[i] = item.Result.Share();
        }

        promise.Resolve(keepsResults ? new Value(ArrayObject.FromSpan(results)) : Value.Nil);
    }
}

/// <summary>The host finishes something.</summary>
/// <param name="work">What the host does.</param>
/// <param name="convert">Makes a guest value of the outcome, or gives an error message.</param>
/// <typeparam name="T">The outcome.</typeparam>
internal sealed class HostWork<T>(Task<T> work, Func<T, (Value Result, string? Error)> convert) : PendingWork
{
    /// <summary>The time to look again at work that gives no signal.</summary>
    public override long Due => GuestScheduler.DueAfter(1);

    /// <inheritdoc/>
    public override bool IsDone => work.IsCompleted;

    /// <inheritdoc/>
    public override void Settle(PromiseObject promise)
    {
        if (!work.IsCompletedSuccessfully)
        {
            promise.Reject(work.Exception?.InnerException?.Message ?? "cancelled");
            return;
        }

        (Value result, string? error) = convert(work.Result);
        if (error is null)
        {
            promise.Resolve(result);
        }
        else
        {
            promise.Reject(error);
        }
    }
}
