using System.Text;

namespace Kiln.Tests.Robustness;

/// <summary>Keeps the start of what is written and forgets the rest: programs without an end may print without an end.</summary>
internal sealed class StartWriter : TextWriter
{
    private const int Kept = 64 << 10;

    private readonly StringBuilder _start = new();

    public StartWriter() => NewLine = "\n";

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        if (_start.Length < Kept)
        {
            _start.Append(value);
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer) => _start.Append(buffer[..Math.Min(buffer.Length, Kept - _start.Length)]);

    public override string ToString() => _start.ToString();
}
