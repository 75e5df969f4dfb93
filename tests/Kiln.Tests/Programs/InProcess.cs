using Kiln.Cli;
using Kiln.Cli.Snapshots;
using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Tests.Programs;

/// <summary>Runs test programs inside of the test process, which is much faster than one process each.</summary>
internal static class InProcess
{
    // Only there to end a program that hangs; none comes near it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>A runner.</summary>
    /// <param name="verify">Whether all bytecode is verified before it runs.</param>
    public static SnapshotRunner Runner(bool verify) =>
        new((program, directives) => Execute(program, directives, new RunOptions { Diagnostics = DiagnosticStyle.Plain, Verify = verify }));

    /// <summary>Programs under a folder that have an expected output, each with and without the verifier.</summary>
    public static TheoryData<string, bool> Cases(string folder)
    {
        Repository.Enter();
        var cases = new TheoryData<string, bool>();
        foreach (SnapshotProgram program in SnapshotProgram.Find(folder))
        {
            if (program.HasExpected)
            {
                cases.Add(program.Path, false);
                cases.Add(program.Path, true);
            }
        }

        return cases;
    }

    /// <summary>Runs a program and asserts that it did what its expected output says.</summary>
    public static void AssertPrintsExpected(string path, bool verify)
    {
        SnapshotOutcome outcome = Runner(verify).Run(new SnapshotProgram(path));
        Assert.True(outcome.Status == SnapshotStatus.Passed, $"{path}: {outcome.Status}\n{outcome.Explanation}");
    }

    private static SnapshotExecution Execute(SnapshotProgram program, SnapshotDirectives directives, RunOptions options)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(directives.Input);
        var engine = new Engine(output, TextWriter.Synchronized(error))
        {
            Input = input,
            Arguments = directives.Arguments,
            Jit = Kiln.Tiering.JitOptions.From(options, null),
            Limits = new Limits { Time = s_patience },
        };
        (Language language, SourceText source) = SourceLoader.Load(program.Path, null, null);
        int code = language.Run(engine, source, options);
        return new SnapshotExecution(code, output.ToString() + error, engine.Clock.Elapsed);
    }
}
