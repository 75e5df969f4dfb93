using System.Runtime.CompilerServices;

namespace Kiln.Tests;

/// <summary>
/// The folder that holds the solution. It becomes the current folder before any test runs, so that programs have the same paths in
/// diagnostics wherever the tests were started.
/// </summary>
internal static class Repository
{
    private const string Landmark = "Kiln.slnx";

    /// <summary>The folder's full path.</summary>
    public static string Root { get; } = Find();

    [ModuleInitializer]
    internal static void Enter() => Directory.SetCurrentDirectory(Root);

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, Landmark)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"no folder above the tests has a {Landmark}");
    }
}
