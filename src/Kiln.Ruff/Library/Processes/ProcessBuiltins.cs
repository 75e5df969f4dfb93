using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Running other programs.</summary>
internal static class ProcessBuiltins
{
    private static readonly string[] s_fields = ["exitcode", "stdout", "stderr", "success", "timed_out", "stdout_truncated", "stderr_truncated"];

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("execute", Execute, "execute(command, [options]): runs a shell command and gives what it prints; an error if it fails"),
        Row("execute_status", ExecuteStatus, "execute_status(command, [options]): runs a shell command; a ProcessResult"),
        Row("spawn_process", SpawnProcess, "spawn_process([program, argument, ...], [options]): runs a program; a ProcessResult"),
        Row("pipe_commands", PipeCommands, "pipe_commands([[program, ...], ...], [options]): connects programs by pipes and gives what the last one prints"),
    ];

    private static BuiltinObject Row(string name, BuiltinFunction function, string help) =>
        new(name, 1, 2, function, BuiltinTraits.Borrows, help) { ArityMessage = Arity.Plain(name, 1, 2) };

    private static Value Execute(Context context, ReadOnlySpan<Value> arguments)
    {
        if (RunShell(context, "execute", arguments, out ProcessSettings? settings) is not { } outcome)
        {
            return Value.Abnormal;
        }

        if (outcome.TimedOut)
        {
            return context.Fail($"execute() command timed out after {settings!.TimeoutMilliseconds} ms");
        }

        return outcome.ExitCode == 0
            ? Value.FromString(outcome.Output.Text)
            : context.Fail($"execute() command failed with exit code {outcome.ExitCode}: {outcome.Error.Text.TrimEnd()}");
    }

    private static Value ExecuteStatus(Context context, ReadOnlySpan<Value> arguments) =>
        RunShell(context, "execute_status", arguments, out _) is { } outcome ? ToRecord(context, outcome) : Value.Abnormal;

    private static Value SpawnProcess(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.ProcessExecution, "spawn_process"))
        {
            return Value.Abnormal;
        }

        if (!Argument.TryTexts(arguments[0], out string[]? words))
        {
            return context.Fail("spawn_process() requires an array of strings");
        }

        if (words.Length == 0)
        {
            return context.Fail("spawn_process() requires a non-empty command array");
        }

        if (ProcessSettings.Read(context, "spawn_process", arguments, 1) is not { } settings)
        {
            return Value.Abnormal;
        }

        return ProcessRunner.Run(context, [words], settings) is { } outcome ? ToRecord(context, outcome) : Value.Abnormal;
    }

    private static Value PipeCommands(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.ProcessExecution, "pipe_commands"))
        {
            return Value.Abnormal;
        }

        if (!arguments[0].IsArray || arguments[0].AsArray.Count == 0)
        {
            return context.Fail("pipe_commands() requires a non-empty array of command arrays");
        }

        var commands = new List<string[]>();
        for (int i = 0; i < arguments[0].AsArray.Count; i++)
        {
            if (!Argument.TryTexts(arguments[0].AsArray[i], out string[]? words) || words.Length == 0)
            {
                return context.Fail("pipe_commands() requires every command to be a non-empty array of strings");
            }

            commands.Add(words);
        }

        if (ProcessSettings.Read(context, "pipe_commands", arguments, 1) is not { } settings
            || ProcessRunner.Run(context, commands, settings) is not { } outcome)
        {
            return Value.Abnormal;
        }

        return outcome.TimedOut
            ? context.Fail($"pipe_commands() commands timed out after {settings.TimeoutMilliseconds} ms")
            : Value.FromString(outcome.Output.Text);
    }

    private static ProcessOutcome? RunShell(Context context, string function, ReadOnlySpan<Value> arguments, out ProcessSettings? settings)
    {
        settings = null;
        if (!CapabilityGuard.Allows(context, Capabilities.ProcessExecution | Capabilities.ShellExecution, function))
        {
            return null;
        }

        if (!Argument.TryText(arguments[0], out string? command))
        {
            context.Fail($"{function}() requires a string command");
            return null;
        }

        settings = ProcessSettings.Read(context, function, arguments, 1);
        return settings is null ? null : ProcessRunner.Run(context, [ProcessRunner.Shell(command)], settings);
    }

    private static Value ToRecord(Context context, ProcessOutcome outcome)
    {
        Shape shape = context.Engine.ImpliedType("ProcessResult").EmptyShape;
        foreach (string field in s_fields)
        {
            shape = shape.With(field);
        }

        RecordObject record = RecordObject.Create(shape);
        record.Slot(0) = Value.FromInt(outcome.ExitCode);
        record.Slot(1) = Value.FromString(outcome.Output.Text);
        record.Slot(2) = Value.FromString(outcome.Error.Text);
        record.Slot(3) = Value.FromBool(outcome.ExitCode == 0);
        record.Slot(4) = Value.FromBool(outcome.TimedOut);
        record.Slot(5) = Value.FromBool(outcome.Output.IsTruncated);
        record.Slot(6) = Value.FromBool(outcome.Error.IsTruncated);
        return new Value(record);
    }
}
