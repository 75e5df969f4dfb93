using Kiln.Runtime;
using Microsoft.Win32.SafeHandles;

namespace Kiln.Ruff.Library;

/// <summary>Reads the bytes of files.</summary>
internal static class FileReader
{
    /// <summary>Largest text file.</summary>
    public const int MaximumText = 8 << 20;

    /// <summary>Largest result of reading bytes.</summary>
    public const int MaximumBinary = 1 << 30;

    private const int FirstBlock = 16 << 10;

    /// <summary>Opens a file for reading; writers are not kept out.</summary>
    public static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Reads a file from an offset on.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where to start; beyond the end there is nothing.</param>
    /// <param name="count">Most bytes to read.</param>
    /// <param name="limit">Most bytes that may be there to read; more is an error.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>False if the error is pending.</returns>
    public static bool TryRead(Context context, string path, long offset, long count, int limit, out byte[] bytes)
    {
        using SafeFileHandle handle = Open(path);
        bytes = [];

        // Files that are made up on the fly claim to be empty, and others may grow: the length is only a hint.
        long expected = Math.Clamp(RandomAccess.GetLength(handle) - offset, 0, count);
        if (expected > limit)
        {
            return TooLarge(context, path, limit);
        }

        if (!context.Charge(expected))
        {
            return false;
        }

        using FileStream stream = new(handle, FileAccess.Read, 0);
        if (offset > 0)
        {
            stream.Position = offset;
        }

        byte[] buffer = new byte[(int)Math.Min(count, Math.Max(expected + 1, expected == 0 ? FirstBlock : 0))];
        int used = 0;
        while (used < count)
        {
            if (used == buffer.Length)
            {
                long size = Math.Min(count, Math.Max(FirstBlock, buffer.Length * 2L));
                if (!context.Charge(size))
                {
                    return false;
                }

                Array.Resize(ref buffer, (int)Math.Min(size, limit + 1L));
            }

            int read = stream.Read(buffer, used, buffer.Length - used);
            if (read == 0)
            {
                break;
            }

            used += read;
            if (used > limit)
            {
                return TooLarge(context, path, limit);
            }

            if (context.Poll())
            {
                return false;
            }
        }

        bytes = used == buffer.Length ? buffer : buffer.AsSpan(0, used).ToArray();
        return true;
    }

    private static bool TooLarge(Context context, string path, int limit)
    {
        FileOperation.Fail(context, "read file", path, $"file exceeds the limit of {limit >> 20} MiB");
        return false;
    }
}
