using System.Diagnostics.CodeAnalysis;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;
using Microsoft.Win32.SafeHandles;

namespace Kiln.Ruff.Library;

/// <summary>Files as bytes.</summary>
internal static class BinaryFileBuiltins
{
    private const int CopyBlock = 64 << 10;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("read_binary_file", 1, 1, ReadAll, BuiltinTraits.Borrows, "read_binary_file(path): the bytes of a file"),
        new("write_binary_file", 2, 2, WriteAll, BuiltinTraits.Borrows, "write_binary_file(path, bytes): creates or replaces a file"),
        new("io_read_bytes", 2, 2, ReadStart, BuiltinTraits.Borrows, "io_read_bytes(path, count): up to count bytes from the start of a file"),
        new("io_write_bytes", 2, 2, WriteBytes, BuiltinTraits.Borrows, "io_write_bytes(path, bytes): creates or replaces a file"),
        new("io_append_bytes", 2, 2, AppendBytes, BuiltinTraits.Borrows, "io_append_bytes(path, bytes): adds bytes at the end of a file, which is created if needed"),
        new("io_read_at", 3, 3, ReadAt, BuiltinTraits.Borrows, "io_read_at(path, offset, count): up to count bytes from an offset on"),
        new("io_write_at", 3, 3, WriteAt, BuiltinTraits.Borrows, "io_write_at(path, bytes, offset): writes over a part of a file, which is created if needed"),
        new("io_seek_read", 2, 2, ReadFrom, BuiltinTraits.Borrows, "io_seek_read(path, offset): the bytes from an offset to the end"),
        new("io_file_metadata", 1, 1, Metadata, BuiltinTraits.Borrows, "io_file_metadata(path): dict with size, is_file, is_dir, is_symlink, readonly, created, modified, accessed"),
        new("io_truncate", 2, 2, Truncate, BuiltinTraits.Borrows, "io_truncate(path, size): cuts a file to a size, or fills it up with zeros"),
        new("io_copy_range", 4, 4, CopyRange, BuiltinTraits.Borrows, "io_copy_range(from, to, offset, count): creates or replaces a file with a part of another; returns the number of bytes"),
    ];

    private static Value ReadAll(Context context, ReadOnlySpan<Value> arguments) =>
        Read(context, "read_binary_file", arguments[0], 0, long.MaxValue);

    private static Value ReadStart(Context context, ReadOnlySpan<Value> arguments) =>
        TryCount(context, "io_read_bytes", "count", arguments[1], out long count)
            ? Read(context, "io_read_bytes", arguments[0], 0, count)
            : Value.Abnormal;

    private static Value ReadAt(Context context, ReadOnlySpan<Value> arguments) =>
        TryCount(context, "io_read_at", "offset", arguments[1], out long offset) && TryCount(context, "io_read_at", "count", arguments[2], out long count)
            ? Read(context, "io_read_at", arguments[0], offset, count)
            : Value.Abnormal;

    private static Value ReadFrom(Context context, ReadOnlySpan<Value> arguments) =>
        TryCount(context, "io_seek_read", "offset", arguments[1], out long offset)
            ? Read(context, "io_seek_read", arguments[0], offset, long.MaxValue)
            : Value.Abnormal;

    private static Value Read(Context context, string function, Value argument, long offset, long count) =>
        !FileOperation.TryPath(context, Capabilities.FileRead, function, argument, out string? path)
            ? Value.Abnormal
            : FileOperation.Run(context, "read file", path, () =>
                FileReader.TryRead(context, path, offset, count, FileReader.MaximumBinary, out byte[] bytes)
                    ? new Value(new BytesObject(bytes))
                    : Value.Abnormal);

    private static Value WriteAll(Context context, ReadOnlySpan<Value> arguments) =>
        Write(context, "write_binary_file", arguments[0], arguments[1], FileMode.Create, 0);

    private static Value WriteBytes(Context context, ReadOnlySpan<Value> arguments) =>
        Write(context, "io_write_bytes", arguments[0], arguments[1], FileMode.Create, 0);

    private static Value AppendBytes(Context context, ReadOnlySpan<Value> arguments) =>
        Write(context, "io_append_bytes", arguments[0], arguments[1], FileMode.Append, 0);

    private static Value WriteAt(Context context, ReadOnlySpan<Value> arguments) =>
        TryCount(context, "io_write_at", "offset", arguments[2], out long offset)
            ? Write(context, "io_write_at", arguments[0], arguments[1], FileMode.OpenOrCreate, offset)
            : Value.Abnormal;

    private static Value Write(Context context, string function, Value argument, Value content, FileMode mode, long offset)
    {
        if (!FileOperation.TryPath(context, Capabilities.FileWrite, function, argument, out string? path)
            || !TryBytes(context, function, content, out BytesObject? bytes))
        {
            return Value.Abnormal;
        }

        return FileOperation.Run(context, "write file", path, () =>
        {
            using FileStream stream = new(path, mode, FileAccess.Write, FileShare.ReadWrite, 0);
            if (offset > 0)
            {
                stream.Position = offset;
            }

            stream.Write(bytes.Span);
            return Value.True;
        });
    }

    private static Value Metadata(Context context, ReadOnlySpan<Value> arguments) =>
        !FileOperation.TryPath(context, Capabilities.FileRead, "io_file_metadata", arguments[0], out string? path)
            ? Value.Abnormal
            : FileOperation.Run(context, "read metadata of", path, () =>
            {
                bool isFolder = Directory.Exists(path);
                FileSystemInfo info = isFolder ? new DirectoryInfo(path) : new FileInfo(path);
                if (!isFolder && !FileOperation.IsFile(path))
                {
                    throw new FileNotFoundException();
                }

                var result = new MapObject();
                DictKeys.PutText(result, "size", Value.FromInt(info is FileInfo file ? file.Length : 0));
                DictKeys.PutText(result, "is_file", Value.FromBool(!isFolder));
                DictKeys.PutText(result, "is_dir", Value.FromBool(isFolder));
                DictKeys.PutText(result, "is_symlink", Value.FromBool(info.LinkTarget is not null));
                DictKeys.PutText(result, "readonly", Value.FromBool((info.Attributes & FileAttributes.ReadOnly) != 0));
                DictKeys.PutText(result, "created", Seconds(info.CreationTimeUtc));
                DictKeys.PutText(result, "modified", Seconds(info.LastWriteTimeUtc));
                DictKeys.PutText(result, "accessed", Seconds(info.LastAccessTimeUtc));
                return new Value(result);
            });

    private static Value Seconds(DateTime time) => Value.FromInt(new DateTimeOffset(time).ToUnixTimeSeconds());

    private static Value Truncate(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!FileOperation.TryPath(context, Capabilities.FileWrite, "io_truncate", arguments[0], out string? path)
            || !TryCount(context, "io_truncate", "size", arguments[1], out long size))
        {
            return Value.Abnormal;
        }

        return FileOperation.Run(context, "truncate file", path, () =>
        {
            using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            RandomAccess.SetLength(handle, size);
            return Value.True;
        });
    }

    private static Value CopyRange(Context context, ReadOnlySpan<Value> arguments)
    {
        const Capabilities needed = Capabilities.FileRead | Capabilities.FileWrite;
        if (!FileOperation.TryPath(context, needed, "io_copy_range", arguments[0], out string? from)
            || !FileOperation.TryPath(context, needed, "io_copy_range", arguments[1], out string? to)
            || !TryCount(context, "io_copy_range", "offset", arguments[2], out long offset)
            || !TryCount(context, "io_copy_range", "count", arguments[3], out long count))
        {
            return Value.Abnormal;
        }

        return FileOperation.Run(context, "copy from file", from, () =>
        {
            using SafeFileHandle source = FileReader.Open(from);
            return FileOperation.Run(context, "copy to file", to, () =>
            {
                // Opened without cutting it first: source and target may be the same file.
                using SafeFileHandle target = File.OpenHandle(to, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
                return Copy(context, source, target, offset, count);
            });
        });
    }

    private static Value Copy(Context context, SafeFileHandle source, SafeFileHandle target, long offset, long count)
    {
        byte[] block = new byte[CopyBlock];
        long done = 0;
        while (done < count)
        {
            int wanted = (int)Math.Min(block.Length, count - done);
            int read = done > long.MaxValue - offset ? 0 : RandomAccess.Read(source, block.AsSpan(0, wanted), offset + done);
            if (read == 0)
            {
                break;
            }

            RandomAccess.Write(target, block.AsSpan(0, read), done);
            done += read;
            if (context.Poll())
            {
                return Value.Abnormal;
            }
        }

        RandomAccess.SetLength(target, done);
        return Value.FromInt(done);
    }

    private static bool TryCount(Context context, string function, string what, Value argument, out long count)
    {
        count = argument.IsInt ? argument.AsInt : -1;
        if (count >= 0)
        {
            return true;
        }

        context.Fail($"{function}() requires a non-negative int as its {what}");
        return false;
    }

    private static bool TryBytes(Context context, string function, Value argument, [NotNullWhen(true)] out BytesObject? bytes)
    {
        bytes = argument.Kind == Kind.Host ? argument.Tag as BytesObject : null;
        if (bytes is not null)
        {
            return true;
        }

        context.Fail($"{function}() requires bytes");
        return false;
    }
}
