namespace Kiln.Ruff.Library;

/// <summary>Takes paths apart and puts them together, as text: nothing here looks at the file system.</summary>
internal static class PathText
{
    /// <summary>A path continued by another one; an absolute second path stands alone.</summary>
    public static string Join(string path, string next) =>
        Path.IsPathRooted(next) || path.Length == 0 ? next
        : IsSeparator(path[^1]) ? path + next
        : path + "/" + next;

    /// <summary>The folder part: <c>/</c> for a path without any, empty for a bare name.</summary>
    public static string Parent(string path)
    {
        ReadOnlySpan<char> rest = TrimEnd(path);
        if (rest.IsEmpty || IsRoot(rest))
        {
            return "/";
        }

        ReadOnlySpan<char> parent = TrimEnd(rest[..NameStart(rest)]);
        return parent.ToString();
    }

    /// <summary>The last part; empty if the path ends in a folder's relation to itself or its parent.</summary>
    public static string Name(string path)
    {
        ReadOnlySpan<char> rest = TrimEnd(path);
        ReadOnlySpan<char> name = rest[NameStart(rest)..];
        return name is "." or ".." ? "" : name.ToString();
    }

    /// <summary>What follows the last dot of the name. A dot in front does not start an extension.</summary>
    public static string Extension(string path)
    {
        string name = Name(path);
        int dot = name.LastIndexOf('.');
        return dot <= 0 ? "" : name[(dot + 1)..];
    }

    private static bool IsSeparator(char c) => c == '/' || c == Path.DirectorySeparatorChar;

    private static bool IsRoot(ReadOnlySpan<char> path) => path.Length == 1 && IsSeparator(path[0]);

    private static int NameStart(ReadOnlySpan<char> path)
    {
        int start = path.Length;
        while (start > 0 && !IsSeparator(path[start - 1]))
        {
            start--;
        }

        return start;
    }

    /// <summary>Without separators and <c>/.</c> at the end; a root stays.</summary>
    private static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> path)
    {
        while (path.Length > 1)
        {
            if (IsSeparator(path[^1]))
            {
                path = path[..^1];
            }
            else if (path[^1] == '.' && IsSeparator(path[^2]))
            {
                path = path.Length == 2 ? path[..1] : path[..^2];
            }
            else
            {
                break;
            }
        }

        return path;
    }
}
