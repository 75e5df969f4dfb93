using Kiln.LineEditor;
using Kiln.Runtime;

namespace Kiln.Cli.Repl;

/// <summary>Decides how a session talks to its user, and starts it.</summary>
internal static class ReplStarter
{
    /// <summary>Runs a session to its end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The language has no interactive session.</exception>
    public static int Run(Language language, EngineSettings settings)
    {
        bool isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        ScreenWriter? screen = isTerminal ? new ScreenWriter() : null;
        Engine engine = screen is null ? settings.CreateEngine([]) : settings.CreateEngine(screen);
        var context = new Context(engine, language);
        InteractiveSession session = language.OpenSession(context, settings.Options)
            ?? throw new UsageException($"{language.Name} has no interactive session in this build yet; run code with 'kiln run -e CODE'");
        using UnixTerminal? terminal = isTerminal ? OpenTerminal() : null;
        using Interrupts? interrupts = screen is null ? null : new Interrupts(context, screen, terminal);
        var commands = new ReplCommands(session, isTerminal);
        IInputReader reader = terminal is null
            ? new PlainReader(SharedInput(engine), engine.Output, session, isTerminal)
            : EditedInput(terminal, screen!, session, commands);
        int status = ExitCode.Success;
        GuestThread.Run(context, () => status = new ReplLoop(session, reader, commands, interrupts, screen).Run());
        engine.Flush();
        return status;
    }

    private static UnixTerminal? OpenTerminal()
    {
        if (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb")
        {
            return null;
        }

        bool hasStyles = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return UnixTerminal.Open(hasStyles);
    }

    // Programs that read get what follows their own line.
    private static TextReader SharedInput(Engine engine) =>
        engine.Input = new StreamReader(Console.OpenStandardInput(), new System.Text.UTF8Encoding(false));

    private static EditingReader EditedInput(UnixTerminal terminal, ScreenWriter screen, InteractiveSession session, ReplCommands commands)
    {
        var assistant = new SessionAssistant(session, commands);
        session.Context.Engine.Input = new TerminalInput(terminal, screen, session.Context);
        if (terminal.HasStyles)
        {
            session.ShowResult = text => session.Context.Engine.Output.Write(AnsiStyles.Paint(text, assistant.Style(text)) + "\n");
        }

        return new EditingReader(new LineReader(terminal, assistant, new History(StateFolder.HistoryOf(session.PromptName))));
    }

    private sealed class EditingReader(LineReader reader) : IInputReader
    {
        public ReadResult Read(string prompt, string continuation) => reader.Read(prompt, continuation);
    }
}
