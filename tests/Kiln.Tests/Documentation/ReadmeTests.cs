using System.Text.RegularExpressions;
using Kiln.Consair;
using Kiln.Diagnostics;
using Kiln.Ruff;
using Kiln.Runtime;

namespace Kiln.Tests.Documentation;

/// <summary>Programs in the README print what the README says: a block of Ruff or Lisp is followed by a block with its output.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string, string, string> Programs
    {
        get
        {
            string text = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
            var programs = new TheoryData<string, string, string>();
            foreach (Match match in ProgramWithOutput().Matches(text))
            {
                programs.Add(match.Groups["language"].Value, match.Groups["program"].Value, match.Groups["output"].Value);
            }

            return programs;
        }
    }

    [Theory]
    [MemberData(nameof(Programs), DisableDiscoveryEnumeration = true)]
    public void Programs_print_what_is_said(string language, string program, string output)
    {
        using var actual = new StringWriter { NewLine = "\n" };
        Language runner = language == "lisp" ? ConsairLanguage.Instance : RuffLanguage.Instance;
        int code = runner.Run(new Engine(actual, actual), new SourceText(program, "README.md"), new RunOptions());

        Assert.Equal((output, 0), (actual.ToString(), code));
    }

    [GeneratedRegex("```(?<language>ruff|lisp)\n(?<program>.*?)```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ProgramWithOutput();
}
