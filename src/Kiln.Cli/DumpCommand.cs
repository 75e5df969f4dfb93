using System.CommandLine;
using System.Text;
using Kiln.Cli.Tier;
using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary><c>kiln dump</c>: prints what a stage of the compiler makes of a program.</summary>
internal sealed class DumpCommand : Command
{
    private const string Explanation =
        """
        Print what a stage of the compiler makes of a program.

        The tree (ast) and the bytecode are those of the whole program, which does not run. The other stages belong to the optimising
        tier, which compiles what is hot: the program runs, what it prints is thrown away, and then every function and loop that was
        compiled is printed: its graph before and after optimisation, its IL, or its machine code (asm).
        """;

    private static readonly string s_choices = string.Join('|', DumpStages.All.Select(static s => s.Name));

    private readonly Argument<string> _file = new("FILE") { Description = "The program, or '-' for standard input" };
    private readonly Option<string?> _stage = EngineOptions.Text("--stage", s_choices, "Which stage to print; bytecode if not given");
    private readonly Option<string?> _function = EngineOptions.Text("--function", "F", "Print this function alone; for graph, il and asm");
    private readonly Option<string?> _pass = EngineOptions.Text("--pass", "P", "Print the graph after this pass; 'build' for how it was built");
    private readonly Option<string?> _language = EngineOptions.Language();
    private readonly EngineOptions _engine = new();

    public DumpCommand()
        : base("dump", Explanation)
    {
        Arguments.Add(_file);
        Options.Add(_stage);
        Options.Add(_function);
        Options.Add(_pass);
        Options.Add(_language);
        _engine.AddTo(this);
        SetAction(Dump);
    }

    private int Dump(ParseResult result)
    {
        string stage = result.GetValue(_stage) ?? "bytecode";
        if (DumpStages.All.FirstOrDefault(s => s.Name == stage) is not { Name: not null } known)
        {
            throw OptionValues.Wrong(_stage.Name, stage, s_choices.Replace("|", ", ", StringComparison.Ordinal));
        }

        EngineSettings settings = _engine.Read(result);
        string file = result.GetRequiredValue(_file);
        if (!known.IsBaseline)
        {
            return DumpTier(stage, file, result, settings);
        }

        foreach (Option<string?> option in new[] { _function, _pass })
        {
            if (result.GetValue(option) is not null)
            {
                throw new UsageException($"{option.Name} is for the stages of the optimising tier; add --stage=graph");
            }
        }

        (Language language, SourceText source) = SourceLoader.Load(file, null, result.GetValue(_language));
        Engine engine = settings.CreateEngine([]);
        int code = language.Dump(engine, source, stage, settings.Options);
        engine.Flush();
        return code;
    }

    private int DumpTier(string stage, string file, ParseResult result, EngineSettings settings)
    {
        string? pass = result.GetValue(_pass);
        if (pass is not null && stage != "graph")
        {
            throw new UsageException($"{_pass.Name} is for graphs; use --stage=graph");
        }

        var run = ObservedRun.Of(file, result.GetValue(_language), settings, keepsListings: true);
        if (!run.Started)
        {
            return run.Code;
        }

        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        new TierDump(output, stage, pass).Print(run.Functions, result.GetValue(_function));
        return ExitCode.Success;
    }
}
