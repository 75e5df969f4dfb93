using System.CommandLine;
using System.Text;
using Kiln.Cli.Tier;

namespace Kiln.Cli;

/// <summary><c>kiln explain</c>: tells what the optimising tier did with a program, and why.</summary>
internal sealed class ExplainCommand : Command
{
    private const string Explanation =
        """
        Run a program and tell what was optimised, what was not, and why.

        What the program prints is thrown away. Each function that ran is shown with the tier it reached, the size of its code, and
        each place where the compiled code was left because something was not as expected, with advice. The functions that ran or left
        compiled code most often come first.
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "The program, or '-' for standard input" };
    private readonly Option<bool> _json = EngineOptions.Flag("--json", "Print JSON");
    private readonly Option<string?> _language = EngineOptions.Language();
    private readonly EngineOptions _engine = new();

    public ExplainCommand()
        : base("explain", Explanation)
    {
        Arguments.Add(_file);
        Options.Add(_json);
        Options.Add(_language);
        _engine.AddTo(this);
        SetAction(Explain);
    }

    private int Explain(ParseResult result)
    {
        var run = ObservedRun.Of(result.GetRequiredValue(_file), result.GetValue(_language), _engine.Read(result), keepsListings: false);
        if (!run.Started)
        {
            return run.Code;
        }

        using Stream output = Console.OpenStandardOutput();
        if (result.GetValue(_json))
        {
            ExplainJson.Write(output, run);
            return ExitCode.Success;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false));
        ExplainText.Write(text, run);
        return ExitCode.Success;
    }
}
