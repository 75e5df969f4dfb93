using Kiln.LineEditor;

namespace Kiln.Cli.Repl;

/// <summary>Where a session's inputs come from.</summary>
internal interface IInputReader
{
    /// <summary>Reads one whole input, which may have several lines.</summary>
    /// <param name="prompt">Shown before its first line, if anybody looks.</param>
    /// <param name="continuation">Shown before its other lines.</param>
    ReadResult Read(string prompt, string continuation);
}
