using Kiln.Runtime;

namespace Kiln.Ruff.Library;

/// <summary>Resolves paths to their canonical form: absolute, without links and relative parts.</summary>
internal static class CanonicalPath
{
    private const int MaximumLinks = 40;

    /// <summary>The canonical form of a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="error">Number of the error if there is none; else zero.</param>
    public static string Resolve(string path, out int error)
    {
        error = 0;
        if (path.Length == 0)
        {
            error = OsErrors.NotFound;
            return "";
        }

        // A link changes what ".." means after it, so the parts are followed one by one instead of being cancelled as text.
        string root = Path.GetPathRoot(Path.GetFullPath(path)) ?? "/";
        string current = Path.IsPathRooted(path) ? root : Environment.CurrentDirectory;
        var parts = new Stack<string>();
        Push(parts, path);
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? root;
                continue;
            }

            string next = Path.Join(current, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (info.LinkTarget is { } target)
            {
                if (++links > MaximumLinks)
                {
                    error = OsErrors.TooManyLinks;
                    return "";
                }

                current = Path.IsPathRooted(target) ? root : current;
                Push(parts, target);
            }
            else if (!info.Exists || (info is FileInfo && parts.Count > 0))
            {
                error = info.Exists ? OsErrors.NotADirectory : OsErrors.NotFound;
                return "";
            }
            else
            {
                current = next;
            }
        }

        return current;
    }

    private static void Push(Stack<string> parts, string path)
    {
        string[] split = path[(Path.GetPathRoot(path)?.Length ?? 0)..].Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        for (int i = split.Length - 1; i >= 0; i--)
        {
            if (split[i] is not ("" or "."))
            {
                parts.Push(split[i]);
            }
        }
    }
}
