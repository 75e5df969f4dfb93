using System.Collections.Concurrent;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>A queue without bounds between tasks.</summary>
internal sealed class ChannelObject : RuffHostObject
{
    private readonly ConcurrentQueue<Value> _messages = new();

    /// <inheritdoc/>
    public override string TypeName => "channel";

    /// <inheritdoc/>
    public override string DebugForm => "Channel";

    /// <inheritdoc/>
    public override Value InvokeMethod(Context context, string name, ReadOnlySpan<Value> arguments)
    {
        switch (name)
        {
            case "send":
                return arguments.Length == 1 ? Send(context, arguments[0]) : context.Fail($"send expects 1 arguments, got {arguments.Length}");
            case "receive":
                return arguments.Length == 0 ? Receive(context) : context.Fail($"receive expects 0 arguments, got {arguments.Length}");
            default:
                return base.InvokeMethod(context, name, arguments);
        }
    }

    private Value Send(Context context, Value message)
    {
        GuestScheduler scheduler = GuestScheduler.Of(context.Engine);
        _messages.Enqueue(message.Share());
        scheduler.Signal();
        return scheduler.Yield(context) ? Value.True : Value.Abnormal;
    }

    // Null means that there is no message and nobody who could send one.
    private Value Receive(Context context)
    {
        Value message;
        if (_messages.TryDequeue(out message))
        {
            return message;
        }

        GuestScheduler scheduler = GuestScheduler.Of(context.Engine);
        while (scheduler.HasOthers)
        {
            WaitOutcome outcome = scheduler.Wait(context, () => !_messages.IsEmpty, WaitKind.Message);
            if (outcome == WaitOutcome.Stopped)
            {
                return Value.Abnormal;
            }

            if (_messages.TryDequeue(out message))
            {
                return message;
            }

            if (outcome == WaitOutcome.Deadlocked)
            {
                break;
            }
        }

        return Value.Nil;
    }
}
