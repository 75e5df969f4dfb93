using Kiln.Jit.Passes;

namespace Kiln.Tests.Jit;

/// <summary>Every file below <c>tests/filetests</c> holds. A new file, and a new pass, needs nothing here.</summary>
public sealed class FileTests
{
    private const string Root = "tests/filetests";

    public static TheoryData<string> Graphs => Files("*.kir", static path => !path.Contains("/build/", StringComparison.Ordinal));

    public static TheoryData<string> Programs => [.. Files("*.ruff", static _ => true), .. Files("*.lisp", static _ => true)];

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_what_its_file_says(string path) => new GraphFile(path).Run();

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_function_becomes_the_expected_graph(string path) => BuildFile.Run(path);

    [Fact]
    public void Every_folder_of_pass_tests_names_a_pass()
    {
        Repository.Enter();
        Assert.All(
            Directory.EnumerateDirectories(Root + "/passes").Select(Path.GetFileName),
            static name => Assert.Contains(name, PassPipeline.Passes.Select(static p => p.Name)));
    }

    private static TheoryData<string> Files(string pattern, Func<string, bool> isWanted)
    {
        Repository.Enter();
        var files = new TheoryData<string>();
        foreach (string path in Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories).Select(static p => p.Replace('\\', '/')).Where(isWanted).Order(StringComparer.Ordinal))
        {
            files.Add(path);
        }

        return files;
    }
}
