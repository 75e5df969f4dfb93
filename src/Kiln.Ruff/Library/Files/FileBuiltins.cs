using System.Diagnostics.CodeAnalysis;
using System.Text;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Text files, and creating, renaming and deleting files and folders.</summary>
internal static class FileBuiltins
{
    private static readonly UTF8Encoding s_strict = new(false, true);
    private static readonly UTF8Encoding s_lossy = new(false, false);

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("read_file", 1, 1, ReadFile, BuiltinTraits.Borrows, "read_file(path): the text of a UTF-8 file"),
        new("read_file_lossy", 1, 1, ReadFileLossy, BuiltinTraits.Borrows, "read_file_lossy(path): the text of a file; bytes that are not UTF-8 become U+FFFD"),
        new("read_lines", 1, 1, ReadLines, BuiltinTraits.Borrows, "read_lines(path): the lines of a UTF-8 file"),
        new("write_file", 2, 3, WriteFile, BuiltinTraits.Borrows, "write_file(path, text, [overwrite]): creates a file, or replaces it if overwrite is true"),
        new("append_file", 2, 2, AppendFile, BuiltinTraits.Borrows, "append_file(path, text): adds text at the end of a file, which is created if needed"),
        new("file_size", 1, 1, FileSize, BuiltinTraits.Borrows, "file_size(path): number of bytes in a file"),
        new("list_dir", 1, 1, ListFolder, BuiltinTraits.Borrows, "list_dir(path): names of the files and folders in a folder"),
        new("create_dir", 1, 1, CreateFolder, BuiltinTraits.Borrows, "create_dir(path): creates a folder and the folders above it"),
        new("os_rmdir", 1, 1, RemoveFolder, BuiltinTraits.Borrows, "os_rmdir(path): deletes an empty folder"),
        new("delete_file", 1, 1, DeleteFile, BuiltinTraits.Borrows, "delete_file(path): deletes a file"),
        new("rename_file", 2, 2, RenameFile, BuiltinTraits.Borrows, "rename_file(from, to): renames or moves a file or folder"),
        new("copy_file", 2, 2, CopyFile, BuiltinTraits.Borrows, "copy_file(from, to): copies a file"),
    ];

    private static Value ReadFile(Context context, ReadOnlySpan<Value> arguments) =>
        TryReadText(context, "read_file", arguments[0], s_strict, out string? text) ? Value.FromString(text) : Value.Abnormal;

    private static Value ReadFileLossy(Context context, ReadOnlySpan<Value> arguments) =>
        TryReadText(context, "read_file_lossy", arguments[0], s_lossy, out string? text) ? Value.FromString(text) : Value.Abnormal;

    private static Value ReadLines(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryReadText(context, "read_lines", arguments[0], s_strict, out string? text))
        {
            return Value.Abnormal;
        }

        var lines = new ArrayObject();
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf('\n');
            ReadOnlySpan<char> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            lines.Add(Value.FromString((end >= 0 && line.EndsWith("\r") ? line[..^1] : line).ToString()));
        }

        return new Value(lines);
    }

    private static bool TryReadText(Context context, string function, Value argument, Encoding encoding, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!FileOperation.TryPath(context, Capabilities.FileRead, function, argument, out string? path))
        {
            return false;
        }

        try
        {
            if (FileReader.TryRead(context, path, 0, int.MaxValue, FileReader.MaximumText, out byte[] bytes))
            {
                text = encoding.GetString(bytes);
            }
        }
        catch (DecoderFallbackException)
        {
            FileOperation.Fail(context, "read file", path, "stream did not contain valid UTF-8");
        }
        catch (Exception e) when (OsErrors.IsExpected(e))
        {
            FileOperation.Fail(context, "read file", path, OsErrors.Describe(e, path));
        }

        return text is not null;
    }

    private static Value WriteFile(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!FileOperation.TryPath(context, Capabilities.FileWrite, "write_file", arguments[0], out string? path))
        {
            return Value.Abnormal;
        }

        if (!Argument.TryText(arguments[1], out string? text))
        {
            return context.Fail("write_file() requires a string content");
        }

        if (arguments.Length > 2 && !arguments[2].IsBool)
        {
            return context.Fail("write_file() requires a bool as its overwrite argument");
        }

        bool overwrite = arguments.Length > 2 && arguments[2].AsBool;
        return FileOperation.Run(context, "write file", path, () =>
        {
            FileStream stream;
            try
            {
                stream = new FileStream(path, overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
            }
            catch (IOException) when (!overwrite && FileOperation.Exists(path))
            {
                return FileOperation.Fail(context, "write file", path, "file already exists (pass overwrite=true to replace it)");
            }

            using (stream)
            {
                stream.Write(s_lossy.GetBytes(text));
            }

            return Value.True;
        });
    }

    private static Value AppendFile(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!FileOperation.TryPath(context, Capabilities.FileWrite, "append_file", arguments[0], out string? path))
        {
            return Value.Abnormal;
        }

        if (!Argument.TryText(arguments[1], out string? text))
        {
            return context.Fail("append_file() requires a string content");
        }

        return FileOperation.Run(context, "append to file", path, () =>
        {
            using FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(s_lossy.GetBytes(text));
            return Value.True;
        });
    }

    private static Value FileSize(Context context, ReadOnlySpan<Value> arguments) =>
        !FileOperation.TryPath(context, Capabilities.FileRead, "file_size", arguments[0], out string? path)
            ? Value.Abnormal
            : FileOperation.Run(context, "get size of file", path, () =>
                Directory.Exists(path) ? FileOperation.Fail(context, "get size of file", path, OsErrors.Text(OsErrors.IsADirectory))
                : FileOperation.IsFile(path) ? Value.FromInt(new FileInfo(path).Length)
                : throw new FileNotFoundException());

    private static Value ListFolder(Context context, ReadOnlySpan<Value> arguments) =>
        !FileOperation.TryPath(context, Capabilities.FileRead, "list_dir", arguments[0], out string? path)
            ? Value.Abnormal
            : FileOperation.Run(context, "list directory", path, () =>
            {
                if (File.Exists(path))
                {
                    return FileOperation.Fail(context, "list directory", path, OsErrors.Text(OsErrors.NotADirectory));
                }

                var names = new ArrayObject();
                foreach (string entry in Directory.EnumerateFileSystemEntries(path))
                {
                    if (context.Poll())
                    {
                        return Value.Abnormal;
                    }

                    names.Add(Value.FromString(Path.GetFileName(entry)));
                }

                return new Value(names);
            });

    private static Value CreateFolder(Context context, ReadOnlySpan<Value> arguments) =>
        !FileOperation.TryPath(context, Capabilities.FileWrite, "create_dir", arguments[0], out string? path)
            ? Value.Abnormal
            : FileOperation.Run(context, "create directory", path, () =>
            {
                Directory.CreateDirectory(path);
                return Value.True;
            });

    private static Value RemoveFolder(Context context, ReadOnlySpan<Value> arguments) =>
        !FileOperation.TryPath(context, Capabilities.FileDelete, "os_rmdir", arguments[0], out string? path)
            ? Value.Abnormal
            : FileOperation.Run(context, "remove directory", path, () =>
            {
                if (File.Exists(path))
                {
                    return FileOperation.Fail(context, "remove directory", path, OsErrors.Text(OsErrors.NotADirectory));
                }

                Directory.Delete(path, recursive: false);
                return Value.True;
            });

    private static Value DeleteFile(Context context, ReadOnlySpan<Value> arguments) =>
        !FileOperation.TryPath(context, Capabilities.FileDelete, "delete_file", arguments[0], out string? path)
            ? Value.Abnormal
            : FileOperation.Run(context, "delete file", path, () =>
            {
                // Deleting what does not exist would succeed quietly; asking for the attributes complains. A link to a folder is a file.
                FileAttributes attributes = File.GetAttributes(path);
                if ((attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory)
                {
                    return FileOperation.Fail(context, "delete file", path, "path is a directory");
                }

                File.Delete(path);
                return Value.True;
            });

    private static Value RenameFile(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!FileOperation.TryPath(context, Capabilities.FileWrite, "rename_file", arguments[0], out string? from)
            || !FileOperation.TryPath(context, Capabilities.FileWrite, "rename_file", arguments[1], out string? to))
        {
            return Value.Abnormal;
        }

        return FileOperation.Run(context, "rename file", from, () =>
        {
            if (Directory.Exists(from) && (File.GetAttributes(from) & FileAttributes.ReparsePoint) == 0)
            {
                Directory.Move(from, to);
            }
            else
            {
                File.Move(from, to, overwrite: true);
            }

            return Value.True;
        });
    }

    private static Value CopyFile(Context context, ReadOnlySpan<Value> arguments)
    {
        const Capabilities needed = Capabilities.FileRead | Capabilities.FileWrite;
        if (!FileOperation.TryPath(context, needed, "copy_file", arguments[0], out string? from)
            || !FileOperation.TryPath(context, needed, "copy_file", arguments[1], out string? to))
        {
            return Value.Abnormal;
        }

        return FileOperation.Run(context, "copy file", from, () =>
        {
            File.Copy(from, to, overwrite: true);
            return Value.True;
        });
    }
}
