using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Reading and writing files behind promises, one file or many.</summary>
internal static class AsyncFileBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("async_read_file", 1, 1, ReadFile, "async_read_file(path): promise of a file's text"),
        Row("async_write_file", 2, 2, WriteFile, "async_write_file(path, text): writes a file; promise of true"),
        Row("async_read_files", 1, 2, ReadFiles, "async_read_files(paths, [limit]): promise of the texts of files in order"),
        Row("async_write_files", 2, 3, WriteFiles, "async_write_files(paths, texts, [limit]): writes files; promise of true for each"),
    ];

    private static BuiltinObject Row(string name, int minimum, int maximum, BuiltinFunction function, string help) =>
        new(name, minimum, maximum, function, BuiltinTraits.Borrows, help) { ArityMessage = Arity.Plain(name, minimum, maximum) };

    private static Value ReadFile(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!FileOperation.TryPath(context, Capabilities.FileRead, "async_read_file", arguments[0], out string? path))
        {
            return Value.Abnormal;
        }

        string? error = AsyncFiles.Read(context, path, out string text);
        return context.Poll() ? Value.Abnormal : AsyncFiles.Promise(Value.FromString(text), error);
    }

    private static Value WriteFile(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!FileOperation.TryPath(context, Capabilities.FileWrite, "async_write_file", arguments[0], out string? path))
        {
            return Value.Abnormal;
        }

        return Argument.TryText(arguments[1], out string? text)
            ? AsyncFiles.Promise(Value.True, AsyncFiles.Write(path, text))
            : context.Fail("async_write_file() requires a string content");
    }

    private static Value ReadFiles(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.FileRead, "async_read_files"))
        {
            return Value.Abnormal;
        }

        if (!Argument.TryTexts(arguments[0], out string[]? paths))
        {
            return context.Fail("async_read_files() requires an array of string paths");
        }

        if (!PromiseBuiltins.CheckLimit(context, "async_read_files", arguments, 1))
        {
            return Value.Abnormal;
        }

        var texts = new Value[paths.Length];
        for (int i = 0; i < paths.Length; i++)
        {
            string? error = AsyncFiles.Read(context, paths[i], out string text);
            if (context.Poll())
            {
                return Value.Abnormal;
            }

            if (error is not null)
            {
                return AsyncFiles.Promise(Value.Nil, error);
            }

            texts[i] = Value.FromString(text);
        }

        return AsyncFiles.Promise(new Value(ArrayObject.FromSpan(texts)), null);
    }

    private static Value WriteFiles(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.FileWrite, "async_write_files"))
        {
            return Value.Abnormal;
        }

        if (!Argument.TryTexts(arguments[0], out string[]? paths) || !Argument.TryTexts(arguments[1], out string[]? texts))
        {
            return context.Fail("async_write_files() requires an array of string paths and an array of string contents");
        }

        if (paths.Length != texts.Length)
        {
            return context.Fail($"async_write_files() requires as many contents as paths, got {paths.Length} paths and {texts.Length} contents");
        }

        if (!PromiseBuiltins.CheckLimit(context, "async_write_files", arguments, 2))
        {
            return Value.Abnormal;
        }

        bool[] written = new bool[paths.Length];
        for (int i = 0; i < paths.Length; i++)
        {
            if (context.Poll())
            {
                return Value.Abnormal;
            }

            if (AsyncFiles.Write(paths[i], texts[i]) is { } error)
            {
                return AsyncFiles.Promise(Value.Nil, error);
            }

            written[i] = true;
        }

        return AsyncFiles.Promise(new Value(ArrayObject.Adopt(written, written.Length)), null);
    }
}
