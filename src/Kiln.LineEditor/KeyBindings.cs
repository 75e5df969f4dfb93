namespace Kiln.LineEditor;

/// <summary>Which key does what: one row per command, in the notation of Emacs (C- for control, M- for Alt).</summary>
public static class KeyBindings
{
    private static readonly Dictionary<Key, EditCommand> s_commands = [];

    static KeyBindings()
    {
        foreach (KeyBinding row in All)
        {
            foreach (string name in row.Keys.Split(' '))
            {
                s_commands.Add(Parse(name), row.Command);
            }
        }
    }

    /// <summary>All rows.</summary>
    public static IReadOnlyList<KeyBinding> All { get; } =
    [
        new("Enter", EditCommand.Accept, "end the input; if something is still open, start a line"),
        new("M-Enter", EditCommand.NewLine, "start a line in any case"),
        new("C-c", EditCommand.Cancel, "drop the input"),
        new("C-d", EditCommand.DeleteOrLeave, "delete the character behind the cursor; leave if there is no input"),
        new("Tab", EditCommand.Complete, "complete the name before the cursor; once more to list all choices"),
        new("Left C-b", EditCommand.Left, "one character to the left"),
        new("Right C-f", EditCommand.Right, "one character to the right"),
        new("C-Left M-b M-Left", EditCommand.WordLeft, "one word to the left"),
        new("C-Right M-f M-Right", EditCommand.WordRight, "one word to the right"),
        new("Home C-a", EditCommand.LineStart, "to the start of the line"),
        new("End C-e", EditCommand.LineEnd, "to the end of the line"),
        new("Up", EditCommand.Up, "one line up; in the first line, the older input that starts like what was typed"),
        new("Down", EditCommand.Down, "one line down; in the last line, the newer one"),
        new("C-p", EditCommand.Older, "the older input that starts like what was typed"),
        new("C-n", EditCommand.Newer, "the newer one"),
        new("C-r", EditCommand.Search, "search older inputs for a text; again for the next one, C-s back, C-g to give up"),
        new("Backspace", EditCommand.DeleteLeft, "delete the character before the cursor"),
        new("Delete", EditCommand.DeleteRight, "delete the character behind the cursor"),
        new("M-Backspace", EditCommand.CutWordLeft, "cut the word before the cursor"),
        new("M-d C-Delete", EditCommand.CutWordRight, "cut the word behind the cursor"),
        new("C-w", EditCommand.CutToBlank, "cut back to the last blank"),
        new("C-k", EditCommand.CutToEnd, "cut to the end of the line"),
        new("C-u", EditCommand.CutToStart, "cut to the start of the line"),
        new("C-y", EditCommand.Yank, "insert what was cut last"),
        new("M-y", EditCommand.YankEarlier, "right after C-y: what was cut before it"),
        new("C-t", EditCommand.Transpose, "swap the two characters around the cursor"),
        new("C-_ C-z", EditCommand.Undo, "take back the last change"),
        new("C-l", EditCommand.ClearScreen, "clear the screen"),
    ];

    /// <summary>What a key does; <see cref="EditCommand.None"/> if it only types.</summary>
    public static EditCommand Find(Key key) => s_commands.GetValueOrDefault(key);

    private static Key Parse(string name)
    {
        KeyModifiers modifiers = KeyModifiers.None;
        if (name.StartsWith("C-", StringComparison.Ordinal))
        {
            (name, modifiers) = (name[2..], KeyModifiers.Control);
        }
        else if (name.StartsWith("M-", StringComparison.Ordinal))
        {
            (name, modifiers) = (name[2..], KeyModifiers.Alt);
        }

        return name.Length == 1 ? new Key(KeyCode.Character, name, modifiers) : new Key(Enum.Parse<KeyCode>(name), "", modifiers);
    }
}

/// <summary>A command and its keys.</summary>
/// <param name="Keys">The keys, separated by blanks.</param>
/// <param name="Command">What they do.</param>
/// <param name="Explanation">The same for people.</param>
public sealed record KeyBinding(string Keys, EditCommand Command, string Explanation);
