using Kiln.LineEditor;
using Kiln.Runtime;

namespace Kiln.Cli.Repl;

/// <summary>What programs read while the prompt is at a terminal. Ctrl-C ends a read.</summary>
internal sealed class TerminalInput(UnixTerminal terminal, ScreenWriter screen, Context context) : TextReader
{
    private string _rest = "";

    public override string? ReadLine()
    {
        if (_rest.Length > 0)
        {
            string line = _rest.TrimEnd('\n');
            _rest = "";
            return line;
        }

        context.Engine.Output.Flush();
        string? typed = terminal.ReadLine(() => context.IsInterrupted);
        screen.NoteLineStart();
        return typed;
    }

    public override int Peek() => Fill() ? _rest[0] : -1;

    public override int Read()
    {
        if (!Fill())
        {
            return -1;
        }

        char first = _rest[0];
        _rest = _rest[1..];
        return first;
    }

    private bool Fill()
    {
        if (_rest.Length == 0 && ReadLine() is { } line)
        {
            _rest = line + "\n";
        }

        return _rest.Length > 0;
    }
}
