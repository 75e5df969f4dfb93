using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Values under names that all tasks of an engine see.</summary>
internal static class SharedStoreBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("shared_set", 2, SharedSet, BuiltinTraits.None, "shared_set(key, value): stores a value for all tasks; true"),
        Row("shared_get", 1, SharedGet, BuiltinTraits.Borrows, "shared_get(key): the stored value"),
        Row("shared_has", 1, SharedHas, BuiltinTraits.Borrows, "shared_has(key): whether a value is stored"),
        Row("shared_delete", 1, SharedDelete, BuiltinTraits.Borrows, "shared_delete(key): removes a stored value; whether there was one"),
        Row("shared_add_int", 2, SharedAddInt, BuiltinTraits.Borrows, "shared_add_int(key, n): adds to a stored int; the new value"),
    ];

    private static BuiltinObject Row(string name, int arity, BuiltinFunction function, BuiltinTraits traits, string help) =>
        new(name, arity, arity, function, traits, help) { ArityMessage = Arity.Plain(name, arity, arity) };

    private static Value SharedSet(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryKey(context, "shared_set", arguments, out string key))
        {
            return Value.Abnormal;
        }

        Store(context)[key] = arguments[1].Share();
        return Value.True;
    }

    private static Value SharedGet(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryKey(context, "shared_get", arguments, out string key))
        {
            return Value.Abnormal;
        }

        return Store(context).TryGetValue(key, out Value value) ? value.Share() : context.Fail($"shared_get key '{key}' not found");
    }

    private static Value SharedHas(Context context, ReadOnlySpan<Value> arguments) =>
        TryKey(context, "shared_has", arguments, out string key) ? Value.FromBool(Store(context).ContainsKey(key)) : Value.Abnormal;

    private static Value SharedDelete(Context context, ReadOnlySpan<Value> arguments) =>
        TryKey(context, "shared_delete", arguments, out string key) ? Value.FromBool(Store(context).Remove(key)) : Value.Abnormal;

    private static Value SharedAddInt(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryKey(context, "shared_add_int", arguments, out string key))
        {
            return Value.Abnormal;
        }

        if (!arguments[1].IsInt)
        {
            return context.Fail("shared_add_int() requires an int as second argument");
        }

        Dictionary<string, Value> store = Store(context);
        if (!store.TryGetValue(key, out Value old))
        {
            return context.Fail($"shared_add_int key '{key}' not found");
        }

        if (!old.IsInt)
        {
            return context.Fail($"shared_add_int key '{key}' does not hold an int");
        }

        long a = old.AsInt;
        long b = arguments[1].AsInt;
        long sum = unchecked(a + b);
        if (((a ^ sum) & (b ^ sum)) < 0)
        {
            return context.Fail($"Integer overflow: {a} + {b}");
        }

        return store[key] = Value.FromInt(sum);
    }

    // Programs may wait for a value by asking for it in a loop, so asking lets other tasks run.
    private static bool TryKey(Context context, string name, ReadOnlySpan<Value> arguments, out string key)
    {
        if (!Argument.TryText(arguments[0], out string? text))
        {
            key = string.Empty;
            context.Fail($"{name}() requires a string key");
            return false;
        }

        key = text;
        return GuestScheduler.Of(context.Engine).Yield(context);
    }

    private static Dictionary<string, Value> Store(Context context) => EngineState<SharedStore>.Of(context.Engine).Values;

    private sealed class SharedStore
    {
        public Dictionary<string, Value> Values { get; } = new(StringComparer.Ordinal);
    }
}
