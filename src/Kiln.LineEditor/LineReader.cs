namespace Kiln.LineEditor;

/// <summary>How the reading of an input ended.</summary>
public enum ReadOutcome : byte
{
    /// <summary>There is an input.</summary>
    Input,

    /// <summary>The user dropped it.</summary>
    Cancelled,

    /// <summary>The user, or the terminal, has left.</summary>
    End,
}

/// <summary>What came of reading an input.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Text">The input, or what was dropped.</param>
public readonly record struct ReadResult(ReadOutcome Outcome, string Text);

/// <summary>
/// Reads inputs of one or more lines from a terminal and lets the user edit them.
/// <para>
/// It is a loop: read a key, find its command in <see cref="KeyBindings"/>, change the buffer, show the buffer. What the text means
/// (whether it is complete, how it looks, what a name can become) it asks its <see cref="IAssistant"/>.
/// </para>
/// </summary>
public sealed partial class LineReader
{
    private readonly ITerminal _terminal;
    private readonly IAssistant _assistant;
    private readonly History _history;
    private readonly EditBuffer _buffer = new();
    private readonly KillRing _killRing = new();
    private readonly Painter _painter;
    private string _prompt = "";
    private string _continuation = "";
    private EditCommand _previous;
    private int _yankStart;

    /// <summary>A reader.</summary>
    /// <param name="terminal">Screen and keyboard.</param>
    /// <param name="assistant">Who knows what the text means.</param>
    /// <param name="history">Earlier inputs; new ones are noted in it.</param>
    public LineReader(ITerminal terminal, IAssistant assistant, History history)
    {
        _terminal = terminal;
        _assistant = assistant;
        _history = history;
        _painter = new Painter(terminal);
    }

    /// <summary>Reads one input.</summary>
    /// <param name="prompt">Shown before its first line.</param>
    /// <param name="continuation">Shown before its other lines.</param>
    public ReadResult Read(string prompt, string continuation)
    {
        _prompt = prompt;
        _continuation = continuation;
        _buffer.Clear();
        _previous = EditCommand.None;
        StartRecall();
        _painter.Restart();
        _terminal.BeginEditing();
        try
        {
            return Edit();
        }
        finally
        {
            _terminal.EndEditing();
        }
    }

    private ReadResult Edit()
    {
        Show();
        while (true)
        {
            Key key = _terminal.Read();
            if (IsSearching && OnSearchKey(key))
            {
                ShowUnlessMoreComes();
                continue;
            }

            switch (key.Code)
            {
                case KeyCode.EndOfInput:
                    return Finish(ReadOutcome.End);
                case KeyCode.Resize:
                    _painter.OnResize();
                    break;
                case KeyCode.Paste:
                    _buffer.Insert(key.Text);
                    _previous = EditCommand.None;
                    break;
                default:
                    EditCommand command = KeyBindings.Find(key);
                    if (command == EditCommand.None && key is { Code: KeyCode.Character, Modifiers: KeyModifiers.None })
                    {
                        _buffer.Insert(key.Text, isTyped: true);
                    }

                    if (EndsReading(command) is { } outcome)
                    {
                        return Finish(outcome);
                    }

                    Run(command);
                    _previous = command;
                    break;
            }

            ShowUnlessMoreComes();
        }
    }

    private ReadOutcome? EndsReading(EditCommand command) => command switch
    {
        EditCommand.Accept when _assistant.IsComplete(_buffer.Text) => ReadOutcome.Input,
        EditCommand.Cancel => ReadOutcome.Cancelled,
        EditCommand.DeleteOrLeave when _buffer.Text.Length == 0 => ReadOutcome.End,
        _ => null,
    };

    private ReadResult Finish(ReadOutcome outcome)
    {
        string text = _buffer.Text;
        // The whole input stays on the screen, without marks that only help while editing.
        _buffer.MoveTo(text.Length);
        _painter.Show(MakeLayout(marks: false));
        if (outcome == ReadOutcome.Cancelled)
        {
            _terminal.Write("^C");
        }

        _painter.Leave();
        if (outcome == ReadOutcome.Input)
        {
            _history.Add(text);
        }

        return new ReadResult(outcome, text);
    }

    private void ShowUnlessMoreComes()
    {
        if (!_terminal.HasInput)
        {
            Show();
        }
    }

    private void Show() => _painter.Show(MakeLayout());

    private Layout MakeLayout(bool marks = true)
    {
        if (IsSearching && marks)
        {
            return SearchLayout();
        }

        TextStyle[] styles = StylesOf(_buffer.Text);
        if (marks && Brackets.Touched(_buffer.Text, _buffer.Cursor, styles) is { } pair)
        {
            styles[pair.First] = TextStyle.Match;
            styles[pair.Second] = TextStyle.Match;
        }

        return Layout.Of(_prompt, _continuation, _buffer.Text, _buffer.Cursor, styles, _terminal.Width, _terminal.HasStyles);
    }

    private TextStyle[] StylesOf(string text)
    {
        var styles = new TextStyle[text.Length];
        foreach (StyledSpan span in _assistant.Style(text))
        {
            styles.AsSpan(span.Start, span.Length).Fill(span.Style);
        }

        return styles;
    }
}
