using System.CommandLine;
using System.CommandLine.Parsing;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary>The options that all commands share which run programs. Their meaning is an <see cref="EngineSettings"/>.</summary>
internal sealed class EngineOptions
{
    private readonly Option<string?> _jit = Text("--jit", "auto|sync|off|stress[:SEED]", "When the optimising tier works");
    private readonly Option<string?> _jitThreshold = Text("--jit-threshold", "N", "Calls after which a function counts as hot");
    private readonly Option<string?> _timeLimit = Text("--time-limit", "SECONDS", "End the program after this time");
    private readonly Option<string?> _stackLimit = Text("--stack-limit", "DEPTH", "Deepest nesting of calls");
    private readonly Option<string?> _memoryLimit = Text("--memory-limit", "MB", "End the program when it uses more memory");
    private readonly Option<bool> _stats = Flag("--stats", "Print statistics to the error output at the end");
    private readonly Option<string?> _diagnostics = Text("--diagnostics", "plain|rich|json", "How errors are shown");
    private readonly Option<bool> _jsonDiagnostics = Flag("--json-runtime-diagnostics", "The same as --diagnostics=json");
    private readonly Option<bool> _verify = Flag("--verify", "Check all bytecode before it runs");
    private readonly Option<bool>[] _capabilities = [.. CapabilityFlags.All.Select(static f => Flag(f.Name, f.Description))];

    private bool _jitIsSwitch;

    private IEnumerable<Option> All =>
        [_jit, _jitThreshold, _timeLimit, _stackLimit, _memoryLimit, _stats, _diagnostics, _jsonDiagnostics, _verify, .. _capabilities];

    /// <summary>An option with a text value. Numbers are read by <see cref="OptionValues"/>, which explains itself better.</summary>
    public static Option<string?> Text(string name, string valueName, string description) =>
        new(name) { HelpName = valueName, Description = description };

    /// <summary>The option that names the language of a program.</summary>
    public static Option<string?> Language() => Text("--lang", Languages.Names('|'), "The language, if the file's extension does not tell");

    /// <summary>An option that is there or not.</summary>
    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>Makes a command take these options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="jitIsSwitch">Whether the tier is off unless its option is there, which then needs no value.</param>
    public void AddTo(Command command, bool jitIsSwitch = false)
    {
        _jitIsSwitch = jitIsSwitch;
        if (jitIsSwitch)
        {
            _jit.Arity = ArgumentArity.ZeroOrOne;
            _jit.Description = "Start with the optimising tier";
        }

        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What the options on a command line mean.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public EngineSettings Read(ParseResult result)
    {
        (JitMode mode, ulong seed) = _jitIsSwitch && result.GetResult(_jit) is null
            ? (JitMode.Off, 0)
            : OptionValues.Jit(_jit.Name, result.GetValue(_jit));
        var limits = new Limits
        {
            Time = OptionValues.Seconds(_timeLimit.Name, result.GetValue(_timeLimit)),
            MaximumDepth = (int?)OptionValues.Count(_stackLimit.Name, result.GetValue(_stackLimit), int.MaxValue) ?? Limits.DefaultMaximumDepth,
            MemoryBytes = OptionValues.Count(_memoryLimit.Name, result.GetValue(_memoryLimit), OptionValues.MaximumMegabytes) << 20,
        };
        var options = new RunOptions
        {
            Diagnostics = OptionValues.Diagnostics(_diagnostics.Name, result.GetValue(_jsonDiagnostics) ? "json" : result.GetValue(_diagnostics)),
            Stats = result.GetValue(_stats),
            Verify = result.GetValue(_verify),
            Jit = mode,
            JitThreshold = (int?)OptionValues.Count(_jitThreshold.Name, result.GetValue(_jitThreshold), int.MaxValue, 0),
            StressSeed = seed,
        };
        return new EngineSettings(limits, CapabilityFlags.Grant(_capabilities.Where(result.GetValue).Select(static o => o.Name)), options);
    }

    /// <summary>The same options as words for the command line of another Kiln process.</summary>
    public string[] ToArguments(ParseResult result)
    {
        var words = new List<string>();
        foreach (Option option in All)
        {
            if (result.GetResult(option) is OptionResult { Implicit: false })
            {
                words.Add(option is Option<string?> text ? $"{option.Name}={result.GetValue(text)}" : option.Name);
            }
        }

        return [.. words];
    }
}
