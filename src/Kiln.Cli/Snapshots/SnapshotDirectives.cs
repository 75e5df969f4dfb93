using System.Globalization;
using System.Text;

namespace Kiln.Cli.Snapshots;

/// <summary>
/// What a test program says about how to run it, in comments in its first three lines: <c># exit: N</c>, <c># args: a b c</c> and
/// <c># stdin: text</c> with <c>\n</c>, <c>\t</c> and <c>\\</c> in the text. Comments may start with <c>#</c>, <c>;</c> or <c>//</c>.
/// </summary>
public sealed record SnapshotDirectives
{
    private const int HeaderLines = 3;

    private const string TestRunMark = "Run with: ruff test-run";

    /// <summary>The exit code that the program must end with; null if only an internal error is wrong.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What the program gets as its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What the program reads from its standard input.</summary>
    public string Input { get; init; } = "";

    /// <summary>Whether the file holds test declarations and is no snapshot test.</summary>
    public bool HasDeclaredTests { get; init; }

    /// <summary>Reads the directives of a program.</summary>
    /// <exception cref="FormatException">A directive makes no sense.</exception>
    public static SnapshotDirectives Parse(string program)
    {
        var directives = new SnapshotDirectives();
        using var reader = new StringReader(program);
        for (int i = 0; i < HeaderLines && reader.ReadLine() is { } line; i++)
        {
            directives = directives.With(line);
        }

        return directives;
    }

    private SnapshotDirectives With(string line)
    {
        string comment = line.TrimStart('#', ';', '/', ' ', '\t');
        if (comment.Length == line.Length)
        {
            return this;
        }

        if (comment.Contains(TestRunMark, StringComparison.Ordinal))
        {
            return this with { HasDeclaredTests = true };
        }

        string[] parts = comment.Split(':', 2);
        return parts switch
        {
            ["exit", var value] => this with { ExitCode = ReadExitCode(value.Trim()) },
            ["args", var value] => this with { Arguments = value.Split(' ', StringSplitOptions.RemoveEmptyEntries) },
            ["stdin", var value] => this with { Input = Unescape(value.Trim()) },
            _ => this,
        };
    }

    private static int ReadExitCode(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            ? code
            : throw new FormatException($"the directive 'exit:' takes a whole number, not '{text}'");

    private static string Unescape(string text)
    {
        var result = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                i++;
                c = text[i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    var other => other,
                };
            }

            result.Append(c);
        }

        return result.ToString();
    }
}
