using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Kiln.Cli;

/// <summary>The command line as a whole: its commands, its help, and how it complains.</summary>
internal static class CommandLine
{
    private const string CommandName = "kiln";

    private const string Separator = "--";

    private static readonly ParserConfiguration s_parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    // Exceptions go to the entry point, which turns them into one line.
    private static readonly InvocationConfiguration s_invocation = new() { EnableDefaultExceptionHandler = false };

    /// <summary>Does what a command line asks for.</summary>
    /// <returns>The exit code.</returns>
    public static int Invoke(string[] args)
    {
        (string[] words, string[] scriptArguments) = Split(args);
        ParseResult result = Build(scriptArguments).Parse(words, s_parser);
        if (Problem(result) is { } problem)
        {
            return ErrorOutput.Usage(problem);
        }

        if (IsWhole(result.CommandResult.Command))
        {
            Shorten(result.CommandResult.Command);
        }

        return result.Invoke(s_invocation);
    }

    /// <summary>What a <c>run</c> command line means; for comparing with <see cref="FastPath"/>.</summary>
    /// <returns>Null if it is not one, or wrong.</returns>
    public static RunRequest? ParseRun(string[] args)
    {
        (string[] words, string[] scriptArguments) = Split(args);
        var run = new RunCommand(scriptArguments);
        ParseResult result = new RootCommand { run }.Parse(words, s_parser);
        return result.CommandResult.Command == run && Problem(result) is null ? run.Read(result) : null;
    }

    // What stands behind "--" of a run command belongs to the program, whatever it looks like.
    private static (string[] Words, string[] ScriptArguments) Split(string[] args)
    {
        int separator = args is [RunCommand.Name, ..] ? Array.IndexOf(args, Separator) : -1;
        return separator < 0 ? (args, []) : (args[..separator], args[(separator + 1)..]);
    }

    // No RootCommand: that takes its name from the file that was started, which may be an assembly.
    private static Command Build(string[] scriptArguments)
    {
        var root = new Command(CommandName, "Kiln runs dynamic languages fast on .NET.")
        {
            new HelpOption(),
            new VersionOption { Action = new ShowVersion() },
            new RunCommand(scriptArguments),
            new ReplCommand(),
            new CheckCommand(),
            new TestCommand(),
            new BenchCommand(),
            new DumpCommand(),
            new ExplainCommand(),
        };
        root.SetAction(static result => new HelpAction().Invoke(result));
        return root;
    }

    private static bool IsWhole(Command command) => command.Name == CommandName;

    // The list of commands has room for one line each; a command's own help has the rest.
    private static void Shorten(Command root)
    {
        foreach (Command command in root.Subcommands)
        {
            command.Description = command.Description?.Split('\n', 2)[0].TrimEnd('\r', '.');
        }
    }

    /// <summary>What is wrong with the command line as a whole; null if nothing is.</summary>
    private static string? Problem(ParseResult result)
    {
        if (result.Action?.ClearsParseErrors == true)
        {
            return null;
        }

        Command command = result.CommandResult.Command;
        string? problem = null;
        if (UnknownWord(result) is { } word)
        {
            problem = Unknown(word, command);
        }
        else if (result.Errors is [var error, ..])
        {
            problem = error.Message.TrimEnd('.');
        }

        string help = IsWhole(command) ? "kiln --help" : $"kiln {command.Name} --help";
        return problem is null ? null : $"{problem}; see {help}";
    }

    // The parser takes an option it does not know for an argument if the command still wants one.
    private static string? UnknownWord(ParseResult result)
    {
        if (result.UnmatchedTokens is [var unmatched, ..])
        {
            return unmatched;
        }

        return result.Tokens.Any(static t => t.Type == TokenType.DoubleDash)
            ? null
            : result.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(static a => a.Tokens)
                .Select(static t => t.Value)
                .FirstOrDefault(static v => v.StartsWith('-') && v != SourceLoader.StandardInput);
    }

    private static string Unknown(string word, Command command)
    {
        bool isOption = word.StartsWith('-');
        IEnumerable<string> known = isOption
            ? command.Options.SelectMany(static o => o.Aliases.Prepend(o.Name))
            : command.Subcommands.Select(static c => c.Name);
        string kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "word";
        string? close = Spelling.Closest(word.Split('=', 2)[0], known);
        return close is null ? $"unknown {kind} '{word}'" : $"unknown {kind} '{word}', did you mean '{close}'?";
    }

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            string version = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            Console.Out.WriteLine($"kiln {version.Split('+')[0]} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})");
            return ExitCode.Success;
        }
    }
}
