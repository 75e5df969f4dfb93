using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kiln.Ruff.Library;

/// <summary>
/// A replacement text, parsed: <c>$1</c>, <c>$name</c> and <c>${name}</c> stand for groups, <c>$$</c> for a dollar sign. Groups
/// that do not exist or took no part in the match are empty.
/// </summary>
internal sealed class RegexReplacement
{
    private readonly List<(string Literal, int Group)> _parts = [];

    /// <summary>Parses a replacement text.</summary>
    public RegexReplacement(string text, string?[] groupNames)
    {
        var literal = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                literal.Append(text[i]);
                continue;
            }

            if (text[i + 1] == '$')
            {
                literal.Append('$');
                i++;
                continue;
            }

            bool braced = text[i + 1] == '{';
            int start = i + (braced ? 2 : 1);
            int end = start;
            while (end < text.Length && (braced ? text[end] != '}' : char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            if (end == start || (braced && end == text.Length))
            {
                literal.Append('$');
                continue;
            }

            _parts.Add((literal.ToString(), FindGroup(text[start..end], groupNames)));
            literal.Clear();
            i = braced ? end : end - 1;
        }

        _parts.Add((literal.ToString(), -1));
    }

    /// <summary>Whether the replacement refers to no group.</summary>
    public bool IsLiteral => _parts.Count == 1;

    /// <summary>The text, if it refers to no group.</summary>
    public string Literal => _parts[0].Literal;

    /// <summary>Appends the replacement of a match.</summary>
    public void Append(StringBuilder builder, Match match)
    {
        foreach ((string literal, int group) in _parts)
        {
            builder.Append(literal);
            if (group >= 0)
            {
                builder.Append(match.Groups[group].ValueSpan);
            }
        }
    }

    private static int FindGroup(string name, string?[] groupNames)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number < groupNames.Length ? number : -1;
        }

        return Array.IndexOf(groupNames, name);
    }
}
