using System.CommandLine;
using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary><c>kiln dump</c>: prints what a stage of the compiler makes of a program.</summary>
internal sealed class DumpCommand : Command
{
    // The stages in the order they run, and whether the interpreter alone has them.
    private static readonly (string Name, bool IsBaseline)[] s_stages =
        [("ast", true), ("bytecode", true), ("graph", false), ("il", false), ("asm", false)];

    private static readonly string s_choices = string.Join('|', s_stages.Select(static s => s.Name));

    private readonly Argument<string> _file = new("FILE") { Description = "The program, or '-' for standard input" };
    private readonly Option<string?> _stage = EngineOptions.Text("--stage", s_choices, "Which stage to print; bytecode if not given");
    private readonly Option<string?> _language = EngineOptions.Language();
    private readonly EngineOptions _engine = new();

    public DumpCommand()
        : base("dump", "Print what a stage of the compiler makes of a program")
    {
        Arguments.Add(_file);
        Options.Add(_stage);
        Options.Add(_language);
        _engine.AddTo(this);
        SetAction(Dump);
    }

    private int Dump(ParseResult result)
    {
        string stage = result.GetValue(_stage) ?? "bytecode";
        int index = Array.FindIndex(s_stages, s => s.Name == stage);
        if (index < 0)
        {
            throw OptionValues.Wrong(_stage.Name, stage, s_choices.Replace("|", ", ", StringComparison.Ordinal));
        }

        if (!s_stages[index].IsBaseline)
        {
            throw OptimisingTier.Missing();
        }

        EngineSettings settings = _engine.Read(result);
        (Language language, SourceText source) = SourceLoader.Load(result.GetRequiredValue(_file), null, result.GetValue(_language));
        Engine engine = settings.CreateEngine([]);
        int code = language.Dump(engine, source, stage, settings.Options);
        engine.Flush();
        return code;
    }
}
