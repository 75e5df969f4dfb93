namespace Kiln.Tests.RandomPrograms;

/// <summary>A program that behaves in one mode otherwise than in the interpreter, or badly in the interpreter itself.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Explanation">Where the first difference is.</param>
internal sealed record Divergence(ExecutionMode Mode, string Explanation);

/// <summary>Runs programs in several modes and compares what they print, their errors and their exit codes, byte for byte.</summary>
internal static class ModeComparison
{
    /// <summary>Compares a program's runs with the interpreter's.</summary>
    /// <param name="text">The program.</param>
    /// <param name="modes">The modes to compare.</param>
    /// <param name="statistics">Counts the runs; null for reruns, such as the reducer's.</param>
    /// <param name="seed">What the statistics know the program by.</param>
    /// <returns>The first divergence; null if all runs are the same.</returns>
    public static Divergence? Of(string text, IEnumerable<ExecutionMode> modes, RunStatistics? statistics = null, int seed = 0)
    {
        ModeRun expected = ModeRun.Of(text, ExecutionMode.Oracle);
        statistics?.CountProgram(seed, text, expected);
        switch (expected.Ending)
        {
            case Ending.Failure:
                return new Divergence(ExecutionMode.Oracle, "fails by itself:\n" + expected.Shown);
            case Ending.TimeLimit:
                return null;
        }

        foreach (ExecutionMode mode in modes)
        {
            ModeRun actual = ModeRun.Of(text, mode);
            statistics?.CountMode(actual);
            if (FirstDifference(expected.Shown, actual.Shown) is { } difference)
            {
                return new Divergence(mode, difference);
            }
        }

        return null;
    }

    /// <summary>The first line in which two texts differ, with both forms; null if they are the same.</summary>
    public static string? FirstDifference(string expected, string actual)
    {
        if (expected == actual)
        {
            return null;
        }

        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int line = 0;
        while (line < Math.Min(left.Length, right.Length) && left[line] == right[line])
        {
            line++;
        }

        return FormattableString.Invariant($"line {line + 1}\n  expected: {Line(left, line)}\n  actual:   {Line(right, line)}");
    }

    private static string Line(string[] lines, int number) => number < lines.Length ? lines[number] : "(nothing)";
}
