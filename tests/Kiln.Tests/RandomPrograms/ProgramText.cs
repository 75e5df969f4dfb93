using System.Text;

namespace Kiln.Tests.RandomPrograms;

/// <summary>
/// Lines of a program. A line that ends with an opening brace starts a block, which ends with a line that starts with the closing one; <see cref="ProgramReducer"/> relies on it.
/// </summary>
internal sealed class ProgramText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>A statement.</summary>
    public void Line(string text) => _text.Append(' ', _depth * 4).Append(text).Append('\n');

    /// <summary>The head of a block.</summary>
    public void Open(string head)
    {
        Line(head + " {");
        _depth++;
    }

    /// <summary>The end of a block and the head of one that belongs to it.</summary>
    public void Next(string head)
    {
        _depth--;
        Line("} " + head + " {");
        _depth++;
    }

    /// <summary>The end of a block.</summary>
    public void Close(string tail = "")
    {
        _depth--;
        Line("}" + tail);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
