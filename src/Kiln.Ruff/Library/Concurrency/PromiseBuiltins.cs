using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Promises: waiting for time, for several promises, and with a limit.</summary>
internal static class PromiseBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("async_sleep", 1, 1, AsyncSleep, "async_sleep(ms): promise of null that resolves after some milliseconds"),
        Row("async_timeout", 2, 2, AsyncTimeout, "async_timeout(promise, ms): the promise, or a rejected one if it takes longer"),
        Row("promise_all", 1, 2, PromiseAll, "promise_all(promises, [limit]): promise of all results in order"),
        Row("await_all", 1, 2, PromiseAll, "await_all(promises, [limit]): promise of all results in order"),
        Row("parallel_map", 2, 3, ParallelMap, "parallel_map(array, f, [limit]): promise of the results of f in order"),
        Row("par_map", 2, 3, ParMap, "par_map(array, f, [limit]): promise of the results of f in order"),
        Row("par_each", 2, 3, ParEach, "par_each(array, f, [limit]): calls f for all elements; promise of null"),
    ];

    /// <summary>Checks an optional limit of concurrent work.</summary>
    /// <returns>False if it is wrong: the error is pending, return the abnormal marker.</returns>
    public static bool CheckLimit(Context context, string name, ReadOnlySpan<Value> arguments, int position)
    {
        if (arguments.Length <= position)
        {
            return true;
        }

        if (!arguments[position].IsInt)
        {
            context.Fail($"{name}() concurrency_limit must be an int");
            return false;
        }

        if (arguments[position].AsInt <= 0)
        {
            context.Fail($"{name}() concurrency_limit must be > 0, got {arguments[position].AsInt}");
            return false;
        }

        return true;
    }

    private static BuiltinObject Row(string name, int minimum, int maximum, BuiltinFunction function, string help) =>
        new(name, minimum, maximum, function, BuiltinTraits.Borrows, help) { ArityMessage = Arity.Plain(name, minimum, maximum) };

    private static Value AsyncSleep(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.Clock, "async_sleep"))
        {
            return Value.Abnormal;
        }

        if (!arguments[0].IsNumber || !(arguments[0].ToDouble >= 0))
        {
            return context.Fail("async_sleep() requires a non-negative number of milliseconds");
        }

        return new Value(new PromiseObject(new Delay(arguments[0].ToDouble)));
    }

    private static Value AsyncTimeout(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.Clock, "async_timeout"))
        {
            return Value.Abnormal;
        }

        if (arguments[0].Tag is not PromiseObject promise)
        {
            return context.Fail("async_timeout() requires a promise as first argument");
        }

        if (!Argument.TryWhole(arguments[1], out long milliseconds) || milliseconds < 0)
        {
            return context.Fail("async_timeout() requires a non-negative number of milliseconds");
        }

        return new Value(new PromiseObject(new Timeout(promise, milliseconds)));
    }

    private static Value PromiseAll(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("promise_all() requires an array of promises");
        }

        if (!CheckLimit(context, "promise_all", arguments, 1))
        {
            return Value.Abnormal;
        }

        ArrayObject array = arguments[0].AsArray;
        var items = new Value[array.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = array[i].Share();
        }

        return Gather(items, keepsResults: true);
    }

    private static Value ParallelMap(Context context, ReadOnlySpan<Value> arguments) => CallAll(context, "parallel_map", arguments, keepsResults: true);

    private static Value ParMap(Context context, ReadOnlySpan<Value> arguments) => CallAll(context, "par_map", arguments, keepsResults: true);

    private static Value ParEach(Context context, ReadOnlySpan<Value> arguments) => CallAll(context, "par_each", arguments, keepsResults: false);

    // Guest code takes turns anyway, so the calls are made one after the other; what they started may still go on side by side.
    private static Value CallAll(Context context, string name, ReadOnlySpan<Value> arguments, bool keepsResults)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail($"{name}() requires an array as first argument");
        }

        if (!arguments[1].IsCallable)
        {
            return context.Fail($"{name}() requires a function as second argument");
        }

        if (!CheckLimit(context, name, arguments, 2))
        {
            return Value.Abnormal;
        }

        // The function may change the variable that holds the array; it must get a copy then.
        ArrayObject array = arguments[0].Share().AsArray;
        int count = array.Count;
        if (!context.Charge(16L * count))
        {
            return Value.Abnormal;
        }

        var results = new Value[count];
        for (int i = 0; i < results.Length; i++)
        {
            Value result = context.Call(arguments[1], array[i].Share());
            if (result.IsAbnormal || context.Poll())
            {
                return Value.Abnormal;
            }

            results[i] = result;
        }

        return Gather(results, keepsResults);
    }

    private static Value Gather(Value[] items, bool keepsResults)
    {
        var all = new AllOf(items, keepsResults);
        var promise = new PromiseObject(all);
        if (all.IsDone)
        {
            promise.Settle();
        }

        return new Value(promise);
    }
}
