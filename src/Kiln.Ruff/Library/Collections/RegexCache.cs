using System.Text.RegularExpressions;

namespace Kiln.Ruff.Library;

/// <summary>A pattern that is ready to run.</summary>
/// <param name="Regex">The automaton.</param>
/// <param name="GroupNames">The names of the groups by number; null for groups without one.</param>
internal sealed record CompiledRegex(Regex Regex, string?[] GroupNames);

/// <summary>The patterns that an engine used lately. Only loaded when a program uses regular expressions.</summary>
internal sealed class RegexCache
{
    private const int Capacity = 256;
    private readonly Dictionary<(string Pattern, bool Wide), CompiledRegex?> _patterns = [];

    /// <summary>The compiled form of a pattern.</summary>
    /// <param name="pattern">The pattern as programs write it.</param>
    /// <param name="wide">Whether the text has characters beyond 16 bits.</param>
    /// <returns>Null if the pattern is invalid.</returns>
    public CompiledRegex? Find(string pattern, bool wide)
    {
        lock (_patterns)
        {
            if (_patterns.TryGetValue((pattern, wide), out CompiledRegex? compiled))
            {
                return compiled;
            }

            if (_patterns.Count >= Capacity)
            {
                _patterns.Clear();
            }

            compiled = Compile(pattern, wide);
            _patterns.Add((pattern, wide), compiled);
            return compiled;
        }
    }

    private static CompiledRegex? Compile(string pattern, bool wide)
    {
        if (!RegexTranslator.TryTranslate(pattern, wide, out string translated, out string?[] groupNames))
        {
            return null;
        }

        try
        {
            // Without backtracking the time is linear in the text, whatever the pattern.
            return new CompiledRegex(new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), groupNames);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
