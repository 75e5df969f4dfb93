using System.Text;

namespace Kiln.LineEditor;

/// <content>
/// Completion of names. The first Tab inserts what all choices have in common; if that is nothing, the next one lists them below the input, which
/// is then shown anew.
/// </content>
public sealed partial class LineReader
{
    private const int ShownChoices = 200;

    private void Complete()
    {
        Completion completion = _assistant.Complete(_buffer.Text, _buffer.Cursor);
        if (completion.Choices.Count == 0)
        {
            return;
        }

        string written = _buffer.Text[completion.Start.._buffer.Cursor];
        string common = CommonPrefix(completion.Choices);
        if (common.Length > written.Length)
        {
            _buffer.Remove(completion.Start, _buffer.Cursor);
            _buffer.Insert(common);
        }
        else if (_previous == EditCommand.Complete && completion.Choices.Count > 1)
        {
            List(completion.Choices);
        }
    }

    private static string CommonPrefix(IReadOnlyList<string> choices)
    {
        string common = choices[0];
        foreach (string choice in choices)
        {
            common = common[..common.AsSpan().CommonPrefixLength(choice)];
        }

        return common;
    }

    private void List(IReadOnlyList<string> choices)
    {
        int shown = Math.Min(choices.Count, ShownChoices);
        int column = choices.Take(shown).Max(TextWidth.Of) + 2;
        int columns = Math.Max(1, (_terminal.Width - 1) / column);
        int rows = (shown + columns - 1) / columns;
        var output = new StringBuilder();
        for (int row = 0; row < rows; row++)
        {
            for (int i = row; i < shown; i += rows)
            {
                output.Append(choices[i]).Append(' ', i + rows < shown ? column - TextWidth.Of(choices[i]) : 0);
            }

            output.Append("\r\n");
        }

        if (shown < choices.Count)
        {
            output.Append($"... and {choices.Count - shown} more\r\n");
        }

        // Keys that came in a bunch have not been shown yet.
        Show();
        _painter.Leave();
        _terminal.Write(output.ToString());
    }
}
