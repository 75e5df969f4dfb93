using Kiln.Cli;
using Kiln.Cli.Snapshots;
using Kiln.Diagnostics;
using Kiln.Jit.Graphs;
using Kiln.Runtime;

namespace Kiln.Tests.Programs;

/// <summary>Runs test programs inside of the test process, which is much faster than one process each.</summary>
internal static class InProcess
{
    // Only there to end a program that hangs; none comes near it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>The ways in which every program runs.</summary>
    public static IReadOnlyList<string> Modes { get; } = ["interpreted", "auto", "eager", "stress"];

    /// <summary>A runner.</summary>
    /// <param name="mode">One of <see cref="Modes"/>.</param>
    public static SnapshotRunner Runner(string mode) => new((program, directives) => Execute(program, directives, OptionsOf(mode, program.Path)));

    /// <summary>Programs under a folder that have an expected output, each in all modes.</summary>
    public static TheoryData<string, string> Cases(string folder)
    {
        Repository.Enter();
        var cases = new TheoryData<string, string>();
        foreach (SnapshotProgram program in SnapshotProgram.Find(folder).Where(static p => p.HasExpected))
        {
            foreach (string mode in Modes)
            {
                cases.Add(program.Path, mode);
            }
        }

        return cases;
    }

    /// <summary>Runs a program and asserts that it did what its expected output says.</summary>
    public static void AssertPrintsExpected(string path, string mode)
    {
        SnapshotOutcome outcome = Runner(mode).Run(new SnapshotProgram(path));
        Assert.True(outcome.Status == SnapshotStatus.Passed, $"{path}, {mode}: {outcome.Status}\n{outcome.Explanation}");
    }

    /// <summary>
    /// Without the optimising tier and with verified bytecode; as by default; with everything compiled before it runs, from graphs that are verified;
    /// and with guards that fail on purpose, each program at places of its own.
    /// </summary>
    private static RunOptions OptionsOf(string mode, string path)
    {
        var options = new RunOptions { Diagnostics = DiagnosticStyle.Plain };
        return mode switch
        {
            "interpreted" => options with { Jit = JitMode.Off, Verify = true },
            "auto" => options with { Jit = JitMode.Auto },
            "eager" => options with { Jit = JitMode.Sync, JitThreshold = 0 },
            "stress" => options with { Jit = JitMode.Stress, StressSeed = SeedOf(path) },
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "unknown mode"),
        };
    }

    // String.GetHashCode differs from run to run; FNV-1a does not.
    private static ulong SeedOf(string path)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in path.Replace('\\', '/'))
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return (hash % 1_000_000) + 1;
    }

    private static SnapshotExecution Execute(SnapshotProgram program, SnapshotDirectives directives, RunOptions options)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(directives.Input);
        var log = new FailureLog();
        GraphVerifier.IsOn = true;
        var engine = new Engine(output, TextWriter.Synchronized(error))
        {
            Input = input,
            Arguments = directives.Arguments,
            Jit = Kiln.Tiering.JitOptions.From(options, log),
            Limits = new Limits { Time = s_patience },
        };
        (Language language, SourceText source) = SourceLoader.Load(program.Path, null, null);
        int code = language.Run(engine, source, options);
        Assert.True(log.Failures.Count == 0, string.Join('\n', log.Failures));
        return new SnapshotExecution(code, output.ToString() + error, engine.Clock.Elapsed);
    }
}
