using Kiln.LineEditor;

namespace Kiln.Tests.LineEditor;

/// <summary>The history and its file.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kiln-history").FullName;

    private string File => Path.Combine(_folder, "sub", "history");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Inputs_of_several_lines_survive_in_the_file()
    {
        var history = new History(File);
        history.Add("one \\n two");
        history.Add("three\nfour\\");

        Assert.Equal(["one \\n two", "three\nfour\\"], new History(File).Entries);
    }

    [Fact]
    public void Repetitions_blanks_and_inputs_that_start_with_a_blank_are_not_noted()
    {
        var history = new History();
        foreach (string input in new[] { "a", "a", "", "  ", " secret", "b", "a" })
        {
            history.Add(input);
        }

        Assert.Equal(["a", "b", "a"], history.Entries);
    }

    [Fact]
    public void A_long_file_is_cut()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllLines(File, Enumerable.Range(0, 20_000).Select(static i => $"input {i}"));

        History history = new(File);

        Assert.Equal((5_000, "input 19999"), (history.Entries.Count, history.Entries[^1]));
        Assert.Equal(5_000, System.IO.File.ReadLines(File).Count());
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_as_good_as_none()
    {
        var history = new History(_folder);
        history.Add("a");

        Assert.Equal(["a"], history.Entries);
    }

    [Fact]
    public void The_file_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no such rights");
        new History(File).Add("a");

#pragma warning disable CA1416 // skipped above
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
#pragma warning restore CA1416
    }
}
