using System.CommandLine;
using Kiln.Cli.Repl;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary><c>kiln repl</c>: an interactive session.</summary>
internal sealed class ReplCommand : Command
{
    private const string Explanation =
        """
        Start an interactive session.

        Inputs are evaluated one after the other, and what they define stays. At a terminal, lines can be edited, completed and recalled;
        otherwise inputs are read line by line and only results are printed. ':help' in the session lists its commands.
        """;

    private readonly Option<string?> _language = EngineOptions.Language();
    private readonly EngineOptions _engine = new();

    public ReplCommand()
        : base("repl", Explanation)
    {
        Options.Add(_language);
        _engine.AddTo(this, jitIsSwitch: true);
        SetAction(Start);
    }

    private int Start(ParseResult result) => ReplStarter.Run(Languages.Named(result.GetValue(_language)), _engine.Read(result));
}
