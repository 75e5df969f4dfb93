[assembly: AssemblyFixture(typeof(Kiln.Tests.RepositoryIsCurrentFolder))]

namespace Kiln.Tests;

/// <summary>
/// The folder that holds the solution. Tests run in it, so that programs have the same paths in diagnostics wherever the tests were
/// started.
/// </summary>
internal static class Repository
{
    private const string Landmark = "Kiln.slnx";

    /// <summary>The folder's full path.</summary>
    public static string Root { get; } = Find();

    /// <summary>Makes it the current folder.</summary>
    public static void Enter() => Directory.SetCurrentDirectory(Root);

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

/// <summary>Enters the repository's folder before the first test; the test runner chooses another one after the process starts.</summary>
public sealed class RepositoryIsCurrentFolder
{
    public RepositoryIsCurrentFolder() => Repository.Enter();
}
