namespace Kiln.Tests.Documentation;

public sealed class OpcodePageTests
{
    private const string WriteVariable = "KILN_WRITE_DOCS";

    [Fact]
    public void The_page_says_what_the_table_says()
    {
        string path = Path.Combine(Repository.Root, "docs", "opcodes.md");
        string expected = OpcodePage.Render();
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 })
        {
            File.WriteAllText(path, expected);
        }

        string actual = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(expected == actual, $"docs/opcodes.md is out of date; write it anew with: {WriteVariable}=1 dotnet test");
    }
}
