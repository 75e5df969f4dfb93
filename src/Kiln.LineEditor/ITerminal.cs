namespace Kiln.LineEditor;

/// <summary>A screen that understands the usual escape sequences, and a keyboard.</summary>
public interface ITerminal
{
    /// <summary>Columns.</summary>
    int Width { get; }

    /// <summary>Rows.</summary>
    int Height { get; }

    /// <summary>Whether text may have looks.</summary>
    bool HasStyles { get; }

    /// <summary>Whether more input is there already, so that showing the state in between is a waste.</summary>
    bool HasInput { get; }

    /// <summary>From now on, keys arrive one by one and are not shown.</summary>
    void BeginEditing();

    /// <summary>Back to how the terminal was.</summary>
    void EndEditing();

    /// <summary>Waits for a key.</summary>
    Key Read();

    /// <summary>Sends characters and escape sequences to the screen.</summary>
    void Write(string text);
}
