using System.Globalization;
using System.Text;

namespace Kiln.Ruff.Library;

/// <summary>
/// Translates patterns in the style of RE2 to .NET's: groups are numbered from left to right whether they have names or not,
/// <c>$</c> is the very end, <c>(?P&lt;name&gt;...)</c>, <c>\x{...}</c> and <c>[[:alpha:]]</c> exist. For texts with characters
/// beyond 16 bits there is a wide translation, in which such a character is one character although it takes two UTF-16 units.
/// </summary>
internal sealed class RegexTranslator
{
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private const int MaximumDepth = 200;

    private readonly string _pattern;
    private readonly bool _wide;
    private readonly StringBuilder _output = new();
    private readonly List<string?> _groupNames = [null];
    private int _position;
    private bool _multiline;
    private bool _extended;

    private RegexTranslator(string pattern, bool wide)
    {
        _pattern = pattern;
        _wide = wide;
    }

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">The pattern as programs write it.</param>
    /// <param name="wide">Whether characters beyond 16 bits must count as one.</param>
    /// <param name="translated">The pattern for .NET.</param>
    /// <param name="groupNames">The names of the groups by number; null for groups without one.</param>
    /// <returns>False if the pattern is invalid; some invalid patterns are left for .NET to find.</returns>
    public static bool TryTranslate(string pattern, bool wide, out string translated, out string?[] groupNames)
    {
        var translator = new RegexTranslator(pattern, wide);
        bool isValid = translator.TryAlternatives(0) && translator._position == pattern.Length;
        translated = translator._output.ToString();
        groupNames = [.. translator._groupNames];
        return isValid;
    }

    private bool TryAlternatives(int depth)
    {
        bool multiline = _multiline;
        bool extended = _extended;
        bool isValid = depth < MaximumDepth;
        while (isValid && _position < _pattern.Length && _pattern[_position] != ')')
        {
            isValid = TryItem(depth);
        }

        // Flags hold until the end of the group they stand in.
        _multiline = multiline;
        _extended = extended;
        return isValid;
    }

    private bool TryItem(int depth)
    {
        char c = _pattern[_position];
        switch (c)
        {
            case '(':
                return TryGroup(depth);
            case '[':
                return RegexClass.TryTranslate(_pattern, ref _position, _wide, _extended, _output);
            case '\\':
                return TryEscape();
            case '$':
                _output.Append(_multiline ? "$" : @"\z");
                break;
            case '.' when _wide:
                _output.Append("(?:").Append(Pair).Append("|.)");
                break;
            case '#' when _extended:
                while (_position < _pattern.Length && _pattern[_position] != '\n')
                {
                    _position++;
                }

                return true;
            default:
                if (_extended && char.IsWhiteSpace(c))
                {
                    break;
                }

                AppendLiteral(c);
                return true;
        }

        _position++;
        return true;
    }

    private void AppendLiteral(char c)
    {
        _position++;
        if (char.IsHighSurrogate(c) && _position < _pattern.Length && char.IsLowSurrogate(_pattern[_position]))
        {
            _output.Append("(?:").Append(c).Append(_pattern[_position++]).Append(')');
        }
        else
        {
            _output.Append(c);
        }
    }

    private bool TryGroup(int depth)
    {
        _position++;
        if (!StartsWith("?"))
        {
            _groupNames.Add(null);
            _output.Append('(');
            return TryGroupBody(depth);
        }

        if (StartsWith("?P<") || (StartsWith("?<") && !StartsWith("?<=") && !StartsWith("?<!")))
        {
            int start = _pattern.IndexOf('<', _position) + 1;
            int end = _pattern.IndexOf('>', start);
            if (end <= start || !IsName(_pattern.AsSpan(start, end - start)) || _groupNames.Contains(_pattern[start..end]))
            {
                return false;
            }

            _groupNames.Add(_pattern[start..end]);
            _position = end + 1;
            _output.Append('(');
            return TryGroupBody(depth);
        }

        return TryFlags(depth);
    }

    private bool TryGroupBody(int depth)
    {
        if (!TryAlternatives(depth + 1) || _position >= _pattern.Length)
        {
            return false;
        }

        _position++;
        _output.Append(')');
        return true;
    }

    /// <summary>The part after <c>(</c> in <c>(?im-s)</c> and <c>(?im-s:...)</c>.</summary>
    private bool TryFlags(int depth)
    {
        bool multiline = _multiline;
        bool extended = _extended;
        bool value = true;
        string on = string.Empty;
        string off = string.Empty;
        for (_position++; _position < _pattern.Length; _position++)
        {
            char c = _pattern[_position];
            switch (c)
            {
                case '-' when value:
                    value = false;
                    continue;
                case 'u' when value:
                    continue;
                case 'x':
                    extended = value;
                    continue;
                case 'i' or 's' or 'm':
                    multiline = c == 'm' ? value : multiline;
                    on += value ? c : string.Empty;
                    off += value ? string.Empty : c;
                    continue;
                case ')' or ':':
                    break;
                default:
                    return false;
            }

            _position++;
            string flags = off.Length > 0 ? on + "-" + off : on;
            if (c == ')')
            {
                _multiline = multiline;
                _extended = extended;
                _output.Append(flags.Length > 0 ? "(?" + flags + ")" : string.Empty);
                return true;
            }

            (bool oldMultiline, bool oldExtended) = (_multiline, _extended);
            (_multiline, _extended) = (multiline, extended);
            _output.Append("(?").Append(flags).Append(':');
            bool isValid = TryGroupBody(depth);
            (_multiline, _extended) = (oldMultiline, oldExtended);
            return isValid;
        }

        return false;
    }

    private bool TryEscape()
    {
        if (RegexClass.TryCodePointEscape(_pattern, ref _position, out int codePoint))
        {
            string text = codePoint is >= 0xD800 and <= 0xDFFF ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint);
            _output.Append("(?:");
            foreach (char c in text)
            {
                _output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }

            _output.Append(')');
            return true;
        }

        if (_position + 1 >= _pattern.Length)
        {
            return false;
        }

        char next = _pattern[_position + 1];
        switch (next)
        {
            case 'A' or 'z' or 'b' or 'B':
                _output.Append('\\').Append(next);
                _position += 2;
                return true;
            case 'd' or 'w' or 's' or 'D' or 'W' or 'S' or 'p' or 'P':
                if (!RegexClass.TryClassEscape(_pattern, ref _position, out string name))
                {
                    return false;
                }

                bool negated = char.IsUpper(next);
                _output.Append(_wide && negated ? "(?:" + Pair + "|" + name + ")" : name);
                return true;
            default:
                return false;
        }
    }

    private bool StartsWith(string text) => string.CompareOrdinal(_pattern, _position, text, 0, text.Length) == 0;

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return !char.IsDigit(name[0]);
    }
}
