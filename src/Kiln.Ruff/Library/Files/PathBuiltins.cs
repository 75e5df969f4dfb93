using System.Diagnostics.CodeAnalysis;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Paths, what they refer to, and the current folder.</summary>
internal static class PathBuiltins
{
    private const string JoinHelp = "path_join(part, ...): the parts as one path; an absolute part starts over";

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("file_exists", 1, 1, FileExists, BuiltinTraits.Borrows, "file_exists(path): whether a file or folder exists"),
        new("path_exists", 1, 1, PathExists, BuiltinTraits.Borrows, "path_exists(path): whether a file or folder exists"),
        new("path_is_dir", 1, 1, IsFolder, BuiltinTraits.Borrows, "path_is_dir(path): whether a path is a folder"),
        new("path_is_file", 1, 1, IsFile, BuiltinTraits.Borrows, "path_is_file(path): whether a path is a file"),
        new("path_is_symlink", 1, 1, IsLink, BuiltinTraits.Borrows, "path_is_symlink(path): whether a path is a symbolic link"),
        new("path_join", 1, -1, JoinPaths, BuiltinTraits.Borrows, JoinHelp),
        new("join_path", 1, -1, JoinPaths, BuiltinTraits.Borrows, JoinHelp),
        new("path_absolute", 1, 1, Absolute, BuiltinTraits.Borrows, "path_absolute(path): the canonical form of an existing path"),
        new("dirname", 1, 1, FolderName, BuiltinTraits.Borrows, "dirname(path): the path without its last part"),
        new("basename", 1, 1, BaseName, BuiltinTraits.Borrows, "basename(path): the last part of a path"),
        new("path_extension", 1, 1, Extension, BuiltinTraits.Borrows, "path_extension(path): the extension without its dot, or an empty string"),
        new("os_getcwd", 0, 0, CurrentFolder, BuiltinTraits.Borrows, "os_getcwd(): the current folder"),
        new("os_chdir", 1, 1, ChangeFolder, BuiltinTraits.Borrows, "os_chdir(path): makes a folder the current one"),
    ];

    private static Value FileExists(Context context, ReadOnlySpan<Value> arguments) => Test(context, "file_exists", arguments[0], FileOperation.Exists);

    private static Value PathExists(Context context, ReadOnlySpan<Value> arguments) => Test(context, "path_exists", arguments[0], FileOperation.Exists);

    private static Value IsFolder(Context context, ReadOnlySpan<Value> arguments) => Test(context, "path_is_dir", arguments[0], Directory.Exists);

    private static Value IsFile(Context context, ReadOnlySpan<Value> arguments) => Test(context, "path_is_file", arguments[0], FileOperation.IsFile);

    private static Value IsLink(Context context, ReadOnlySpan<Value> arguments) =>
        Test(context, "path_is_symlink", arguments[0], static path => new FileInfo(path).LinkTarget is not null);

    private static Value Test(Context context, string function, Value argument, Func<string, bool> test)
    {
        if (!FileOperation.TryPath(context, Capabilities.FileRead, function, argument, out string? path))
        {
            return Value.Abnormal;
        }

        try
        {
            return Value.FromBool(test(path));
        }
        catch (Exception e) when (OsErrors.IsExpected(e))
        {
            // What cannot be looked at is not there, as far as the program is concerned.
            return Value.False;
        }
    }

    private static bool TryText(Context context, string function, Value argument, [NotNullWhen(true)] out string? path)
    {
        if (Argument.TryText(argument, out path))
        {
            return true;
        }

        context.Fail($"{function}() requires a string path");
        return false;
    }

    private static Value JoinPaths(Context context, ReadOnlySpan<Value> arguments)
    {
        string path = "";
        foreach (Value argument in arguments)
        {
            if (!Argument.TryText(argument, out string? part))
            {
                return context.Fail("path_join() requires string arguments");
            }

            path = PathText.Join(path, part);
        }

        return Value.FromString(path);
    }

    private static Value Absolute(Context context, ReadOnlySpan<Value> arguments) =>
        !FileOperation.TryPath(context, Capabilities.FileRead, "path_absolute", arguments[0], out string? path)
            ? Value.Abnormal
            : FileOperation.Run(context, "resolve path", path, () =>
            {
                string resolved = CanonicalPath.Resolve(path, out int error);
                return error == 0 ? Value.FromString(resolved) : FileOperation.Fail(context, "resolve path", path, OsErrors.Text(error));
            });

    private static Value FolderName(Context context, ReadOnlySpan<Value> arguments) =>
        TryText(context, "dirname", arguments[0], out string? path) ? Value.FromString(PathText.Parent(path)) : Value.Abnormal;

    private static Value BaseName(Context context, ReadOnlySpan<Value> arguments) =>
        TryText(context, "basename", arguments[0], out string? path) ? Value.FromString(PathText.Name(path)) : Value.Abnormal;

    private static Value Extension(Context context, ReadOnlySpan<Value> arguments) =>
        TryText(context, "path_extension", arguments[0], out string? path) ? Value.FromString(PathText.Extension(path)) : Value.Abnormal;

    private static Value CurrentFolder(Context context, ReadOnlySpan<Value> arguments) =>
        CapabilityGuard.Allows(context, Capabilities.FileRead, "os_getcwd")
            ? FileOperation.Run(context, "get current directory", ".", static () => Value.FromString(Environment.CurrentDirectory))
            : Value.Abnormal;

    private static Value ChangeFolder(Context context, ReadOnlySpan<Value> arguments) =>
        !FileOperation.TryPath(context, Capabilities.FileRead, "os_chdir", arguments[0], out string? path)
            ? Value.Abnormal
            : FileOperation.Run(context, "change directory to", path, () =>
            {
                if (File.Exists(path))
                {
                    return FileOperation.Fail(context, "change directory to", path, OsErrors.Text(OsErrors.NotADirectory));
                }

                Environment.CurrentDirectory = path;
                return Value.True;
            });
}
