namespace Kiln.Tests.Documentation;

/// <summary>Text in <c>docs</c> that is printed from a table: a whole page, or what stands between two marks on one.</summary>
internal static class GeneratedText
{
    private const string WriteVariable = "KILN_WRITE_DOCS";

    private static bool Writes => Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 };

    /// <summary>Fails if a page is not as it should be; writes it first if that is asked for.</summary>
    public static void CheckPage(string name, string expected)
    {
        if (Writes)
        {
            File.WriteAllText(PathOf(name), expected);
        }

        Assert.True(expected == Read(name), $"docs/{name} is out of date; write it anew with: {WriteVariable}=1 dotnet test");
    }

    /// <summary>The same for the part between <c>&lt;!-- MARK --&gt;</c> and <c>&lt;!-- end of MARK --&gt;</c>.</summary>
    public static void CheckPart(string name, string mark, string expected)
    {
        string page = Read(name);
        string start = $"<!-- {mark} -->\n";
        int from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        int to = page.IndexOf($"<!-- end of {mark} -->", StringComparison.Ordinal);
        Assert.True(from >= start.Length && to >= from, $"docs/{name} lacks the marks of '{mark}'");
        CheckPage(name, page[..from] + expected + page[to..]);
    }

    private static string Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n") : "";

    private static string PathOf(string name) => Path.Combine(Repository.Root, "docs", name);
}
