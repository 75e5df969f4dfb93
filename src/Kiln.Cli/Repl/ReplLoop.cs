using System.Reflection;
using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.LineEditor;
using Kiln.Runtime;
using Kiln.Tiering;

namespace Kiln.Cli.Repl;

/// <summary>
/// The loop of an interactive session: read an input, carry out the command or evaluate it, again. It runs on the guest thread, so that values and
/// tasks of one input live on in the next.
/// </summary>
internal sealed class ReplLoop(InteractiveSession session, IInputReader reader, ReplCommands commands, Interrupts? interrupts, ScreenWriter? screen)
{
    /// <summary>Shown after Ctrl-C.</summary>
    public const string LeaveHint = "(:quit or Ctrl-D leaves)";

    private readonly HashSet<Prototype> _noticed = [];
    private int _inputs;
    private bool _isWarm;

    private Engine Engine => session.Context.Engine;

    private string Prompt => session.PromptName + (Engine.Jit.Mode == JitMode.Off ? "> " : "[jit]> ");

    /// <summary>Runs until the user leaves.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        Greet();
        while (true)
        {
            WarmUp();
            screen?.StartLine();
            Engine.Flush();
            ReadResult read = reader.Read(Prompt, session.Continuation);
            switch (read.Outcome)
            {
                case ReadOutcome.Cancelled:
                    Engine.Output.Write(LeaveHint + "\n");
                    continue;
                case ReadOutcome.End:
                    SayFarewell(screen is not null);
                    return ExitCode.Success;
            }

            if (string.IsNullOrWhiteSpace(read.Text))
            {
                continue;
            }

            interrupts?.Begin();
            CommandOutcome outcome = ReplCommands.IsCommand(read.Text) ? commands.Run(read.Text) : Evaluate(read.Text);
            interrupts?.End();
            session.Context.ClearInterrupt();
            switch (outcome)
            {
                case CommandOutcome.Quit:
                    SayFarewell(true);
                    return ExitCode.Success;
                case CommandOutcome.Exit:
                    return session.Context.ExitCode;
            }

            TellRefusals();
        }
    }

    private CommandOutcome Evaluate(string text)
    {
        _inputs++;
        EvaluationOutcome outcome = session.Evaluate(new SourceText(text, $"<input {_inputs}>"));
        return outcome == EvaluationOutcome.Left ? CommandOutcome.Exit : CommandOutcome.Done;
    }

    private void Greet()
    {
        if (screen is not null)
        {
            string version = typeof(ReplLoop).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
            string jit = Engine.Jit.Mode == JitMode.Off ? "JIT off, ':jit on' switches it on" : "JIT on, ':jit off' switches it off";
            Engine.Output.Write($"{session.Context.Language.Name} on Kiln {version}\n{jit}\n:help lists the commands, :quit or Ctrl-D leaves\n\n");
        }
    }

    private void SayFarewell(bool isWanted)
    {
        if (isWanted && session.Farewell is { } farewell)
        {
            Engine.Output.Write(farewell + "\n");
        }
    }

    // While the user types, nobody waits for the compiler to get ready.
    private void WarmUp()
    {
        if (!_isWarm && Engine.Jit.Mode == JitMode.Auto)
        {
            _isWarm = true;
            TierController.WarmUp(session.Context.Language, Engine.Jit);
        }
    }

    // What the optimising tier refused since the last input. Each function is told once.
    private void TellRefusals()
    {
        if (Engine.Jit.Mode == JitMode.Off)
        {
            return;
        }

        foreach (Prototype function in Engine.Functions())
        {
            if (function.Tier is { Refusal: not ExitReason.None } tier && _noticed.Add(function))
            {
                string name = function.IsTopLevel ? "the input" : function.Name ?? "a function without a name";
                string detail = tier.RefusalDetail.Length > 0 ? $" ({tier.RefusalDetail})" : "";
                Engine.Error.Write(session.CompilerNotice(name, ReasonTable.Of(tier.Refusal).Message + detail) + "\n");
            }
        }
    }
}
