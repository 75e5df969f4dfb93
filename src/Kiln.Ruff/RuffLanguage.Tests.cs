using System.Diagnostics;
using Kiln.Diagnostics;
using Kiln.Ruff.Compiler;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Ruff;

/// <content>
/// Test declarations. A test is a program of its own: the file's functions, types and imports, then setup, body and teardown. The
/// rest of the file's top level does not run.
/// </content>
public sealed partial class RuffLanguage
{
    private const int FailedTests = 1;
    private static readonly string s_line = new('=', 60);

    /// <inheritdoc/>
    public override int RunTests(Engine engine, SourceText source, bool verbose, RunOptions options)
    {
        ParseResult? parsed = null;
        GuestThread.Run(new Context(engine, this), () => parsed = Parser.Parse(source));
        if (Report(engine, source, parsed!.Diagnostics, options) != Success)
        {
            return SourceErrors;
        }

        TestFile file = TestFile.Collect(parsed.Program);
        if (file.Tests.Count == 0)
        {
            engine.Error.Write($"[RUFVM001] [vm] error: No tests found in {source.Path}; declare some with: test \"name\" {{ ... }}\n");
            engine.Flush();
            return RuntimeErrors;
        }

        var watch = Stopwatch.StartNew();
        List<TestResult> results = [.. file.Tests.Select(test => RunTest(engine, source, file, test))];
        Write(engine.Output, results, watch.ElapsedMilliseconds, verbose);
        engine.Flush();
        return results.TrueForAll(static r => r.Error is null) ? Success : FailedTests;
    }

    private TestResult RunTest(Engine engine, SourceText source, TestFile file, TestStatement test)
    {
        var watch = Stopwatch.StartNew();
        string? error = null;
        var context = new Context(engine, this);
        GuestThread.Run(context, () => error = FirstError(context, source, file.ProgramFor(test)));
        return new TestResult(test.Name, watch.ElapsedMilliseconds, error);
    }

    private string? FirstError(Context context, SourceText source, Syntax.Program program)
    {
        Bytecode.Prototype main;
        try
        {
            main = CodeGenerator.Compile(source, program, CreateGlobals(), this);
        }
        catch (CompilationException exception)
        {
            return exception.Message;
        }

        using var watch = LimitWatch.Start(context);
        Values.Value result = context.Call(new Values.Value(new Values.FunctionObject(main, [])));
        return !result.IsAbnormal ? null
            : context.Pending == PendingKind.Exit ? $"exit({context.ExitCode}) was called"
            : PendingMessage(context);
    }

    private static void Write(TextWriter output, List<TestResult> results, long milliseconds, bool verbose)
    {
        int failed = results.Count(static r => r.Error is not null);
        output.Write($"\n{s_line}\nTest Results\n{s_line}\n");
        foreach (TestResult result in results)
        {
            if (verbose)
            {
                output.Write($"  {(result.Error is null ? '✓' : '✗')} {result.Name} ({result.Milliseconds}ms)\n");
            }
            else if (result.Error is not null)
            {
                output.Write($"  ✗ {result.Name}\n");
            }

            if (result.Error is not null)
            {
                output.Write($"    Error: {result.Error}\n");
            }
        }

        output.Write($"\nTests: {results.Count} total, {results.Count - failed} passed, {failed} failed\nTime:  {milliseconds}ms\n{s_line}\n");
        output.Write(failed == 0 ? "All tests passed! ✨\n" : $"{failed} test(s) failed\n");
    }

    /// <param name="Name">As declared.</param>
    /// <param name="Milliseconds">How long setup, body and teardown took.</param>
    /// <param name="Error">The first error; null if there was none.</param>
    private sealed record TestResult(string Name, long Milliseconds, string? Error);

    /// <summary>What a file declares, sorted by its role in a test run.</summary>
    private sealed class TestFile
    {
        private readonly List<Statement> _declarations = [];
        private Block? _setup;
        private Block? _teardown;

        public List<TestStatement> Tests { get; } = [];

        public static TestFile Collect(Syntax.Program program)
        {
            var file = new TestFile();
            file.Add(program.Statements);
            return file;
        }

        public Syntax.Program ProgramFor(TestStatement test) =>
            new(test.Span, [.. _declarations, .. _setup?.Statements ?? [], .. test.Body.Statements, .. _teardown?.Statements ?? []]);

        private void Add(IReadOnlyList<Statement> statements)
        {
            foreach (Statement statement in statements)
            {
                switch (statement)
                {
                    case TestStatement test:
                        Tests.Add(test);
                        break;
                    case TestGroupStatement group:
                        Add(group.Body.Statements);
                        break;
                    case TestSetupStatement setup:
                        _setup = setup.Body;
                        break;
                    case TestTeardownStatement teardown:
                        _teardown = teardown.Body;
                        break;
                    case FunctionStatement or StructStatement or EnumStatement or ImportStatement or FromImportStatement or ExportStatement:
                        _declarations.Add(statement);
                        break;
                    default:
                        break;
                }
            }
        }
    }
}
