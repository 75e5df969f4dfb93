using System.Text;

namespace Kiln.Cli.Repl;

/// <summary>Writes to the terminal and knows whether the last line has ended: a prompt must not overwrite what a program has left unfinished.</summary>
internal sealed class ScreenWriter : TextWriter
{
    private readonly StreamWriter _screen = new(Console.OpenStandardOutput(), new UTF8Encoding(false), 16 * 1024);
    private char _last = '\n';

    public override Encoding Encoding => _screen.Encoding;

    /// <summary>Ends the last line, if it has not ended.</summary>
    public void StartLine()
    {
        if (_last != '\n')
        {
            Write('\n');
        }
    }

    /// <summary>The user has ended the line.</summary>
    public void NoteLineStart() => _last = '\n';

    public override void Write(char value)
    {
        _screen.Write(value);
        _last = value;
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > 0)
        {
            _screen.Write(buffer);
            _last = buffer[^1];
        }
    }

    public override void Flush() => _screen.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _screen.Dispose();
        }

        base.Dispose(disposing);
    }
}
