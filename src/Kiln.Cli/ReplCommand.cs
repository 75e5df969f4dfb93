using System.CommandLine;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary><c>kiln repl</c>: an interactive session.</summary>
internal sealed class ReplCommand : Command
{
    private readonly Option<string?> _language = EngineOptions.Language();
    private readonly EngineOptions _engine = new();

    public ReplCommand()
        : base("repl", "Start an interactive session")
    {
        Options.Add(_language);
        _engine.AddTo(this);
        SetAction(Start);
    }

    private int Start(ParseResult result)
    {
        _engine.Read(result);
        Language language = Languages.Named(result.GetValue(_language));
        throw new UsageException($"{language.Name} has no interactive session in this build yet; run code with 'kiln run -e CODE'");
    }
}
