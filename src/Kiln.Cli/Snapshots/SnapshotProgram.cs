namespace Kiln.Cli.Snapshots;

/// <summary>A test program and the file beside it that holds what it must print.</summary>
/// <param name="Path">The program, as it is named to Kiln and in diagnostics.</param>
public sealed record SnapshotProgram(string Path)
{
    /// <summary>Extension of the files with the expected output.</summary>
    public const string ExpectedExtension = ".out";

    /// <summary>The file with the expected output.</summary>
    public string ExpectedPath => System.IO.Path.ChangeExtension(Path, ExpectedExtension);

    /// <summary>Whether there is an expected output.</summary>
    public bool HasExpected => File.Exists(ExpectedPath);

    /// <summary>All programs of this build's languages under a folder, in the order of their paths; hidden folders are left out.</summary>
    /// <param name="folder">The folder; it starts every path in the result.</param>
    public static IReadOnlyList<SnapshotProgram> Find(string folder)
    {
        var programs = new List<SnapshotProgram>();
        AddFrom(folder, programs);
        programs.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return programs;
    }

    private static void AddFrom(string folder, List<SnapshotProgram> programs)
    {
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            if (Languages.CanRun(path))
            {
                programs.Add(new SnapshotProgram(path.Replace('\\', '/')));
            }
        }

        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            if (!System.IO.Path.GetFileName(inner).StartsWith('.'))
            {
                AddFrom(inner, programs);
            }
        }
    }
}
