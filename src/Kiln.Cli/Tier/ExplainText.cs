using System.Globalization;
using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Tiering;

namespace Kiln.Cli.Tier;

/// <summary>Prints what the optimising tier did, for people.</summary>
internal static class ExplainText
{
    // Exits that errors, generators and requests to stop take are no mistake of the program.
    private const string Unavoidable = "nothing needs to be done about it";

    /// <summary>Prints the report on a run.</summary>
    public static void Write(TextWriter output, ObservedRun run)
    {
        if (run.Engine.Jit.Mode == JitMode.Off)
        {
            output.Write("the optimising tier was off (--jit=off)\n");
        }

        Write(output, run.Functions);
    }

    /// <summary>Prints the report on some functions.</summary>
    public static void Write(TextWriter output, IReadOnlyList<Prototype> functions)
    {
        var summary = TierSummary.Of(functions);
        output.Write(
            $"{Count(summary.Functions, "function")} and {Count(summary.Loops, "loop")} compiled in {Milliseconds(summary.CompileTime)} ms, {Count(summary.Recompiles, "recompilation")}, {Count(summary.Refusals, "refusal")}, {Count(summary.ExitCount, "exit")}\n");
        foreach (FunctionReport report in FunctionReport.Of(functions))
        {
            Write(output, report);
        }
    }

    private static void Write(TextWriter output, FunctionReport report)
    {
        output.Write($"\n{FunctionNames.Of(report.Function)} ({FunctionNames.Place(report.Function, 0)}): {report.Tier}\n");
        Row("interpreter", $"{Count(report.Function.CallCount, "call")}, {Count(report.Function.BackEdgeCount, "loop iteration")}");
        foreach (CompiledUnit unit in report.Units)
        {
            string inlined = unit.InlinedCalls > 0 ? $", {Count(unit.InlinedCalls, "call")} inlined" : "";
            string code = $"{Count(unit.NodeCount, "node")}, {Number(unit.ILSize)} bytes of IL, {Count(unit.Exits.Count, "possible exit")}{inlined}, {Milliseconds(unit.CompileTime)} ms";
            Row(unit.IsLoop ? $"loop, line {LineOf(unit)}" : "function", code + (unit.IsCurrent ? "" : "; given up since"));
        }

        if (report.Recompiles > 0)
        {
            Row("compiled anew", $"{Count(report.Recompiles, "time")}, because an exit was taken often");
        }

        if (report.Refusal is { } refusal)
        {
            string detail = report.Function.Tier!.RefusalDetail;
            Row("refused", refusal.Message + (detail.Length > 0 ? $" ({detail})" : ""));
            if (refusal.Advice.Length > 0)
            {
                Row("advice", refusal.Advice);
            }
        }

        foreach (ExitReport exit in report.Exits)
        {
            Write(output, report, exit);
        }

        void Row(string name, string value) => output.Write($"  {name,-14} {value}\n");
    }

    private static void Write(TextWriter output, FunctionReport report, ExitReport exit)
    {
        (int line, int column) = exit.Site.Prototype.Source.GetLineColumn(exit.Site.Span.Start);
        string seen = exit.Seen is { } kind ? $", saw {kind}" : "";
        string inlined = exit.Site.Prototype == report.Function ? "" : $", in {FunctionNames.Of(exit.Site.Prototype)}, which is inlined";
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"  left {Count(exit.Count, "time")} at {exit.Site.Prototype.Source.Path}:{line}:{column}{inlined}: {exit.Reason.Message}{seen}\n"));
        SourceExcerpt.Write(output, exit.Site.Prototype.Source, exit.Site.Span, "    ");
        output.Write($"    advice: {(exit.Reason.Advice.Length > 0 ? exit.Reason.Advice : Unavoidable)}\n");
    }

    private static int LineOf(CompiledUnit unit) => unit.Prototype.Source.GetLineColumn(unit.Prototype.Spans[unit.EntryPc].Start).Line;

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";
}
