using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Kiln.Cli.Snapshots;
using Kiln.Runtime;

namespace Kiln.Tests.Robustness;

/// <summary>
/// Damaged programs end like any wrong program: with an exit code and a diagnostic, soon, and without a trace of the host.
/// <para>
/// More than the usual number run with <c>KILN_FUZZ_COUNT</c>, others with <c>KILN_FUZZ_SEED</c>. If <c>KILN_FUZZ_FOLDER</c> names a folder, each
/// mutant is written there before it runs and stays if it misbehaves, even if it takes the process down.
/// </para>
/// </summary>
public sealed partial class MutationTests
{
    private const int UsualCount = 500;
    private const int HighestCode = 5;

    // Programs that are about limits use up what they can; those in need of a current folder of their own would take it from other tests.
    private const string LimitPrograms = "/limits/";
    private const string ChangesFolder = "os_chdir";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly Limits s_limits = new() { Time = TimeSpan.FromSeconds(2), MemoryBytes = 2L << 30 };

    [Fact]
    public void Mutants_end_with_a_diagnostic()
    {
        (string Path, string Text)[] programs =
        [
            .. SnapshotProgram.Find("examples").Concat(SnapshotProgram.Find("tests/programs"))
                .Where(static p => p.Path.EndsWith(".ruff", StringComparison.Ordinal) && !p.Path.Contains(LimitPrograms, StringComparison.Ordinal))
                .Select(static p => (p.Path, Text: File.ReadAllText(p.Path)))
                .Where(static p => !p.Text.Contains(ChangesFolder, StringComparison.Ordinal)),
        ];
        string[] corpus = [.. programs.Select(static p => p.Text)];
        int seed = Setting("KILN_FUZZ_SEED", 1);
        var complaints = new ConcurrentQueue<string>();

        Parallel.For(seed, seed + Setting("KILN_FUZZ_COUNT", UsualCount), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
        {
            (string path, string text) = programs[number % programs.Length];
            string mutant = new Mutator(corpus, number).Mutate(text);
            string? file = Keep(number, mutant);
            if (Complaint(mutant, GuardedRun.Of(mutant, path, s_limits, s_patience)) is { } complaint)
            {
                complaints.Enqueue($"mutant {number} of {path}: {complaint}");
            }
            else if (file is not null)
            {
                File.Delete(file);
            }
        });

        Assert.True(complaints.IsEmpty, string.Join('\n', complaints));
    }

    [Fact]
    public void Mutants_depend_on_the_seed_alone()
    {
        string[] corpus = ["a := 1\nprint(a)\n", "func f(x) { return x + 2 }\n"];

        string[] first = [.. Enumerable.Range(0, 50).Select(i => new Mutator(corpus, i).Mutate(corpus[0]))];
        string[] second = [.. Enumerable.Range(0, 50).Select(i => new Mutator(corpus, i).Mutate(corpus[0]))];

        Assert.Equal(first, second);
        Assert.True(first.Distinct().Count() > 25, "most seeds should damage in their own way");
    }

    private static string? Complaint(string mutant, GuardedRun run)
    {
        // The status of a program that calls exit() is its own affair.
        bool mayExit = mutant.Contains("exit", StringComparison.Ordinal);
        return run switch
        {
            { Ended: false } => "does not end",
            { Escaped: { } exception } => exception.ToString(),
            { Code: < 0 or > HighestCode } when !mayExit => $"exit code {run.Code}",
            { Code: not 0, Error: "" } when !mayExit => $"exit code {run.Code} without a diagnostic",
            _ when HostText(mutant, run.Error + run.Output) is { } text => $"shows '{text}'",
            _ => null,
        };
    }

    private static string? HostText(string mutant, string shown) =>
        HostTraces().Matches(shown).Select(static m => m.Value).FirstOrDefault(m => !mutant.Contains(m, StringComparison.Ordinal));

    private static string? Keep(int number, string mutant)
    {
        if (Environment.GetEnvironmentVariable("KILN_FUZZ_FOLDER") is not { Length: > 0 } folder)
        {
            return null;
        }

        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"mutant_{number}.ruff"));
        File.WriteAllText(file, mutant);
        return file;
    }

    private static int Setting(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    [GeneratedRegex(
        @"System\.[A-Z]\w+|\bKiln\.[A-Z]\w+|\b[A-Z]\w{0,40}Exception\b|Object reference|Index was out|Specified argument|Unable to cast|Value cannot be null|\(Parameter '"
        + @"|Arithmetic operation resulted|Input string was not|Collection was modified|Non-negative number required|Operation is not valid")]
    private static partial Regex HostTraces();
}
