namespace Kiln.Tests.RandomPrograms;

/// <summary>Makes a program smaller while something about it stays true: drops statements, blocks, and what surrounds a block.</summary>
internal static class ProgramReducer
{
    private const int MostRounds = 12;

    /// <summary>The smallest program found.</summary>
    /// <param name="program">A program in the form that <see cref="ProgramText"/> writes.</param>
    /// <param name="holds">Whether a candidate still shows what the program is kept for.</param>
    public static string Reduce(string program, Func<string, bool> holds)
    {
        List<string> lines = [.. program.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        for (int round = 0; round < MostRounds; round++)
        {
            int before = lines.Count;

            // Runs of statements first, whole functions among them: they make all later attempts faster.
            for (int size = lines.Count / 2; size >= 1; size /= 2)
            {
                lines = DropStatements(lines, size, holds);
            }

            lines = Unwrap(lines, holds);
            if (lines.Count == before)
            {
                break;
            }
        }

        return Join(lines);
    }

    // From the end to the start: what a statement needs stands before it.
    private static List<string> DropStatements(List<string> lines, int size, Func<string, bool> holds)
    {
        for (int start = lines.Count - 1; start >= 0; start--)
        {
            if (start >= lines.Count || lines[start].TrimStart().StartsWith('}'))
            {
                continue;
            }

            int end = End(lines, start);
            while (end < lines.Count && end - start < size && !lines[end].TrimStart().StartsWith('}'))
            {
                end = End(lines, end);
            }

            // Smaller pieces have their own pass.
            if (size == 1 || end - start >= size)
            {
                lines = Without(lines, start, end, holds);
            }
        }

        return lines;
    }

    private static List<string> Without(List<string> lines, int start, int end, Func<string, bool> holds)
    {
        List<string> candidate = [.. lines[..start], .. lines[end..]];
        return holds(Join(candidate)) ? candidate : lines;
    }

    // Replaces a block by its first branch.
    private static List<string> Unwrap(List<string> lines, Func<string, bool> holds)
    {
        for (int start = lines.Count - 1; start >= 0; start--)
        {
            if (!lines[start].EndsWith('{') || lines[start].TrimStart().StartsWith('}'))
            {
                continue;
            }

            int end = End(lines, start);
            int branch = start + 1;
            while (branch < end - 1 && !(Indentation(lines[branch]) <= Indentation(lines[start])))
            {
                branch++;
            }

            List<string> candidate = [.. lines[..start], .. lines[(start + 1)..branch], .. lines[end..]];
            if (holds(Join(candidate)))
            {
                lines = candidate;
            }
        }

        return lines;
    }

    // Where the statement that starts at a line ends, with all branches of a block.
    private static int End(List<string> lines, int start)
    {
        int depth = 0;
        int line = start;
        do
        {
            string text = lines[line++].Trim();
            depth += (text.EndsWith('{') ? 1 : 0) - (text.StartsWith('}') ? 1 : 0);
        }
        while (depth > 0 && line < lines.Count);
        return line;
    }

    private static int Indentation(string line) => line.Length - line.TrimStart().Length;

    private static string Join(List<string> lines) => string.Join('\n', lines) + "\n";
}
