using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Compiler;
using Kiln.Ruff.Library;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff;

/// <content>Running, checking and dumping programs.</content>
public sealed partial class RuffLanguage
{
    private const int Success = 0;
    private const int SourceErrors = 3;
    private const int RuntimeErrors = 4;

    /// <summary>Globals that hold the library.</summary>
    internal static GlobalScope CreateGlobals() => new(RuffLibrary.Globals);

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
    public override int Check(Engine engine, SourceText source, RunOptions options)
    {
        int status = Success;
        var context = new Context(engine, this);
        GuestThread.Run(context, () => status = TryCompile(engine, source, CreateGlobals(), options, out _));
        engine.Flush();
        return status;
    }

    /// <inheritdoc/>
    public override int Dump(Engine engine, SourceText source, string stage, RunOptions options)
    {
        int status = Success;
        var context = new Context(engine, this);
        GuestThread.Run(context, () =>
        {
            if (stage == "ast")
            {
                ParseResult parsed = Parser.Parse(source);
                status = Report(engine, source, parsed.Diagnostics, options);
                if (status == Success)
                {
                    engine.Output.Write(AstPrinter.Print(parsed.Program));
                }

                return;
            }

            status = TryCompile(engine, source, CreateGlobals(), options, out Prototype? main);
            if (main is not null)
            {
                engine.Output.Write(Disassembler.Print(main));
            }
        });
        engine.Flush();
        return status;
    }

    private int RunOnGuestThread(Context context, SourceText source, RunOptions options)
    {
        Engine engine = context.Engine;
        var statistics = new RunStatistics();
        int status = TryCompile(engine, source, CreateGlobals(), options, out Prototype? main);
        if (main is null)
        {
            return status;
        }

        engine.AddProgram(main);
        statistics.FinishFrontEnd();
        using var watch = LimitWatch.Start(context);
        Value result = context.Call(new Value(new FunctionObject(main, FunctionObject.NoCaptures)));
        status = result.IsAbnormal ? FinishAbnormally(context, options) : Success;
        if (options.Stats)
        {
            engine.Flush();
            statistics.Write(engine.Error, engine);
        }

        return status;
    }

    private static int FinishAbnormally(Context context, RunOptions options)
    {
        Engine engine = context.Engine;
        switch (context.Pending)
        {
            case PendingKind.Exit:
                return context.ExitCode;
            default:
                engine.Flush();
                ErrorReport.WriteRuntime(engine.Error, context, PendingMessage(context), options.Diagnostics);
                return RuntimeErrors;
        }
    }

    private int TryCompile(Engine engine, SourceText source, GlobalScope globals, RunOptions options, out Prototype? main)
    {
        main = null;
        ParseResult parsed = Parser.Parse(source);
        if (parsed.Diagnostics.Count > 0)
        {
            return Report(engine, source, parsed.Diagnostics, options);
        }

        try
        {
            main = CodeGenerator.Compile(source, parsed.Program, globals, this, false);
        }
        catch (CompilationException exception)
        {
            ErrorReport.WriteCompilation(engine.Error, source, exception.Message, exception.Span, options.Diagnostics);
            return RuntimeErrors;
        }

        if (options.Verify)
        {
            Verifier.Check(main);
        }

        return Success;
    }

    private static int Report(Engine engine, SourceText source, IReadOnlyList<Diagnostic> diagnostics, RunOptions options)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            ErrorReport.WriteSource(engine.Error, source, diagnostic, options.Diagnostics);
        }

        return diagnostics.Count > 0 ? SourceErrors : Success;
    }
}
