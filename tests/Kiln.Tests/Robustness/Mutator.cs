using System.Text;

namespace Kiln.Tests.Robustness;

/// <summary>Damages programs; the same seed damages the same way.</summary>
/// <param name="corpus">The texts that mutants are made of.</param>
/// <param name="seed">Decides everything.</param>
internal sealed class Mutator(IReadOnlyList<string> corpus, int seed)
{
    private const int MostDamages = 4;
    private const int LongestPiece = 200;

    // So many of the tokens, from the first, can stand for a number.
    private const int Values = 12;

    // What tends to bring code to its limits.
    private static readonly string[] s_tokens =
    [
        "9223372036854775807", "-1", "0", "1.5", "99999999999999999999", "null", "\"\"", "\"\ud83d\ude00\"", "[]", "{}", "self", "None",
        "(", ")", "[", "]", "{", "}", "${", "}\"", "\"", "/*", "*/", "#", "...", "::", "?.", "?", "??", "|>", ":=", ";", ",", ".",
        "yield ", "await ", "async ", "func* ", "return ", "break ", "continue ", "throw(\"x\")", "spawn { ", "try { ", " except e { }",
        "match x { case ", "loop { ", "for i in ", "let ", "const ", "export ", "import ", "struct ", "enum ", "range(0, 1000000000000)",
        "repeat(\"x\", 1000000000000)", "to_json(", "len(", "\0", "\r", "\u2028", "\ufeff",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A damaged copy of a program.</summary>
    public string Mutate(string program)
    {
        int damages = 1 + Below(MostDamages);
        for (int i = 0; i < damages; i++)
        {
            program = Damage(program);
        }

        // Damage may split surrogate pairs; programs come from files, where such halves cannot be.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(program));
    }

    private string Damage(string text) => Below(9) switch
    {
        0 => FlipByte(text),
        1 => Cut(text),
        2 => Double(text),
        3 => SwapLines(text),
        4 => Insert(text, s_tokens[Below(s_tokens.Length)]),
        5 => ReplaceNumber(text),
        6 => Insert(text, Piece(corpus[Below(corpus.Count)])),
        7 => ReplaceName(text),
        _ => text[..Below(text.Length + 1)],
    };

    private string FlipByte(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0)
        {
            bytes[Below(bytes.Length)] ^= (byte)(1 << Below(8));
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private (int Start, int Length) Range(string text)
    {
        int start = Below(text.Length + 1);
        return (start, Below(Math.Min(LongestPiece, text.Length - start) + 1));
    }

    private string Piece(string text)
    {
        (int start, int length) = Range(text);
        return text.Substring(start, length);
    }

    private string Cut(string text)
    {
        (int start, int length) = Range(text);
        return text.Remove(start, length);
    }

    private string Double(string text)
    {
        (int start, int length) = Range(text);
        return text.Insert(start, text.Substring(start, length));
    }

    private string Insert(string text, string piece) => text.Insert(Below(text.Length + 1), piece);

    private string SwapLines(string text)
    {
        string[] lines = text.Split('\n');
        int first = Below(lines.Length);
        int second = Below(lines.Length);
        (lines[first], lines[second]) = (lines[second], lines[first]);
        return string.Join('\n', lines);
    }

    private string ReplaceNumber(string text) => Replace(text, char.IsAsciiDigit, static (mutator, _) => s_tokens[mutator.Below(Values)]);

    // By another word of the same program: this stays closer to something that runs than any other damage.
    private string ReplaceName(string text) =>
        Replace(text, char.IsAsciiLetter, static (mutator, t) => Word(t, mutator.Below(t.Length), char.IsAsciiLetter).Text);

    private string Replace(string text, Func<char, bool> isPart, Func<Mutator, string, string> replacement)
    {
        (int start, string old) = Word(text, Below(text.Length + 1), isPart);
        return text.Remove(start, old.Length).Insert(start, old.Length == 0 ? "" : replacement(this, text));
    }

    private static (int Start, string Text) Word(string text, int from, Func<char, bool> isPart)
    {
        int start = from;
        while (start < text.Length && !isPart(text[start]))
        {
            start++;
        }

        int end = start;
        while (end < text.Length && isPart(text[end]))
        {
            end++;
        }

        return (start, text[start..end]);
    }

    // Seeded on purpose.
#pragma warning disable CA5394
    private int Below(int limit) => _random.Next(limit);
#pragma warning restore CA5394
}
