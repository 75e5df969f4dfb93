namespace Kiln.LineEditor;

/// <content>The commands that change the buffer.</content>
public sealed partial class LineReader
{
    private void Run(EditCommand command)
    {
        switch (command)
        {
            case EditCommand.Accept or EditCommand.NewLine:
                _buffer.Insert("\n");
                break;
            case EditCommand.Complete:
                Complete();
                break;
            case EditCommand.Left:
                _buffer.MoveTo(_buffer.Left);
                break;
            case EditCommand.Right:
                _buffer.MoveTo(_buffer.Right);
                break;
            case EditCommand.WordLeft:
                _buffer.MoveTo(_buffer.WordLeft);
                break;
            case EditCommand.WordRight:
                _buffer.MoveTo(_buffer.WordRight);
                break;
            case EditCommand.LineStart:
                _buffer.MoveTo(_buffer.LineStart);
                break;
            case EditCommand.LineEnd:
                _buffer.MoveTo(_buffer.LineEnd);
                break;
            case EditCommand.Up when !_buffer.MoveLine(-1):
            case EditCommand.Older:
                Recall(-1);
                break;
            case EditCommand.Down when !_buffer.MoveLine(1):
            case EditCommand.Newer:
                Recall(1);
                break;
            case EditCommand.Search:
                StartSearch();
                break;
            case EditCommand.DeleteLeft:
                _buffer.Remove(_buffer.Left, _buffer.Cursor);
                break;
            case EditCommand.DeleteRight or EditCommand.DeleteOrLeave:
                _buffer.Remove(_buffer.Cursor, _buffer.Right);
                break;
            case EditCommand.CutWordLeft:
                Cut(_buffer.WordLeft, _buffer.Cursor);
                break;
            case EditCommand.CutWordRight:
                Cut(_buffer.Cursor, _buffer.WordRight);
                break;
            case EditCommand.CutToBlank:
                Cut(_buffer.BlankLeft, _buffer.Cursor);
                break;
            case EditCommand.CutToEnd:
                // At the end of a line, the line end itself.
                Cut(_buffer.Cursor, _buffer.Cursor == _buffer.LineEnd ? _buffer.Right : _buffer.LineEnd);
                break;
            case EditCommand.CutToStart:
                Cut(_buffer.LineStart, _buffer.Cursor);
                break;
            case EditCommand.Yank:
                _yankStart = _buffer.Cursor;
                _buffer.Insert(_killRing.Latest());
                break;
            case EditCommand.YankEarlier when _previous is EditCommand.Yank or EditCommand.YankEarlier:
                _buffer.Remove(_yankStart, _buffer.Cursor);
                _buffer.Insert(_killRing.Earlier());
                break;
            case EditCommand.Transpose:
                _buffer.Transpose();
                break;
            case EditCommand.Undo:
                _buffer.Undo();
                break;
            case EditCommand.ClearScreen:
                _terminal.Write("\e[H\e[2J");
                _painter.Restart();
                break;
        }
    }

    private void Cut(int from, int to)
    {
        bool before = to == _buffer.Cursor;
        bool continues = _previous is EditCommand.CutWordLeft or EditCommand.CutWordRight or EditCommand.CutToBlank or EditCommand.CutToEnd or EditCommand.CutToStart;
        _killRing.Add(_buffer.Remove(from, to), continues, before);
    }
}
