using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Tasks: functions that run on guest threads of their own.</summary>
internal static class TaskBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("spawn_task", 1, SpawnTask, BuiltinTraits.None, "spawn_task(f): runs a function without parameters as a task; gives its handle"),
        Row("await_task", 1, AwaitTask, BuiltinTraits.Borrows, "await_task(handle): waits for a task and gives its result"),
        Row("cancel_task", 1, CancelTask, BuiltinTraits.Borrows, "cancel_task(handle): stops a task; whether it was still unfinished"),
        Row("set_task_pool_size", 1, SetTaskPoolSize, BuiltinTraits.Borrows, "set_task_pool_size(n): how many tasks are meant to run side by side"),
        Row("get_task_pool_size", 0, GetTaskPoolSize, BuiltinTraits.Borrows, "get_task_pool_size(): how many tasks are meant to run side by side"),
        Row("channel", 0, Channel, BuiltinTraits.Borrows, "channel(): a queue between tasks with the methods send(v) and receive()"),
    ];

    private static BuiltinObject Row(string name, int arity, BuiltinFunction function, BuiltinTraits traits, string help) =>
        new(name, arity, arity, function, traits, help) { ArityMessage = Arity.Plain(name, arity, arity) };

    private static Value SpawnTask(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsCallable)
        {
            return context.Fail("spawn_task() requires a function");
        }

        Value function = arguments[0];
        var task = new GuestTask(context, c => Run(c, function), reportsErrors: false);
        GuestScheduler.Of(context.Engine).Start(context, task);
        return new Value(new TaskHandleObject(task));
    }

    // The result of an async function is what it promises.
    private static Value Run(Context context, Value function)
    {
        Value result = context.Call(function);
        return result.IsAbnormal ? result : PromiseObject.Await(context, result);
    }

    private static Value AwaitTask(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Tag is not TaskHandleObject handle)
        {
            return context.Fail("await_task() requires a task handle");
        }

        GuestTask task = handle.Task;
        switch (GuestScheduler.Of(context.Engine).Wait(context, () => task.IsFinished, WaitKind.Result))
        {
            case WaitOutcome.Stopped:
                return Value.Abnormal;
            case WaitOutcome.Deadlocked:
                return context.Fail("Deadlock: every task waits for another one");
            default:
                return task.Error is null ? task.Result.Share() : context.Fail("Promise rejected: " + task.Error);
        }
    }

    private static Value CancelTask(Context context, ReadOnlySpan<Value> arguments) => arguments[0].Tag is TaskHandleObject handle
        ? Value.FromBool(GuestScheduler.Of(context.Engine).Cancel(handle.Task))
        : context.Fail("cancel_task() requires a task handle");

    private static Value SetTaskPoolSize(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsInt || arguments[0].AsInt <= 0)
        {
            return context.Fail("set_task_pool_size() requires an int > 0");
        }

        EngineState<TaskPool>.Of(context.Engine).Size = arguments[0].AsInt;
        return Value.Nil;
    }

    private static Value GetTaskPoolSize(Context context, ReadOnlySpan<Value> arguments) => Value.FromInt(EngineState<TaskPool>.Of(context.Engine).Size);

    private static Value Channel(Context context, ReadOnlySpan<Value> arguments) => new(new ChannelObject());

    /// <summary>What programs set; tasks take turns, so it changes nothing else.</summary>
    private sealed class TaskPool
    {
        public long Size { get; set; } = Environment.ProcessorCount;
    }
}
