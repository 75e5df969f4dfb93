namespace Kiln.Cli;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Spelling
{
    private const int MaximumDistance = 3;

    /// <summary>The known word with the fewest differences; null if none is close.</summary>
    public static string? Closest(string word, IEnumerable<string> known)
    {
        string? closest = null;
        int least = Math.Min(MaximumDistance, word.Length / 2) + 1;
        foreach (string candidate in known)
        {
            int distance = Distance(word, candidate);
            if (distance < least)
            {
                (closest, least) = (candidate, distance);
            }
        }

        return closest;
    }

    /// <summary>How many characters must be put in, left out, replaced or swapped with a neighbour to get from one word to the other.</summary>
    public static int Distance(string from, string to)
    {
        int[,] distances = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            distances[i, 0] = i;
        }

        for (int j = 0; j <= to.Length; j++)
        {
            distances[0, j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            for (int j = 1; j <= to.Length; j++)
            {
                int replace = distances[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                int best = Math.Min(replace, 1 + Math.Min(distances[i - 1, j], distances[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    best = Math.Min(best, distances[i - 2, j - 2] + 1);
                }

                distances[i, j] = best;
            }
        }

        return distances[from.Length, to.Length];
    }
}
