using System.Collections.Concurrent;
using System.Globalization;

namespace Kiln.Tests.RandomPrograms;

/// <summary>
/// Random programs do the same in each mode of execution.
/// <para>
/// More than the usual number run with <c>KILN_RANDOM_COUNT</c>, others with <c>KILN_RANDOM_SEED</c>, each in every mode with
/// <c>KILN_RANDOM_MODES=all</c>. If <c>KILN_RANDOM_FOLDER</c> names a folder, each program is there while it runs; those that fail stay, also if they take the process
/// down, with a reduced form beside them.
/// </para>
/// </summary>
public sealed class RandomProgramTests(ITestOutputHelper output)
{
    private const int UsualCount = 500;
    private const int MostReported = 5;

    [Fact]
    public void Modes_agree_about_random_programs()
    {
        int seed = Setting("KILN_RANDOM_SEED", 1);
        bool all = Environment.GetEnvironmentVariable("KILN_RANDOM_MODES") == "all";
        var statistics = new RunStatistics();
        var failures = new ConcurrentQueue<string>();

        Parallel.For(seed, seed + Setting("KILN_RANDOM_COUNT", UsualCount), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (number, loop) =>
        {
            string program = ProgramGenerator.Generate(number);
            string? file = Keep(FormattableString.Invariant($"random_{number}.ruff"), program);
            ExecutionMode[] modes = all ? ExecutionMode.All(number) : ExecutionMode.Some(number);
            if (ModeComparison.Of(program, modes, statistics, number) is { } divergence)
            {
                failures.Enqueue(Report(number, program, divergence, file));
                if (failures.Count >= MostReported)
                {
                    loop.Stop();
                }
            }
            else if (file is not null)
            {
                File.Delete(file);
            }
        });

        output.WriteLine(statistics.ToString());
        Assert.True(failures.IsEmpty, string.Join('\n', failures));
    }

    private static string Report(int number, string program, Divergence divergence, string? file)
    {
        string reduced = ProgramReducer.Reduce(program, candidate => IsSame(candidate, divergence));
        string? reducedFile = Keep(FormattableString.Invariant($"random_{number}_reduced.ruff"), reduced);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {number}, mode '{divergence.Mode.Name}': {divergence.Explanation}\nkept in {file ?? "no file, set KILN_RANDOM_FOLDER"}, reduced {reducedFile ?? "to"}\n{reduced}");
    }

    // Background compilation decides anew in each run whether it is in time, so its failures may need some attempts.
    private static bool IsSame(string candidate, Divergence divergence)
    {
        int attempts = divergence.Mode == ExecutionMode.Usual ? 3 : 1;
        ExecutionMode[] modes = divergence.Mode == ExecutionMode.Oracle ? [] : [divergence.Mode];
        for (int i = 0; i < attempts; i++)
        {
            // A program that dropped a name's definition, or became wrong, may show another failure of its own.
            if (ModeComparison.Of(candidate, modes) is { } other && other.Mode == divergence.Mode && !other.Explanation.Contains("exit code 3", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Keep(string name, string program)
    {
        if (Environment.GetEnvironmentVariable("KILN_RANDOM_FOLDER") is not { Length: > 0 } folder)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, name);
        File.WriteAllText(file, program);
        return file;
    }

    private static int Setting(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
