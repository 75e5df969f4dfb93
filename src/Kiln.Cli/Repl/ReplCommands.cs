using Kiln.LineEditor;
using Kiln.Runtime;
using Kiln.Tiering;

namespace Kiln.Cli.Repl;

/// <summary>What the session does after an input.</summary>
internal enum CommandOutcome : byte
{
    /// <summary>It goes on.</summary>
    Done,

    /// <summary>It ends because the user wants it.</summary>
    Quit,

    /// <summary>It ends because the program wants it, with the program's exit code.</summary>
    Exit,
}

/// <summary>The commands of the prompt: inputs that start with a colon. They are the same in all languages.</summary>
internal sealed partial class ReplCommands
{
    private const char Mark = ':';

    // From the language's own prompt; a name that starts with a dot is no program in any language.
    private const string DotHelp = ".help";

    private readonly InteractiveSession _session;
    private readonly bool _isTerminal;
    private readonly ReplCommandRow[] _rows;
    private int _measured;

    /// <param name="session">The session.</param>
    /// <param name="isTerminal">Whether there is a screen.</param>
    public ReplCommands(InteractiveSession session, bool isTerminal)
    {
        _session = session;
        _isTerminal = isTerminal;
        _rows =
        [
            new([":help", ":h", DotHelp], "[NAME]", "this list; with the name of a library function, one line about it", Help),
            new([":quit", ":q", ":exit"], "", "leave", static _ => CommandOutcome.Quit),
            new([":jit"], "[on|off]", "switch the optimising tier; definitions stay", Jit),
            new([":env", ":vars", ":v"], "", "what you have defined", ListBindings),
            new([":load"], "FILE", "run a file here; what it defines stays", Load),
            new([":time"], "EXPR", "evaluate and tell how long it took, what it allocated, and how much of it was compiling", Time),
            new([":explain"], "[NAME]", "what was optimised of a function, or of everything, and why not", Explain),
            .. Tier.DumpStages.All.Select(s => new ReplCommandRow([":dump-" + s.Name], "EXPR", $"{s.Description} of an expression or a function, without running it", a => Dump(a, s.Name))),
            new([":dump-ir"], "EXPR", "all stages from the bytecode on", a => Dump(a, null)),
            new([":reset", ":r"], "", "forget all definitions", Reset),
            new([":clear", ":c"], "", "clear the screen", Clear),
        ];
    }

    /// <summary>All names.</summary>
    public IEnumerable<string> Names => _rows.SelectMany(static r => r.Names);

    private Engine Engine => _session.Context.Engine;

    private TextWriter Output => Engine.Output;

    /// <summary>Whether an input is a command.</summary>
    public static bool IsCommand(string text) => ArgumentStart(text) > 0;

    /// <summary>Where the argument of a command starts; 0 if the input is no command.</summary>
    public static int ArgumentStart(string text)
    {
        string word = FirstWord(text);
        int end = word.Length;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return word.StartsWith(Mark) || word == DotHelp ? end : 0;
    }

    /// <summary>Whether an input, command or not, can be taken as it is.</summary>
    public static bool IsComplete(InteractiveSession session, string text) => session.IsComplete(text[ArgumentStart(text)..]);

    /// <summary>Carries a command out.</summary>
    public CommandOutcome Run(string text)
    {
        string name = FirstWord(text);
        string argument = text[ArgumentStart(text)..].Trim();
        if (_rows.FirstOrDefault(r => r.Names.Contains(name)) is { } row)
        {
            return NeedsArgument(row) && argument.Length == 0 ? Complain($"{row.Names[0]} needs {row.Argument}: {row.Help}") : row.Run(argument);
        }

        string? close = Spelling.Closest(name, Names);
        string hint = close is null ? "" : $" Did you mean {close}?";
        return Complain($"Unknown command: {name}.{hint} Type :help for the list.");
    }

    private static bool NeedsArgument(ReplCommandRow row) => row.Argument.Length > 0 && row.Argument[0] != '[';

    private static string FirstWord(string text)
    {
        int end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return text[..end];
    }

    private CommandOutcome Complain(string message)
    {
        Engine.Flush();
        Engine.Error.Write($"Error: {message}\n");
        return CommandOutcome.Done;
    }

    private CommandOutcome Help(string name)
    {
        if (name.Length > 0)
        {
            if (_session.Describe(name) is not { } description)
            {
                return Complain($"there is no help for '{name}'; the names of library functions have some");
            }

            Output.Write(description + "\n");
            return CommandOutcome.Done;
        }

        Output.Write("commands:\n");
        foreach (ReplCommandRow row in _rows)
        {
            Output.Write($"  {string.Join(" ", row.Names.Append(row.Argument)),-24} {row.Help}\n");
        }

        Output.Write($"\nAnything else is evaluated.{ResultNames()}\n");
        if (_isTerminal)
        {
            Output.Write("\nkeys (C- is Ctrl, M- is Alt):\n");
            foreach (KeyBinding binding in KeyBindings.All)
            {
                Output.Write($"  {binding.Keys,-24} {binding.Explanation}\n");
            }
        }

        return CommandOutcome.Done;
    }

    private string ResultNames() => _session.ResultNames switch
    {
        [] => "",
        [var name] => $" The last result is called {name}.",
        var names => $" The last results are called {string.Join(", ", names)}.",
    };

    private CommandOutcome Jit(string argument)
    {
        bool isOn = Engine.Jit.Mode != JitMode.Off;
        bool? wanted = argument switch { "" => !isOn, "on" => true, "off" => false, _ => null };
        if (wanted is not { } on)
        {
            return Complain($":jit takes on or off, not '{argument}'; alone it switches");
        }

        if (on != isOn)
        {
            JitMode started = _session.Options.Jit;
            JitMode mode = !on ? JitMode.Off : started == JitMode.Off ? JitMode.Auto : started;
            _session.Context.SwitchJit(Engine.Jit with { Mode = mode });
        }

        Output.Write(on ? "JIT mode enabled\n" : "JIT mode disabled\n");
        return CommandOutcome.Done;
    }

    private CommandOutcome ListBindings(string argument)
    {
        (string Name, string Value)[] bindings = [.. _session.Bindings()];
        foreach ((string name, string value) in bindings)
        {
            Output.Write($"{name} = {value}\n");
        }

        if (bindings.Length == 0)
        {
            Output.Write("nothing is defined yet\n");
        }

        return CommandOutcome.Done;
    }

    private CommandOutcome Load(string path)
    {
        string text;
        try
        {
            text = SourceLoader.ReadFile(path);
        }
        catch (UnreadableException exception)
        {
            return Complain(exception.Message);
        }

        return OutcomeOf(_session.Evaluate(new Diagnostics.SourceText(text, path), showsResults: false));
    }

    private CommandOutcome Reset(string argument)
    {
        _session.Reset();
        Output.Write("✓ Environment reset\n");
        return CommandOutcome.Done;
    }

    private CommandOutcome Clear(string argument)
    {
        if (_isTerminal)
        {
            Output.Write("\e[H\e[2J");
        }

        return CommandOutcome.Done;
    }

    private static CommandOutcome OutcomeOf(EvaluationOutcome outcome) =>
        outcome == EvaluationOutcome.Left ? CommandOutcome.Exit : CommandOutcome.Done;

    /// <param name="Names">The command and its short forms.</param>
    /// <param name="Argument">What follows it, in brackets if it may be missing.</param>
    /// <param name="Help">One line for users.</param>
    /// <param name="Run">What it does with its argument.</param>
    private sealed record ReplCommandRow(string[] Names, string Argument, string Help, Func<string, CommandOutcome> Run);
}
