using System.Runtime.InteropServices;
using Kiln.LineEditor;
using Kiln.Runtime;

namespace Kiln.Cli.Repl;

/// <summary>
/// Ctrl-C while an input is evaluated: the guest is asked to stop, which interpreted and compiled loops notice at their next round. A guest that sits
/// in an operation of the host does not notice; after some more tries the user wants out, and gets out.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private const int Patience = 3;

    private const int InterruptedExitCode = 130;

    private readonly Context _context;
    private readonly UnixTerminal? _terminal;
    private readonly PosixSignalRegistration _registration;
    private readonly TextWriter _output;
    private int _tries;
    private volatile bool _isEvaluating;

    /// <param name="context">The guest thread.</param>
    /// <param name="output">The screen.</param>
    /// <param name="terminal">The terminal a program may be reading from.</param>
    public Interrupts(Context context, TextWriter output, UnixTerminal? terminal)
    {
        _context = context;
        _output = output;
        _terminal = terminal;
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
    }

    /// <summary>From now on Ctrl-C is for the guest.</summary>
    public void Begin()
    {
        _tries = 0;
        _isEvaluating = true;
    }

    /// <summary>The guest has stopped.</summary>
    public void End() => _isEvaluating = false;

    public void Dispose() => _registration.Dispose();

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (!_isEvaluating)
        {
            // A terminal that cannot be edited on has dropped the line already.
            Say($"\n{ReplLoop.LeaveHint}\n");
            return;
        }

        if (++_tries >= Patience)
        {
            ErrorOutput.Line("the program does not stop; leaving");
            Environment.Exit(InterruptedExitCode);
        }

        // The terminal has shown ^C.
        Say("\n");
        _context.RequestInterrupt("Interrupted");
        _terminal?.Wake();
    }

    // Programs hold the same lock while they print.
    private void Say(string text)
    {
        lock (_output)
        {
            _output.Write(text);
            _output.Flush();
        }
    }
}
