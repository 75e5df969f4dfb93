using System.Globalization;
using Kiln.Consair.Syntax;
using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Consair;

/// <summary>Prints what went wrong: the message first, then in the rich style the place, what to do, and which functions were active.</summary>
internal static class ErrorReport
{
    private const int ShownFrames = 10;
    private const int Failure = 1;

    /// <summary>A form that cannot be read.</summary>
    /// <returns>The exit code.</returns>
    public static int WriteSyntax(Engine engine, SourceText source, SyntaxError error, DiagnosticStyle style, ErrorHeadings headings)
    {
        engine.Flush();
        engine.Error.Write($"{headings.Syntax}{error.Message}\n");
        if (style == DiagnosticStyle.Rich)
        {
            WritePlace(engine.Error, source, error.Span);
            engine.Error.Write($"  = help: {error.Advice}\n");
        }

        return Failure;
    }

    /// <summary>A file that has comments and nothing else.</summary>
    /// <returns>The exit code.</returns>
    public static int WriteEmpty(Engine engine)
    {
        engine.Flush();
        engine.Error.Write("No expression found\n");
        return Failure;
    }

    /// <summary>A form whose evaluation failed or was stopped.</summary>
    /// <returns>The exit code.</returns>
    public static int WriteEvaluation(Context context, SourceText source, SourceSpan form, DiagnosticStyle style, ErrorHeadings headings)
    {
        Engine engine = context.Engine;
        string message = context.PendingMessage ?? "Error";
        engine.Flush();
        engine.Error.Write($"{headings.Evaluation}{message}\n");
        if (style == DiagnosticStyle.Plain)
        {
            return Failure;
        }

        IReadOnlyList<TraceEntry> trace = context.Trace;
        if (trace.Count == 0)
        {
            WritePlace(engine.Error, source, form);
        }
        else
        {
            WritePlace(engine.Error, trace[0].Prototype.Source, SpanOf(trace[0]));
        }

        if (Advice.For(message) is { } advice)
        {
            engine.Error.Write($"  = help: {advice}\n");
        }

        WriteFrames(engine.Error, trace);
        return Failure;
    }

    private static void WriteFrames(TextWriter output, IReadOnlyList<TraceEntry> trace)
    {
        TraceEntry[] functions = [.. trace.Where(static e => !e.Prototype.IsTopLevel)];
        for (int i = 0; i < Math.Min(functions.Length, ShownFrames); i++)
        {
            TraceEntry entry = functions[i];
            (int line, int column) = entry.Prototype.Source.GetLineColumn(SpanOf(entry).Start);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"  in {entry.Prototype.Name ?? "lambda"}, {entry.Prototype.Source.Path}:{line}:{column}\n"));
        }

        if (functions.Length > ShownFrames)
        {
            output.Write("  ...\n");
        }
    }

    private static SourceSpan SpanOf(TraceEntry entry) => entry.Prototype.Spans[entry.Pc];

    private static void WritePlace(TextWriter output, SourceText source, SourceSpan span)
    {
        (int line, int column) = source.GetLineColumn(span.Start);
        output.Write(string.Create(CultureInfo.InvariantCulture, $"  --> {source.Path}:{line}:{column}\n"));
        SourceExcerpt.Write(output, source, span, "  ");
    }
}
