using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>ZIP archives.</summary>
internal static class ZipBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("zip_create", 1, Create, "zip_create(path): a new ZIP file to add to"),
        Row("zip_add_file", 2, AddFile, "zip_add_file(zip, path): adds a file; true"),
        Row("zip_add_dir", 2, AddFolder, "zip_add_dir(zip, path): adds the files of a folder; true"),
        Row("zip_close", 1, Close, "zip_close(zip): finishes a ZIP file; true"),
        Row("unzip", 2, Unzip, "unzip(path, folder): extracts a ZIP file; the names of its files"),
    ];

    private static BuiltinObject Row(string name, int arity, BuiltinFunction function, string help) =>
        new(name, arity, arity, function, BuiltinTraits.Borrows, help) { ArityMessage = Arity.Plain(name, arity, arity) };

    private static Value Create(Context context, ReadOnlySpan<Value> arguments) =>
        FileOperation.TryPath(context, Capabilities.FileWrite, "zip_create", arguments[0], out string? path)
            ? Run(context, "create ZIP file", path, () => MakeArchive(path))
            : Value.Abnormal;

    private static Value MakeArchive(string path) => new(new ZipArchiveObject(path));

    private static Value AddFile(Context context, ReadOnlySpan<Value> arguments) =>
        Add(context, "zip_add_file", arguments, static (zip, path) => zip.AddFile(path));

    private static Value AddFolder(Context context, ReadOnlySpan<Value> arguments) =>
        Add(context, "zip_add_dir", arguments, static (zip, path) => zip.AddFolder(path));

    private static Value Close(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Tag is not ZipArchiveObject zip)
        {
            return context.Fail("zip_close() requires a ZIP archive");
        }

        return Run(context, "write ZIP file", string.Empty, () =>
        {
            zip.Dispose();
            return Value.True;
        });
    }

    private static Value Unzip(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!FileOperation.TryPath(context, Capabilities.FileRead | Capabilities.FileWrite, "unzip", arguments[0], out string? path))
        {
            return Value.Abnormal;
        }

        return Argument.TryText(arguments[1], out string? folder)
            ? Run(context, "unzip", path, () => Argument.ToArray(ZipFiles.Extract(path, folder)))
            : context.Fail("unzip() requires a string folder");
    }

    private static Value Add(Context context, string function, ReadOnlySpan<Value> arguments, Action<ZipArchiveObject, string> action)
    {
        if (arguments[0].Tag is not ZipArchiveObject zip)
        {
            return context.Fail($"{function}() requires a ZIP archive as first argument");
        }

        if (!FileOperation.TryPath(context, Capabilities.FileRead, function, arguments[1], out string? path))
        {
            return Value.Abnormal;
        }

        if (zip.IsClosed)
        {
            return context.Fail($"{function}() ZIP archive is already closed");
        }

        return Run(context, "add to ZIP file", path, () =>
        {
            action(zip, path);
            return Value.True;
        });
    }

    private static Value Run(Context context, string action, string path, Func<Value> body)
    {
        try
        {
            return FileOperation.Run(context, action, path, body);
        }
        catch (InvalidDataException e)
        {
            return FileOperation.Fail(context, action, path, e.Message);
        }
    }
}
