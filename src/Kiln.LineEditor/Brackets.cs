namespace Kiln.LineEditor;

/// <summary>Finds the partner of a bracket. Brackets in quoted text and remarks are no brackets; which those are, their look tells.</summary>
internal static class Brackets
{
    private const string Opening = "([{";
    private const string Closing = ")]}";

    /// <summary>The pair that the cursor touches: the bracket before it, else the one behind it.</summary>
    /// <returns>The positions of both, or null.</returns>
    public static (int First, int Second)? Touched(string text, int cursor, TextStyle[] styles)
    {
        for (int position = cursor - 1; position <= cursor; position++)
        {
            if (position >= 0 && position < text.Length && Counts(styles[position]) && Partner(text, position, styles) is { } partner)
            {
                return (position, partner);
            }
        }

        return null;
    }

    private static int? Partner(string text, int position, TextStyle[] styles)
    {
        int direction = Opening.Contains(text[position]) ? 1 : Closing.Contains(text[position]) ? -1 : 0;
        if (direction == 0)
        {
            return null;
        }

        var open = new Stack<char>();
        for (int i = position; i >= 0 && i < text.Length; i += direction)
        {
            if (!Counts(styles[i]))
            {
                continue;
            }

            char c = text[i];
            if ((direction > 0 ? Opening : Closing).Contains(c))
            {
                open.Push(c);
            }
            else if ((direction > 0 ? Closing : Opening).Contains(c))
            {
                char other = open.Pop();
                bool fits = direction > 0 ? Opening.IndexOf(other) == Closing.IndexOf(c) : Closing.IndexOf(other) == Opening.IndexOf(c);
                if (!fits || open.Count == 0)
                {
                    return fits ? i : null;
                }
            }
        }

        return null;
    }

    private static bool Counts(TextStyle style) => style is not (TextStyle.Text or TextStyle.Comment);
}
