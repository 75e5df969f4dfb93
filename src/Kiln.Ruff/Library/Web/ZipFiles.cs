using System.IO.Compression;

namespace Kiln.Ruff.Library;

/// <summary>Reads ZIP files.</summary>
internal static class ZipFiles
{
    /// <summary>Extracts all files of an archive.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">Where to; created if needed.</param>
    /// <returns>The names of the files in the archive.</returns>
    public static List<string> Extract(string path, string folder)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        Directory.CreateDirectory(root);
        var names = new List<string>();
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string target = Path.GetFullPath(Path.Combine(root, entry.FullName));

            // Names such as "../x" must not reach outside of the folder.
            if (!target.StartsWith(root, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"entry '{entry.FullName}' lies outside of the target folder");
            }

            if (entry.FullName.EndsWith('/'))
            {
                Directory.CreateDirectory(target);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            entry.ExtractToFile(target, overwrite: true);
            names.Add(entry.FullName);
        }

        return names;
    }
}
