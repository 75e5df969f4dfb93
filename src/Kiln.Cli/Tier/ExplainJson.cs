using System.Text.Encodings.Web;
using System.Text.Json;
using Kiln.Tiering;

namespace Kiln.Cli.Tier;

/// <summary>Prints what the optimising tier did, for other programs.</summary>
internal static class ExplainJson
{
    // Messages quote the program, and apostrophes should stay what they are.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the report on a run.</summary>
    public static void Write(Stream output, ObservedRun run)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        var summary = TierSummary.Of(run.Functions);
        json.WriteStartObject();
        json.WriteString("mode", run.Engine.Jit.Mode.ToString().ToLowerInvariant());
        json.WriteNumber("compiledFunctions", summary.Functions);
        json.WriteNumber("compiledLoops", summary.Loops);
        json.WriteNumber("compileMilliseconds", summary.CompileTime.TotalMilliseconds);
        json.WriteNumber("recompilations", summary.Recompiles);
        json.WriteNumber("refusals", summary.Refusals);
        json.WriteNumber("exits", summary.ExitCount);
        json.WriteStartArray("functions");
        foreach (FunctionReport report in FunctionReport.Of(run.Functions))
        {
            Write(json, report);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, FunctionReport report)
    {
        json.WriteStartObject();
        json.WriteString("name", FunctionNames.Of(report.Function));
        json.WriteString("file", report.Function.Source.Path);
        json.WriteNumber("line", LineOf(report.Function.Source, report.Function.Spans[0]));
        json.WriteString("tier", report.Tier);
        json.WriteNumber("interpretedCalls", report.Function.CallCount);
        json.WriteNumber("interpretedIterations", report.Function.BackEdgeCount);
        json.WriteNumber("compileMilliseconds", report.CompileTime.TotalMilliseconds);
        json.WriteNumber("recompilations", report.Recompiles);
        if (report.Refusal is { } refusal)
        {
            json.WriteStartObject("refusal");
            json.WriteString("reason", refusal.Reason.ToString());
            json.WriteString("message", refusal.Message);
            json.WriteString("detail", report.Function.Tier!.RefusalDetail);
            json.WriteString("advice", refusal.Advice);
            json.WriteEndObject();
        }

        json.WriteStartArray("code");
        foreach (CompiledUnit unit in report.Units)
        {
            Write(json, unit);
        }

        json.WriteEndArray();
        json.WriteStartArray("exits");
        foreach (ExitReport exit in report.Exits)
        {
            Write(json, exit);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CompiledUnit unit)
    {
        json.WriteStartObject();
        json.WriteString("of", unit.IsLoop ? "loop" : "function");
        json.WriteNumber("line", LineOf(unit.Prototype.Source, unit.Prototype.Spans[unit.EntryPc]));
        json.WriteBoolean("current", unit.IsCurrent);
        json.WriteNumber("compileMilliseconds", unit.CompileTime.TotalMilliseconds);
        json.WriteNumber("nodes", unit.NodeCount);
        json.WriteNumber("ilBytes", unit.ILSize);
        json.WriteNumber("possibleExits", unit.Exits.Count);
        json.WriteNumber("inlinedCalls", unit.InlinedCalls);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExitReport exit)
    {
        (int line, int column) = exit.Site.Prototype.Source.GetLineColumn(exit.Site.Span.Start);
        json.WriteStartObject();
        json.WriteString("function", FunctionNames.Of(exit.Site.Prototype));
        json.WriteString("file", exit.Site.Prototype.Source.Path);
        json.WriteNumber("line", line);
        json.WriteNumber("column", column);
        json.WriteString("reason", exit.Site.Reason.ToString());
        json.WriteString("message", exit.Reason.Message);
        json.WriteString("seen", exit.Seen);
        json.WriteNumber("count", exit.Count);
        json.WriteString("advice", exit.Reason.Advice);
        json.WriteEndObject();
    }

    private static int LineOf(Diagnostics.SourceText source, Diagnostics.SourceSpan span) => source.GetLineColumn(span.Start).Line;
}
