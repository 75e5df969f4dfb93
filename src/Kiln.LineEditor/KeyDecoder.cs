using System.Text;

namespace Kiln.LineEditor;

/// <summary>
/// Makes keys of the characters that a terminal sends.
/// <para>
/// A terminal sends most keys as what they print, control keys as characters below 32, and the rest as escape sequences: the left arrow is
/// <c>ESC [ D</c>, with the control key <c>ESC [ 1 ; 5 D</c>. The Escape key alone sends the same character that starts a sequence; only the pause
/// behind it tells them apart. Pasted text arrives between <c>ESC [ 200 ~</c> and <c>ESC [ 201 ~</c>.
/// </para>
/// </summary>
internal sealed class KeyDecoder
{
    /// <summary>In place of a character: the input has ended.</summary>
    public const int EndOfInput = -1;

    /// <summary>In place of a character: nothing came for a moment.</summary>
    public const int Pause = -2;

    /// <summary>In place of a character: the terminal has a new size.</summary>
    public const int Resize = -3;

    private const char Escape = '\e';
    private const char Rubout = '\x7f';
    private const string PasteEnd = "\e[201~";

    // Longer sequences are no keys; what follows is not swallowed with them.
    private const int LongestSequence = 32;

    private readonly Func<bool, int> _next;

    /// <summary>A decoder of a source.</summary>
    /// <param name="next">The next UTF-16 unit, or one of the constants above. The argument tells whether to wait only for a moment.</param>
    public KeyDecoder(Func<bool, int> next) => _next = next;

    /// <summary>Waits for the next key.</summary>
    public Key Read()
    {
        int c = _next(false);
        return c switch
        {
            EndOfInput => new Key(KeyCode.EndOfInput),
            Resize => new Key(KeyCode.Resize),
            < 0 => new Key(KeyCode.Unknown),
            Escape => AfterEscape(),
            _ => Plain((char)c),
        };
    }

    private Key Plain(char c)
    {
        switch (c)
        {
            case '\r' or '\n':
                return new Key(KeyCode.Enter);
            case '\t':
                return new Key(KeyCode.Tab);
            case '\b' or Rubout:
                return new Key(KeyCode.Backspace);
            case < ' ':
                return Key.Control(char.ToLowerInvariant((char)(c + '@')));
        }

        if (!char.IsHighSurrogate(c))
        {
            return Key.Typed(char.IsLowSurrogate(c) ? "\uFFFD" : c.ToString());
        }

        int low = _next(true);
        return Key.Typed(low >= 0 && char.IsLowSurrogate((char)low) ? string.Concat([c, (char)low]) : "\uFFFD");
    }

    private Key AfterEscape()
    {
        int c = _next(true);
        return c switch
        {
            < 0 => new Key(KeyCode.Escape),
            '[' => Sequence(),
            'O' => FinalOnly(_next(true)),
            Escape => new Key(KeyCode.Escape),
            _ => Plain((char)c).WithAlt(),
        };
    }

    // ESC O and a letter: arrows and so on while the terminal is in application mode.
    private static Key FinalOnly(int final) => final < 0 ? Key.Typed("O").WithAlt() : Named((char)final, KeyModifiers.None);

    private Key Sequence()
    {
        var parameters = new StringBuilder();
        for (int i = 0; i < LongestSequence; i++)
        {
            int c = _next(true);
            if (c < 0)
            {
                return parameters.Length == 0 ? Key.Typed("[").WithAlt() : new Key(KeyCode.Unknown);
            }

            if (c is >= '@' and <= '~')
            {
                return Interpret(parameters.ToString(), (char)c);
            }

            parameters.Append((char)c);
        }

        return new Key(KeyCode.Unknown);
    }

    private Key Interpret(string parameters, char final)
    {
        string[] numbers = parameters.Split(';');
        KeyModifiers modifiers = numbers.Length > 1 && int.TryParse(numbers[1], out int code) ? ModifiersOf(code) : KeyModifiers.None;
        if (final != '~')
        {
            return Named(final, modifiers);
        }

        return numbers[0] switch
        {
            "200" => Paste(),
            "1" or "7" => new Key(KeyCode.Home, "", modifiers),
            "4" or "8" => new Key(KeyCode.End, "", modifiers),
            "3" => new Key(KeyCode.Delete, "", modifiers),
            _ => new Key(KeyCode.Unknown),
        };
    }

    private static Key Named(char final, KeyModifiers modifiers) => final switch
    {
        'A' => new Key(KeyCode.Up, "", modifiers),
        'B' => new Key(KeyCode.Down, "", modifiers),
        'C' => new Key(KeyCode.Right, "", modifiers),
        'D' => new Key(KeyCode.Left, "", modifiers),
        'H' => new Key(KeyCode.Home, "", modifiers),
        'F' => new Key(KeyCode.End, "", modifiers),
        'M' => new Key(KeyCode.Enter, "", modifiers),
        _ => new Key(KeyCode.Unknown),
    };

    // One more than a sum of 1 for shift, 2 for Alt, 4 for control.
    private static KeyModifiers ModifiersOf(int code) =>
        (((code - 1) & 2) != 0 ? KeyModifiers.Alt : KeyModifiers.None) | (((code - 1) & 4) != 0 ? KeyModifiers.Control : KeyModifiers.None);

    private Key Paste()
    {
        var text = new StringBuilder();
        while (true)
        {
            int c = _next(false);
            if (c == EndOfInput)
            {
                break;
            }

            if (c < 0)
            {
                continue;
            }

            text.Append((char)c);
            if (c == '~' && EndsWith(text, PasteEnd))
            {
                text.Length -= PasteEnd.Length;
                break;
            }
        }

        return new Key(KeyCode.Paste, text.ToString().ReplaceLineEndings("\n"));
    }

    private static bool EndsWith(StringBuilder text, string end)
    {
        if (text.Length < end.Length)
        {
            return false;
        }

        for (int i = 0; i < end.Length; i++)
        {
            if (text[text.Length - end.Length + i] != end[i])
            {
                return false;
            }
        }

        return true;
    }
}
