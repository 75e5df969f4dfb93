using System.Diagnostics;
using System.Globalization;
using Kiln.Bytecode;
using Kiln.Cli.Tier;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Cli.Repl;

/// <content>Commands that look at what the compiler does.</content>
internal sealed partial class ReplCommands
{
    private CommandOutcome Time(string expression)
    {
        _measured++;
        var source = new SourceText(expression, $"<timed input {_measured}>");
        TimeSpan compiledBefore = TierSummary.Of(Engine).CompileTime;
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        EvaluationOutcome outcome = _session.Evaluate(source);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        TimeSpan compiled = TierSummary.Of(Engine).CompileTime - compiledBefore;
        string compiling = compiled == TimeSpan.Zero
            ? "nothing compiled"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Duration(compiled)} ({100 * compiled / elapsed:0} %) compiling{(Engine.Jit.Mode == JitMode.Auto ? " in the background" : "")}");
        Output.Write($"{Duration(elapsed)}, {Size(allocated)} allocated, {compiling}\n");
        return OutcomeOf(outcome);
    }

    private CommandOutcome Explain(string name)
    {
        if (name.Length == 0)
        {
            ExplainText.Write(Output, Engine.Functions());
            return CommandOutcome.Done;
        }

        if (FunctionNamed(name) is not { } function)
        {
            return Complain(_session.Find(name).IsUndefined ? $"'{name}' is not defined" : $"'{name}' is no function that was defined in a program");
        }

        List<Prototype> functions = WithInner(function);
        ExplainText.Write(Output, functions);
        if (function.Tier is null)
        {
            Output.Write($"\n{name} was not compiled: {TierDump.WhyNot(function)}\n");
        }

        return CommandOutcome.Done;
    }

    // Nothing runs here. What is shown of a function is what its code would become now; the code that it runs with is not touched.
    private CommandOutcome Dump(string text, string? stage)
    {
        Prototype? function = FunctionNamed(text);
        SourceText source = function?.Source ?? new SourceText(text, "<expression>");
        if (stage == DumpStages.Tree)
        {
            Output.Write(_session.PrintTree(source, function?.Name) ?? "");
            return CommandOutcome.Done;
        }

        function ??= _session.Compile(source);
        if (function is null)
        {
            return CommandOutcome.Done;
        }

        if (stage is null or DumpStages.Bytecode)
        {
            Output.Write(Disassembler.Print(function));
        }

        if (stage == DumpStages.Bytecode)
        {
            return CommandOutcome.Done;
        }

        JitOptions options = Engine.Jit.Mode == JitMode.Off ? Engine.Jit with { Mode = JitMode.Sync } : Engine.Jit;
        if (Inspection.Compile(function, options, out ExitReason refusal, out string detail) is not { } unit)
        {
            return Complain($"{FunctionNames.Of(function)} cannot be compiled: {ReasonTable.Of(refusal).Message}{(detail.Length > 0 ? $" ({detail})" : "")}");
        }

        foreach ((string name, bool isBaseline, _) in DumpStages.All)
        {
            if (!isBaseline && (stage is null || stage == name))
            {
                new TierDump(Output, name, null).Print(unit);
            }
        }

        return CommandOutcome.Done;
    }

    private Prototype? FunctionNamed(string name) => _session.Find(name).Tag is FunctionObject function ? function.Prototype : null;

    private static List<Prototype> WithInner(Prototype function)
    {
        var functions = new List<Prototype> { function };
        for (int i = 0; i < functions.Count; i++)
        {
            functions.AddRange(functions[i].Objects.OfType<Prototype>().Except(functions).ToArray());
        }

        return functions;
    }

    private static string Duration(TimeSpan time) => time.TotalSeconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms");

    private static string Size(long bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
    };
}
