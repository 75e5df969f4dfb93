using Kiln.Bytecode;
using Kiln.Consair.Semantics;
using Kiln.Consair.Syntax;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair;

/// <content>Running, checking and dumping programs.</content>
public sealed partial class ConsairLanguage
{
    private const int Success = 0;
    private const int Failure = 1;

    /// <inheritdoc/>
    public override int Run(Engine engine, SourceText source, RunOptions options)
    {
        int status = Success;
        var context = new Context(engine, this);
        GuestThread.Run(context, () => status = RunOnGuestThread(context, source, options));
        engine.Flush();
        return status;
    }

    /// <inheritdoc/>
    public override int Check(Engine engine, SourceText source, RunOptions options) =>
        ForEachForm(engine, source, options, static (session, form, span, text) => session.Compile(form, span, text) is not null);

    /// <inheritdoc/>
    public override int Dump(Engine engine, SourceText source, string stage, RunOptions options) =>
        ForEachForm(engine, source, options, (session, form, span, text) =>
        {
            if (stage == "ast")
            {
                engine.Output.Write(Compiler.Expander.ExpandAll(session, form) + "\n");
                return true;
            }

            if (session.Compile(form, span, text) is not { } main)
            {
                return false;
            }

            engine.Output.Write(Disassembler.Print(main));
            return true;
        });

    /// <inheritdoc/>
    public override int RunTests(Engine engine, SourceText source, bool verbose, RunOptions options)
    {
        engine.Error.Write($"'{source.Path}' declares no tests; put what it must print into a file that ends in .out\n");
        return Failure;
    }

    private static int RunOnGuestThread(Context context, SourceText source, RunOptions options)
    {
        Engine engine = context.Engine;
        var statistics = new RunStatistics();
        var session = new Session(context, options.Verify);
        statistics.FinishFrontEnd();
        using var watch = LimitWatch.Start(context);
        int status = RunForms(session, source, options);
        if (options.Stats)
        {
            engine.Flush();
            statistics.Write(engine.Error, engine);
        }

        return status;
    }

    /// <summary>Reads and runs one form after the other, so that what comes before an error has happened.</summary>
    private static int RunForms(Session session, SourceText source, RunOptions options)
    {
        Context context = session.Context;
        Engine engine = context.Engine;
        var reader = new Reader(source.Text);
        Value last = Value.Undefined;
        while (true)
        {
            switch (reader.Read())
            {
                case ReadResult.Error:
                    return ErrorReport.WriteSyntax(engine, source, reader.Error!, options.Diagnostics, ErrorHeadings.File);
                case ReadResult.End:
                    return Finish(session, source, last, reader.SawComment, options);
                default:
                    last = session.Evaluate(reader.Form, reader.Span, source);
                    if (last.IsAbnormal)
                    {
                        return FinishAbnormally(context, source, reader.Span, options);
                    }

                    break;
            }
        }
    }

    private static int Finish(Session session, SourceText source, Value last, bool sawComment, RunOptions options)
    {
        Engine engine = session.Context.Engine;
        if (last.IsUndefined)
        {
            return sawComment ? ErrorReport.WriteEmpty(engine) : Success;
        }

        if (Printer.Print(session.Context, last) is not { } text)
        {
            return FinishAbnormally(session.Context, source, new SourceSpan(source.Text.Length, 0), options);
        }

        engine.Output.Write(text);
        engine.Output.Write('\n');
        return Success;
    }

    private static int FinishAbnormally(Context context, SourceText source, SourceSpan form, RunOptions options) => context.Pending == PendingKind.Exit
        ? context.ExitCode
        : ErrorReport.WriteEvaluation(context, source, form, options.Diagnostics, ErrorHeadings.File);

    /// <summary>Does something with each form. Of all forms only macro definitions are run, because the forms after them need them.</summary>
    private int ForEachForm(Engine engine, SourceText source, RunOptions options, Func<Session, Value, SourceSpan, SourceText, bool> action)
    {
        int status = Success;
        var context = new Context(engine, this);
        GuestThread.Run(context, () =>
        {
            var session = new Session(context, options.Verify);
            var reader = new Reader(source.Text);
            for (ReadResult result = reader.Read(); result != ReadResult.End; result = reader.Read())
            {
                if (result == ReadResult.Error)
                {
                    status = ErrorReport.WriteSyntax(engine, source, reader.Error!, options.Diagnostics, ErrorHeadings.File);
                    return;
                }

                bool isMacro = reader.Form.Tag is PairObject { First.Tag: Symbol { Name: "defmacro" } };
                if (!action(session, reader.Form, reader.Span, source) || (isMacro && session.Evaluate(reader.Form, reader.Span, source).IsAbnormal))
                {
                    status = ErrorReport.WriteEvaluation(context, source, reader.Span, options.Diagnostics, ErrorHeadings.File);
                    return;
                }
            }
        });
        engine.Flush();
        return status;
    }
}
