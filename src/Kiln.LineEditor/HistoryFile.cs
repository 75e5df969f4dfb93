using System.Text;

namespace Kiln.LineEditor;

/// <summary>
/// The file of a history: a line per input, in which a backslash is written as two and a line end as backslash and n. Inputs are appended one by one, so that
/// several sessions can share a file and a crash loses nothing. Whatever goes wrong with the file is no reason to disturb the user.
/// </summary>
internal sealed class HistoryFile(string path)
{
    private const int Kept = 5_000;

    private static readonly UTF8Encoding s_utf8 = new(false);

    /// <summary>All inputs, oldest first. A file that has grown long is cut.</summary>
    public List<string> Load()
    {
        try
        {
            if (!File.Exists(path))
            {
                return [];
            }

            string[] lines = File.ReadAllLines(path, s_utf8);
            if (lines.Length > 2 * Kept)
            {
                lines = lines[^Kept..];
                string temporary = path + ".new";
                File.WriteAllLines(temporary, lines, s_utf8);
                File.Move(temporary, path, overwrite: true);
            }

            return [.. lines.Select(Unescape)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }

    /// <summary>Adds an input.</summary>
    public void Append(string input)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            using var file = new FileStream(path, ForAppending());
            file.Write(s_utf8.GetBytes(Escape(input) + "\n"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // The history of this session is still in memory.
        }
    }

    // What somebody typed concerns nobody else.
    private static FileStreamOptions ForAppending()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static string Escape(string input) =>
        input.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

    private static string Unescape(string line)
    {
        if (!line.Contains('\\', StringComparison.Ordinal))
        {
            return line;
        }

        var text = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\' || i + 1 == line.Length)
            {
                text.Append(line[i]);
                continue;
            }

            i++;
            text.Append(line[i] switch { 'n' => '\n', 'r' => '\r', var other => other });
        }

        return text.ToString();
    }
}
