using System.Text;
using Kiln.Ruff.Library.Data;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Values that outlive the program, in a JSON file.</summary>
internal static class KeyValueBuiltins
{
    private const string DefaultPath = ".ruff_kv.json";

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("kv_set", 2, 2, KvSet, BuiltinTraits.Borrows, "kv_set(key, value): stores a value in the key-value file; true") { ArityMessage = Arity.Plain("kv_set", 2, 2) },
        new("kv_get", 1, 1, KvGet, BuiltinTraits.Borrows, "kv_get(key): a value from the key-value file, or null") { ArityMessage = Arity.Plain("kv_get", 1, 1) },
    ];

    private static Value KvSet(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryLoad(context, "kv_set", Capabilities.FileRead | Capabilities.FileWrite, arguments[0], out string path, out MapObject store))
        {
            return Value.Abnormal;
        }

        DictKeys.PutText(store, arguments[0].AsString, arguments[1].Share());
        Value json = JsonWriter.Write(context, new Value(store), pretty: true);
        return json.IsAbnormal ? json : FileOperation.Run(context, "write file", path, () =>
        {
            // Written aside first, so that a crash leaves the old file.
            string draft = $"{path}.{Environment.ProcessId}.tmp";
            File.WriteAllText(draft, json.AsString.ToString() + "\n");
            File.Move(draft, path, overwrite: true);
            return Value.True;
        });
    }

    private static Value KvGet(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryLoad(context, "kv_get", Capabilities.FileRead, arguments[0], out _, out MapObject store))
        {
            return Value.Abnormal;
        }

        return DictKeys.TryGetText(store, arguments[0].AsString.ToString(), out Value value) ? value : Value.Nil;
    }

    private static bool TryLoad(Context context, string function, Capabilities needed, Value key, out string path, out MapObject store)
    {
        path = Environment.GetEnvironmentVariable("RUFF_KV_PATH") is { Length: > 0 } configured ? configured : DefaultPath;
        store = new MapObject();
        if (!CapabilityGuard.Allows(context, needed, function))
        {
            return false;
        }

        if (!key.IsString)
        {
            context.Fail($"{function}() requires a string key");
            return false;
        }

        string file = path;
        if (!File.Exists(file))
        {
            return true;
        }

        Value loaded = FileOperation.Run(context, "read file", file, () =>
        {
            if (!FileReader.TryRead(context, file, 0, int.MaxValue, FileReader.MaximumText, out byte[] bytes))
            {
                return Value.Abnormal;
            }

            string? error = JsonParser.Parse(new StringObject(Encoding.UTF8.GetString(bytes)), out Value value);
            return error is null && value.IsMap ? value : FileOperation.Fail(context, "read file", file, error ?? "not a JSON object");
        });
        store = loaded.IsMap ? loaded.AsMap : store;
        return !loaded.IsAbnormal;
    }
}
