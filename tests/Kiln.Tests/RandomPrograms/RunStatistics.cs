using System.Globalization;
using System.Text;

namespace Kiln.Tests.RandomPrograms;

/// <summary>What random programs did, over all of them: whether the generator still makes programs worth running.</summary>
internal sealed class RunStatistics
{
    private readonly Lock _lock = new();
    private readonly int[] _endings = new int[Enum.GetValues<Ending>().Length];
    private readonly SortedDictionary<string, long> _exits = new(StringComparer.Ordinal);
    private int _programs;
    private long _characters;
    private long _lines;
    private long _shown;
    private TimeSpan _time;
    private TimeSpan _longest;
    private int _longestSeed;
    private int _modeRuns;
    private int _reached;
    private TimeSpan _modeTime;

    /// <summary>Programs so far.</summary>
    public int Programs => _programs;

    /// <summary>The share of programs that came to their end without an uncaught error.</summary>
    public double NormalShare => Share(_endings[(int)Ending.Normal], _programs);

    /// <summary>Counts a program and its run in the interpreter.</summary>
    public void CountProgram(int seed, string text, ModeRun run)
    {
        lock (_lock)
        {
            _programs++;
            _endings[(int)run.Ending]++;
            _characters += text.Length;
            _lines += text.AsSpan().Count('\n');
            _shown += run.Shown.AsSpan().Count('\n');
            _time += run.Elapsed;
            (_longest, _longestSeed) = run.Elapsed > _longest ? (run.Elapsed, seed) : (_longest, _longestSeed);
        }
    }

    /// <summary>Counts a run in another mode.</summary>
    public void CountMode(ModeRun run)
    {
        lock (_lock)
        {
            _modeRuns++;
            _modeTime += run.Elapsed;
            _reached += run.Tier.Reached ? 1 : 0;
            foreach ((string kind, long count) in run.Tier.Exits)
            {
                _exits[kind] = _exits.GetValueOrDefault(kind) + count;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        int count = Math.Max(_programs, 1);
        text.AppendLine(CultureInfo.InvariantCulture, $"{_programs} programs, on average {_lines / count} lines, {_characters / count} characters, {_shown / count} lines printed");
        foreach (Ending ending in Enum.GetValues<Ending>())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {ending}: {Share(_endings[(int)ending], _programs):P2}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"interpreter: {_time.TotalMilliseconds / count:F2} ms on average, {_longest.TotalMilliseconds:F0} ms at most (seed {_longestSeed})");
        text.AppendLine(CultureInfo.InvariantCulture, $"other modes: {_modeRuns} runs, {_modeTime.TotalMilliseconds / Math.Max(_modeRuns, 1):F2} ms on average, {Share(_reached, _modeRuns):P1} reached the optimising tier");
        foreach ((string kind, long exits) in _exits)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  exits, {kind}: {exits}");
        }

        return text.ToString();
    }

    private static double Share(int part, int all) => (double)part / Math.Max(all, 1);
}
