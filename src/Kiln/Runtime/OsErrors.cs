using System.Globalization;

namespace Kiln.Runtime;

/// <summary>Texts of operating system errors in the form <c>No such file or directory (os error 2)</c>.</summary>
public static class OsErrors
{
    /// <summary>POSIX number of "no such file or directory".</summary>
    public const int NotFound = 2;

    /// <summary>POSIX number of "file exists".</summary>
    public const int Exists = 17;

    /// <summary>POSIX number of "not a directory".</summary>
    public const int NotADirectory = 20;

    /// <summary>POSIX number of "is a directory".</summary>
    public const int IsADirectory = 21;

    /// <summary>POSIX number of "too many levels of symbolic links".</summary>
    public const int TooManyLinks = 40;

    private const int PermissionDenied = 13;
    private const int NameTooLong = 36;
    private const int NotEmpty = 39;
    private const int LargestNumber = 133;
    private const int WindowsFacility = unchecked((int)0x8007_0000);

    private static readonly Dictionary<int, string> s_texts = new()
    {
        [1] = "Operation not permitted",
        [NotFound] = "No such file or directory",
        [4] = "Interrupted system call",
        [5] = "Input/output error",
        [6] = "No such device or address",
        [7] = "Argument list too long",
        [8] = "Exec format error",
        [9] = "Bad file descriptor",
        [11] = "Resource temporarily unavailable",
        [12] = "Cannot allocate memory",
        [PermissionDenied] = "Permission denied",
        [16] = "Device or resource busy",
        [Exists] = "File exists",
        [18] = "Invalid cross-device link",
        [19] = "No such device",
        [NotADirectory] = "Not a directory",
        [IsADirectory] = "Is a directory",
        [22] = "Invalid argument",
        [23] = "Too many open files in system",
        [24] = "Too many open files",
        [26] = "Text file busy",
        [27] = "File too large",
        [28] = "No space left on device",
        [29] = "Illegal seek",
        [30] = "Read-only file system",
        [31] = "Too many links",
        [32] = "Broken pipe",
        [NameTooLong] = "File name too long",
        [NotEmpty] = "Directory not empty",
        [TooManyLinks] = "Too many levels of symbolic links",
        [95] = "Operation not supported",
        [98] = "Address already in use",
        [101] = "Network is unreachable",
        [104] = "Connection reset by peer",
        [110] = "Connection timed out",
        [111] = "Connection refused",
        [113] = "No route to host",
        [122] = "Disk quota exceeded",
    };

    /// <summary>Whether an exception reports what the operating system or a bad path caused, not a defect.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException
            or System.ComponentModel.Win32Exception or System.Security.SecurityException;

    /// <summary>The text of an error number.</summary>
    public static string Text(int number) => s_texts.TryGetValue(number, out string? text)
        ? string.Create(CultureInfo.InvariantCulture, $"{text} (os error {number})")
        : string.Create(CultureInfo.InvariantCulture, $"Unknown error (os error {number})");

    /// <summary>The text for an exception.</summary>
    /// <param name="exception">What a file operation threw.</param>
    /// <param name="path">The path it worked on.</param>
    public static string Describe(Exception exception, string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return "file name contained an unexpected NUL byte";
        }

        int number = NumberOf(exception, path);
        return number != 0 ? Text(number) : exception.Message;
    }

    private static int NumberOf(Exception exception, string path) => exception switch
    {
        ArgumentException when path.Length == 0 => NotFound,
        FileNotFoundException or DirectoryNotFoundException => IsBelowFile(path) ? NotADirectory : NotFound,
        PathTooLongException => NameTooLong,
        UnauthorizedAccessException => OfAccess(exception, path),
        System.ComponentModel.Win32Exception native => OperatingSystem.IsWindows() ? FromWindows(native.NativeErrorCode) : native.NativeErrorCode,
        IOException => FromResult(exception.HResult),
        _ => 0,
    };

    // The runtime reports an open folder as denied access.
    private static int OfAccess(Exception exception, string path)
    {
        int number = exception.InnerException is IOException inner ? FromResult(inner.HResult) : 0;
        return number is 0 or PermissionDenied && Directory.Exists(path) && !File.Exists(path) && CanList(path) ? IsADirectory
            : number == 0 ? PermissionDenied
            : number;
    }

    private static bool CanList(string path)
    {
        try
        {
            using IEnumerator<string> entries = Directory.EnumerateFileSystemEntries(path).GetEnumerator();
            entries.MoveNext();
            return true;
        }
        catch (Exception e) when (IsExpected(e))
        {
            return false;
        }
    }

    private static bool IsBelowFile(string path)
    {
        string? parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path));
        return !string.IsNullOrEmpty(parent) && File.Exists(parent);
    }

    private static int FromResult(int result) =>
        (result & unchecked((int)0xFFFF_0000)) == WindowsFacility ? FromWindows(result & 0xFFFF)
        : result is > 0 and <= LargestNumber ? result
        : 0;

    private static int FromWindows(int code) => code switch
    {
        2 or 3 => NotFound,
        5 or 32 => PermissionDenied,
        80 or 183 => Exists,
        145 => NotEmpty,
        206 => NameTooLong,
        267 => NotADirectory,
        _ => 0,
    };
}
