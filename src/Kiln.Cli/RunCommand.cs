using System.CommandLine;

namespace Kiln.Cli;

/// <summary><c>kiln run</c>: runs a program.</summary>
internal sealed class RunCommand : Command
{
    /// <summary>The command's name.</summary>
    public new const string Name = "run";

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "The program, or '-' to read it from standard input",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string[]> _words = new("ARGS")
    {
        Description = "What the program sees as its arguments; what stands behind '--' is never taken as an option",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _code = EngineOptions.Text("-e", "CODE", "Run this code instead of a file");
    private readonly Option<string?> _language = EngineOptions.Language();
    private readonly EngineOptions _engine = new();
    private readonly string[] _scriptArguments;

    /// <summary>The command for one command line.</summary>
    /// <param name="scriptArguments">The words behind <c>--</c>.</param>
    public RunCommand(string[] scriptArguments)
        : base(Name, "Run a program")
    {
        _scriptArguments = scriptArguments;
        Arguments.Add(_file);
        Arguments.Add(_words);
        Options.Add(_code);
        Options.Add(_language);
        _engine.AddTo(this);
        SetAction(result => ScriptRunner.Run(Read(result)));
    }

    /// <summary>What the command line means.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public RunRequest Read(ParseResult result)
    {
        string[] before = result.GetValue(_file) is { } file ? [file, .. result.GetValue(_words) ?? []] : [];
        string[] words = [.. before, .. _scriptArguments];
        string? code = result.GetValue(_code);
        bool namesFile = code is null && words.Length > 0;
        return new RunRequest
        {
            File = namesFile ? words[0] : null,
            Code = code,
            Language = result.GetValue(_language),
            Arguments = namesFile ? words[1..] : words,
            Settings = _engine.Read(result),
        };
    }
}
