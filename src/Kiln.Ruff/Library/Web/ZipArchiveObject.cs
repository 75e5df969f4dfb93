using System.IO.Compression;
using Kiln.Ruff.Semantics;

namespace Kiln.Ruff.Library;

/// <summary>A ZIP file that is being written. With <see cref="ZipFiles"/> the only code that touches the compression library.</summary>
internal sealed class ZipArchiveObject : RuffHostObject, IDisposable
{
    private readonly string _path;
    private ZipArchive? _archive;

    /// <summary>Creates the file; one that exists is replaced.</summary>
    public ZipArchiveObject(string path)
    {
        _path = Path.GetFullPath(path);
        _archive = new ZipArchive(new FileStream(path, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create);
    }

    /// <inheritdoc/>
    public override string TypeName => "ziparchive";

    /// <inheritdoc/>
    public override string DebugForm => "ZipArchive";

    /// <summary>Whether nothing can be added any more.</summary>
    public bool IsClosed => _archive is null;

    /// <summary>Adds a file under its own name.</summary>
    public void AddFile(string path)
    {
        // A folder must be refused before an entry for it is begun.
        using FileStream stream = File.OpenRead(path);
        Add(stream, Path.GetFileName(path));
    }

    /// <summary>Adds the files in and below a folder under their names relative to it.</summary>
    public void AddFolder(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        string[] files = Directory.GetFiles(folder, "*", options);
        Array.Sort(files, StringComparer.Ordinal);
        foreach (string file in files)
        {
            if (Path.GetFullPath(file) == _path)
            {
                continue;
            }

            using FileStream stream = File.OpenRead(file);
            Add(stream, Path.GetRelativePath(folder, file).Replace('\\', '/'));
        }
    }

    /// <summary>Writes the directory and closes the file.</summary>
    public void Dispose()
    {
        _archive?.Dispose();
        _archive = null;
    }

    private void Add(FileStream stream, string name)
    {
        using Stream entry = _archive!.CreateEntry(name, CompressionLevel.Optimal).Open();
        stream.CopyTo(entry);
    }
}
