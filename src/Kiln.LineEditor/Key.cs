namespace Kiln.LineEditor;

/// <summary>What kind of key was pressed.</summary>
public enum KeyCode : byte
{
    /// <summary>A character: its text is in the key. With the control modifier the text is the letter, in lower case.</summary>
    Character,

    /// <summary>Enter.</summary>
    Enter,

    /// <summary>Tabulator.</summary>
    Tab,

    /// <summary>The key that deletes to the left.</summary>
    Backspace,

    /// <summary>The key that deletes to the right.</summary>
    Delete,

    /// <summary>Arrow.</summary>
    Left,

    /// <summary>Arrow.</summary>
    Right,

    /// <summary>Arrow.</summary>
    Up,

    /// <summary>Arrow.</summary>
    Down,

    /// <summary>To the start.</summary>
    Home,

    /// <summary>To the end.</summary>
    End,

    /// <summary>Escape alone.</summary>
    Escape,

    /// <summary>Text that was pasted, as a whole.</summary>
    Paste,

    /// <summary>No key: the terminal has a new size.</summary>
    Resize,

    /// <summary>No key: the terminal is gone.</summary>
    EndOfInput,

    /// <summary>A key that nobody uses.</summary>
    Unknown,
}

/// <summary>Keys that are held down together with another.</summary>
[Flags]
public enum KeyModifiers : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Control.</summary>
    Control = 1,

    /// <summary>Alt, or Escape before the key.</summary>
    Alt = 2,
}

/// <summary>One key press as the editor sees it.</summary>
/// <param name="Code">The kind.</param>
/// <param name="Text">The character, or the pasted text.</param>
/// <param name="Modifiers">What was held down.</param>
public readonly record struct Key(KeyCode Code, string Text = "", KeyModifiers Modifiers = KeyModifiers.None)
{
    /// <summary>A character without modifiers.</summary>
    public static Key Typed(string text) => new(KeyCode.Character, text);

    /// <summary>A character with the control key.</summary>
    public static Key Control(char letter) => new(KeyCode.Character, letter.ToString(), KeyModifiers.Control);

    /// <summary>The same key with Alt.</summary>
    public Key WithAlt() => this with { Modifiers = Modifiers | KeyModifiers.Alt };
}
