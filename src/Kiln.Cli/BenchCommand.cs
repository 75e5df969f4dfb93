using System.CommandLine;
using System.Globalization;
using System.Text;
using Kiln.Cli.Snapshots;

namespace Kiln.Cli;

/// <summary><c>kiln bench</c>: measures how long programs take.</summary>
internal sealed class BenchCommand : Command
{
    private const string Explanation =
        """
        Measure how long programs take.

        Every run is a fresh process, so a figure has everything in it: start-up, compilation and execution. The time that a program
        measures itself is shown too, if it prints a line 'TIME_MS number'. All figures are milliseconds.
        """;

    private const string CoreTimeMark = "TIME_MS ";

    private const int DefaultRuns = 5;

    private const int DefaultWarmups = 1;

    private readonly Argument<string?> _path = new("PATH")
    {
        Description = "A program, or a folder with programs; 'bench/programs' if not given",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _runs = new("--runs", "-n") { HelpName = "N", Description = "Measured runs of each program; 5 if not given" };

    private readonly Option<string?> _warmups =
        new("--warmup", "-w") { HelpName = "N", Description = "Runs before those, to fill caches; 1 if not given" };

    private readonly EngineOptions _engine = new();

    public BenchCommand()
        : base("bench", Explanation)
    {
        Arguments.Add(_path);
        Options.Add(_runs);
        Options.Add(_warmups);
        _engine.AddTo(this);
        SetAction(Measure);
    }

    private int Measure(ParseResult result)
    {
        _engine.Read(result);
        string path = result.GetValue(_path) ?? "bench/programs";
        long runs = OptionValues.Count(_runs.Name, result.GetValue(_runs), int.MaxValue) ?? DefaultRuns;
        string? warmupText = result.GetValue(_warmups);
        long warmups = warmupText == "0" ? 0 : OptionValues.Count(_warmups.Name, warmupText, int.MaxValue) ?? DefaultWarmups;
        IReadOnlyList<SnapshotProgram> programs = File.Exists(path) ? [new SnapshotProgram(path)]
            : Directory.Exists(path) ? SnapshotProgram.Find(path)
            : throw new UnreadableException($"there is no file or folder '{path}'; name a program or a folder: kiln bench PATH");
        if (programs.Count == 0)
        {
            throw new UsageException($"there are no programs in '{path}'; name the right folder: kiln bench PATH");
        }

        string[] engine = _engine.ToArguments(result);
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        int width = programs.Max(static p => p.Path.Length);
        output.WriteLine($"{"program".PadRight(width)}  {"median",9}  {"least",9}  {"own time",9}");
        bool failed = false;
        foreach (SnapshotProgram program in programs)
        {
            string row = MeasureOne([RunCommand.Name, .. engine, program.Path], runs, warmups) ?? "";
            failed |= row.Length == 0;
            output.WriteLine($"{program.Path.PadRight(width)}  {(row.Length == 0 ? "failed" : row)}");
        }

        return failed ? ExitCode.Runtime : ExitCode.Success;
    }

    // Null if a run failed.
    private static string? MeasureOne(string[] words, long runs, long warmups)
    {
        var whole = new List<double>();
        var core = new List<double>();
        for (long i = -warmups; i < runs; i++)
        {
            KilnResult result = KilnProcess.Run(words, "", Timeout.InfiniteTimeSpan);
            if (result.ExitCode != ExitCode.Success)
            {
                ErrorOutput.Line(result.Error.TrimEnd());
                return null;
            }

            if (i >= 0)
            {
                whole.Add(result.Elapsed.TotalMilliseconds);
                core.AddRange(CoreTimes(result.Output));
            }
        }

        return $"{Show(Median(whole))}  {Show(whole.Min())}  {(core.Count > 0 ? Show(Median(core)) : "-".PadLeft(9))}";
    }

    private static IEnumerable<double> CoreTimes(string output)
    {
        foreach (string line in output.Split('\n'))
        {
            if (line.StartsWith(CoreTimeMark, StringComparison.Ordinal)
                && double.TryParse(line.AsSpan(CoreTimeMark.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double time))
            {
                yield return time;
            }
        }
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static string Show(double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(9);
}
