using System.Diagnostics.CodeAnalysis;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>The common frame of functions that reach the file system.</summary>
internal static class FileOperation
{
    /// <summary>Checks the capability and reads a path argument.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="needed">What the function needs.</param>
    /// <param name="function">The function's guest name.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="path">The path as written.</param>
    /// <returns>False if the function must return the abnormal marker: the error is pending.</returns>
    public static bool TryPath(Context context, Capabilities needed, string function, Value argument, [NotNullWhen(true)] out string? path)
    {
        path = null;
        if (!CapabilityGuard.Allows(context, needed, function))
        {
            return false;
        }

        if (!Argument.TryText(argument, out path))
        {
            context.Fail($"{function}() requires a string path");
            return false;
        }

        return true;
    }

    /// <summary>Runs a file operation and turns what the operating system complains about into an error.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="action">What is being done, such as <c>read file</c>.</param>
    /// <param name="path">The path it works on.</param>
    /// <param name="body">The operation.</param>
    public static Value Run(Context context, string action, string path, Func<Value> body)
    {
        try
        {
            return body();
        }
        catch (Exception e) when (OsErrors.IsExpected(e))
        {
            return Fail(context, action, path, OsErrors.Describe(e, path));
        }
    }

    /// <summary>Raises <c>Cannot ACTION 'PATH': REASON</c>.</summary>
    /// <returns>The abnormal marker.</returns>
    public static Value Fail(Context context, string action, string path, string reason) =>
        context.Fail($"Cannot {action} '{path}': {reason}");

    /// <summary>Whether a path names a file or folder; links are followed.</summary>
    public static bool Exists(string path) => Directory.Exists(path) || IsFile(path);

    /// <summary>Whether a path names a file; links are followed.</summary>
    public static bool IsFile(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        // The runtime takes a link to nowhere for a file.
        var info = new FileInfo(path);
        return info.LinkTarget is null || info.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true };
    }
}
