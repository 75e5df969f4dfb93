namespace Kiln.LineEditor;

/// <summary>Earlier inputs, oldest first, in memory and in a file.</summary>
public sealed class History
{
    private readonly List<string> _entries = [];
    private readonly HistoryFile? _file;

    /// <summary>A history.</summary>
    /// <param name="path">Its file; null to keep it in memory alone. A file that cannot be used is as good as none.</param>
    public History(string? path = null)
    {
        if (path is not null)
        {
            _file = new HistoryFile(path);
            _entries.AddRange(_file.Load());
        }
    }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<string> Entries => _entries;

    /// <summary>Notes an input. One that repeats the last, or that starts with a blank, is not noted.</summary>
    public void Add(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (string.IsNullOrWhiteSpace(input) || input[0] == ' ' || (_entries.Count > 0 && _entries[^1] == input))
        {
            return;
        }

        _entries.Add(input);
        _file?.Append(input);
    }

    /// <summary>The nearest entry in a direction that starts with a text and differs from another.</summary>
    /// <returns>Its index; -1 if there is none.</returns>
    internal int FindPrefix(int from, int direction, string prefix, string other)
    {
        for (int i = from; i >= 0 && i < _entries.Count; i += direction)
        {
            if (_entries[i].StartsWith(prefix, StringComparison.Ordinal) && _entries[i] != other)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The nearest entry in a direction that contains a text. Case counts only if the text has capitals.</summary>
    /// <returns>Its index; -1 if there is none.</returns>
    internal int FindText(int from, int direction, string text)
    {
        for (int i = from; i >= 0 && i < _entries.Count; i += direction)
        {
            if (_entries[i].Contains(text, Comparison(text)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>How a text is searched for.</summary>
    internal static StringComparison Comparison(string text) =>
        text.Any(char.IsUpper) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
