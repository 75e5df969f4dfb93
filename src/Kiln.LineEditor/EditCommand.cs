namespace Kiln.LineEditor;

/// <summary>What a key does.</summary>
public enum EditCommand : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Ends the input if it is complete, else starts a line.</summary>
    Accept,

    /// <summary>Starts a line.</summary>
    NewLine,

    /// <summary>Drops the input.</summary>
    Cancel,

    /// <summary>Deletes to the right; leaves if there is nothing at all.</summary>
    DeleteOrLeave,

    /// <summary>Completes the name before the cursor.</summary>
    Complete,

    /// <summary>One character to the left.</summary>
    Left,

    /// <summary>One character to the right.</summary>
    Right,

    /// <summary>One word to the left.</summary>
    WordLeft,

    /// <summary>One word to the right.</summary>
    WordRight,

    /// <summary>To the start of the line.</summary>
    LineStart,

    /// <summary>To the end of the line.</summary>
    LineEnd,

    /// <summary>One line up; from the first one, to the older input that starts like this one.</summary>
    Up,

    /// <summary>One line down; from the last one, to the newer input.</summary>
    Down,

    /// <summary>Older input that starts like this one.</summary>
    Older,

    /// <summary>Newer input that starts like this one.</summary>
    Newer,

    /// <summary>Searches older inputs while a text is typed.</summary>
    Search,

    /// <summary>Deletes the character before the cursor.</summary>
    DeleteLeft,

    /// <summary>Deletes the character behind the cursor.</summary>
    DeleteRight,

    /// <summary>Cuts the word before the cursor.</summary>
    CutWordLeft,

    /// <summary>Cuts the word behind the cursor.</summary>
    CutWordRight,

    /// <summary>Cuts back to the last blank.</summary>
    CutToBlank,

    /// <summary>Cuts to the end of the line.</summary>
    CutToEnd,

    /// <summary>Cuts to the start of the line.</summary>
    CutToStart,

    /// <summary>Inserts what was cut last.</summary>
    Yank,

    /// <summary>Replaces what was just inserted by what was cut before it.</summary>
    YankEarlier,

    /// <summary>Swaps the two characters around the cursor.</summary>
    Transpose,

    /// <summary>Takes back the last change.</summary>
    Undo,

    /// <summary>Clears the screen and shows the input again.</summary>
    ClearScreen,
}
