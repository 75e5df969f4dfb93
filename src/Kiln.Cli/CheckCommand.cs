using System.CommandLine;
using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary><c>kiln check</c>: compiles a program without running it.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Argument<string> _file = new("FILE") { Description = "The program, or '-' for standard input" };
    private readonly Option<string?> _language = EngineOptions.Language();
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing if all is well" };
    private readonly EngineOptions _engine = new();

    public CheckCommand()
        : base("check", "Look for errors in a program without running it")
    {
        Arguments.Add(_file);
        Options.Add(_language);
        Options.Add(_quiet);
        _engine.AddTo(this);
        SetAction(Check);
    }

    private int Check(ParseResult result)
    {
        string file = result.GetRequiredValue(_file);
        EngineSettings settings = _engine.Read(result);
        (Language language, SourceText source) = SourceLoader.Load(file, null, result.GetValue(_language));
        Engine engine = settings.CreateEngine([]);
        int code = language.Check(engine, source, settings.Options);
        if (code == ExitCode.Success && !result.GetValue(_quiet))
        {
            engine.Output.WriteLine($"check passed: {file}");
        }

        engine.Flush();
        return code;
    }
}
