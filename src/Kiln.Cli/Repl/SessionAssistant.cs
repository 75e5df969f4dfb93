using Kiln.LineEditor;
using Kiln.Runtime;

namespace Kiln.Cli.Repl;

/// <summary>Tells the line editor what a language and the prompt's commands make of a text.</summary>
internal sealed class SessionAssistant(InteractiveSession session, ReplCommands commands) : IAssistant
{
    private const string Indentation = "    ";

    // Colours of a longer text help nobody and take time at every key.
    private const int LongestStyled = 20_000;

    public bool IsComplete(string text) => ReplCommands.IsComplete(session, text);

    public IReadOnlyList<StyledSpan> Style(string text)
    {
        int start = ReplCommands.ArgumentStart(text);
        if (text.Length > LongestStyled)
        {
            return [];
        }

        IEnumerable<StyledSpan> spans = session.Classify(text[start..]).Select(s => new StyledSpan(start + s.Span.Start, s.Span.Length, StyleOf(s.Class)));
        return start == 0 ? [.. spans] : [new StyledSpan(0, start, TextStyle.Keyword), .. spans];
    }

    public Completion Complete(string text, int position)
    {
        int argument = ReplCommands.ArgumentStart(text);
        if (argument > 0 && position <= argument && !text.AsSpan(0, position).ContainsAny(' ', '\n'))
        {
            return new Completion(0, Matching(commands.Names, text[..position]));
        }

        int start = position;
        while (start > argument && session.IsNamePart(text[start - 1]))
        {
            start--;
        }

        if (start == position)
        {
            int line = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
            bool isIndentation = string.IsNullOrWhiteSpace(text[line..position]);
            return new Completion(position, isIndentation ? [Indentation] : []);
        }

        bool isQuoted = Style(text).Any(s => s.Style is TextStyle.Text or TextStyle.Comment && s.Start < position && position <= s.Start + s.Length);
        return new Completion(start, isQuoted ? [] : Matching(session.Names(), text[start..position]));
    }

    private static List<string> Matching(IEnumerable<string> names, string prefix) =>
        [.. names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static TextStyle StyleOf(TokenClass tokenClass) => tokenClass switch
    {
        TokenClass.Keyword => TextStyle.Keyword,
        TokenClass.BoundName => TextStyle.Known,
        TokenClass.Number => TextStyle.Number,
        TokenClass.Text => TextStyle.Text,
        TokenClass.Comment => TextStyle.Comment,
        _ => TextStyle.Wrong,
    };
}
