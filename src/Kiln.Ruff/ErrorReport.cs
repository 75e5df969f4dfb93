using System.Globalization;
using Kiln.Diagnostics;
using Kiln.Ruff.Library.Data;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff;

/// <summary>Prints diagnostics, in the plain form or with the source line, a caret and a stack trace.</summary>
internal static class ErrorReport
{
    private const int ShownFrames = 20;

    /// <summary>A lexer or parser diagnostic.</summary>
    public static void WriteSource(TextWriter output, SourceText source, Diagnostic diagnostic, DiagnosticStyle style)
    {
        output.Write($"[{diagnostic.Code}] [{diagnostic.Subsystem}] error: {diagnostic.Message}\n");
        WriteLocation(output, source, diagnostic.Span, style);
        if (diagnostic.Help is not null)
        {
            output.Write($"  = help: {diagnostic.Help}\n");
        }
    }

    /// <summary>A rule that was broken before the program could run.</summary>
    public static void WriteCompilation(TextWriter output, SourceText source, string message, SourceSpan span, DiagnosticStyle style)
    {
        output.Write($"[RUFVM001] [vm] error: Compilation error: {message}\n");
        if (style != DiagnosticStyle.Plain)
        {
            WriteLocation(output, source, span, style);
        }
    }

    /// <summary>An error or interruption that ended the program.</summary>
    public static void WriteRuntime(TextWriter output, Context context, string message, DiagnosticStyle style)
    {
        IReadOnlyList<TraceEntry> trace = context.Trace;
        output.Write($"[RUFVM001] [vm] Runtime Error: {message}\n");
        if (style == DiagnosticStyle.Plain)
        {
            output.Write("  --> 0:0\n");
        }
        else if (trace.Count > 0)
        {
            WriteLocation(output, trace[0].Prototype.Source, SpanOf(trace[0]), style);
        }

        TraceEntry[] functions = [.. trace.Where(static e => !e.Prototype.IsTopLevel)];
        if (functions.Length > 0)
        {
            output.Write("\nCall stack:\n");
            for (int i = 0; i < functions.Length && i < ShownFrames; i++)
            {
                TraceEntry entry = functions[i];
                output.Write(string.Create(CultureInfo.InvariantCulture, $"  {i} at {entry.Prototype.Name ?? "<lambda>"}{Place(entry, style)}\n"));
            }

            if (functions.Length > ShownFrames)
            {
                output.Write("  ... more frames\n");
            }
        }

        output.Write('\n');
    }

    /// <summary>An error or interruption that ended the program, as a JSON object.</summary>
    public static void WriteRuntimeJson(TextWriter output, Context context, string message, int exitCode)
    {
        IReadOnlyList<TraceEntry> trace = context.Trace;
        SourceText? source = trace.Count > 0 ? trace[0].Prototype.Source : null;
        (int line, int column) = source?.GetLineColumn(SpanOf(trace[0]).Start) ?? (0, 0);
        Value[] functions = [.. trace.Where(static e => !e.Prototype.IsTopLevel).Select(static e => Value.FromString(e.Prototype.Name ?? "<lambda>"))];
        Value diagnostic = Fields(
            ("code", Value.FromString("RUFVM001")),
            ("column", Value.FromInt(column)),
            ("file", source is null ? Value.Nil : Value.FromString(source.Path)),
            ("help", Value.Nil),
            ("line", Value.FromInt(line)),
            ("message", Value.FromString(message)),
            ("severity", Value.FromString("error")),
            ("subsystem", Value.FromString("vm")));
        Value report = Fields(
            ("call_stack", new Value(ArrayObject.FromSpan(functions))),
            ("command", Value.FromString("run")),
            ("contract_version", Value.FromString("1.0.0-draft")),
            ("diagnostic", diagnostic),
            ("exit_code", Value.FromInt(exitCode)),
            ("kind", Value.FromString("runtime_diagnostic")),
            ("runtime_kind", Value.FromString("Runtime Error")),
            ("status", Value.FromString("error")));
        Value text = JsonWriter.Write(context, report, pretty: true);
        if (!text.IsAbnormal)
        {
            output.Write($"{text.AsString}\n");
        }
    }

    private static Value Fields(params ReadOnlySpan<(string Name, Value Value)> fields)
    {
        var map = new MapObject();
        foreach ((string name, Value value) in fields)
        {
            DictKeys.PutText(map, name, value);
        }

        return new Value(map);
    }

    private static string Place(TraceEntry entry, DiagnosticStyle style)
    {
        if (style == DiagnosticStyle.Plain)
        {
            return string.Empty;
        }

        (int line, int column) = entry.Prototype.Source.GetLineColumn(SpanOf(entry).Start);
        return string.Create(CultureInfo.InvariantCulture, $" ({entry.Prototype.Source.Path}:{line}:{column})");
    }

    private static SourceSpan SpanOf(TraceEntry entry) => entry.Prototype.Spans[entry.Pc];

    private static void WriteLocation(TextWriter output, SourceText source, SourceSpan span, DiagnosticStyle style)
    {
        (int line, int column) = source.GetLineColumn(span.Start);
        output.Write(string.Create(CultureInfo.InvariantCulture, $"  --> {source.Path}:{line}:{column}\n"));
        if (style != DiagnosticStyle.Plain)
        {
            SourceExcerpt.Write(output, source, span);
        }
    }
}
