using System.Text;
using System.Text.RegularExpressions;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Regular expressions. An invalid pattern matches nothing.</summary>
internal static class RegexBuiltins
{
    private const int PollInterval = 1 << 8;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("regex_match", 2, 2, IsMatch, BuiltinTraits.Borrows, "regex_match(text, pattern): whether the pattern matches somewhere"),
        new("regex_find_all", 2, 2, FindAll, BuiltinTraits.Borrows, "regex_find_all(text, pattern): all matches"),
        new("regex_replace", 3, 3, Replace, BuiltinTraits.Borrows, "regex_replace(text, pattern, replacement): the text with all matches replaced; $1 and ${name} stand for groups"),
        new("regex_split", 2, 2, Split, BuiltinTraits.Borrows, "regex_split(text, pattern): the parts between the matches"),
    ];

    private static Value IsMatch(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryTexts(context, "regex_match", arguments, out string text, out CompiledRegex? compiled))
        {
            return Value.Abnormal;
        }

        return Value.FromBool(compiled is not null && compiled.Regex.IsMatch(text));
    }

    private static Value FindAll(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryTexts(context, "regex_find_all", arguments, out string text, out CompiledRegex? compiled))
        {
            return Value.Abnormal;
        }

        var result = new ArrayObject();
        if (compiled is null)
        {
            return new Value(result);
        }

        int end = -1;
        int steps = 0;
        foreach (ValueMatch match in compiled.Regex.EnumerateMatches(text))
        {
            if (++steps % PollInterval == 0 && context.Poll())
            {
                return Value.Abnormal;
            }

            if (Counts(text, match.Index, match.Length, ref end))
            {
                result.Add(Value.FromString(text.Substring(match.Index, match.Length)));
            }
        }

        return new Value(result);
    }

    private static Value Replace(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[2].IsString)
        {
            return context.Fail("regex_replace() requires string arguments");
        }

        if (!TryTexts(context, "regex_replace", arguments, out string text, out CompiledRegex? compiled))
        {
            return Value.Abnormal;
        }

        if (compiled is null)
        {
            return arguments[0];
        }

        var replacement = new RegexReplacement(arguments[2].AsString.ToString(), compiled.GroupNames);
        var builder = new StringBuilder(text.Length);
        int copied = 0;
        int end = -1;
        int steps = 0;
        if (replacement.IsLiteral)
        {
            foreach (ValueMatch match in compiled.Regex.EnumerateMatches(text))
            {
                if (!MayContinue(context, builder, ++steps))
                {
                    return Value.Abnormal;
                }

                if (Counts(text, match.Index, match.Length, ref end))
                {
                    builder.Append(text, copied, match.Index - copied).Append(replacement.Literal);
                    copied = end;
                }
            }
        }
        else
        {
            for (Match match = compiled.Regex.Match(text); match.Success; match = match.NextMatch())
            {
                if (!MayContinue(context, builder, ++steps))
                {
                    return Value.Abnormal;
                }

                if (Counts(text, match.Index, match.Length, ref end))
                {
                    replacement.Append(builder.Append(text, copied, match.Index - copied), match);
                    copied = end;
                }
            }
        }

        return end < 0 ? arguments[0] : Value.FromString(builder.Append(text, copied, text.Length - copied).ToString());
    }

    private static Value Split(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryTexts(context, "regex_split", arguments, out string text, out CompiledRegex? compiled))
        {
            return Value.Abnormal;
        }

        var result = new ArrayObject();
        int copied = 0;
        if (compiled is not null)
        {
            int end = -1;
            int steps = 0;
            foreach (ValueMatch match in compiled.Regex.EnumerateMatches(text))
            {
                if (++steps % PollInterval == 0 && context.Poll())
                {
                    return Value.Abnormal;
                }

                if (Counts(text, match.Index, match.Length, ref end))
                {
                    result.Add(Value.FromString(text[copied..match.Index]));
                    copied = end;
                }
            }
        }

        result.Add(Value.FromString(text[copied..]));
        return new Value(result);
    }

    /// <summary>
    /// Whether a match is one in the style of RE2: an empty match right behind the previous match is none, nor is one between
    /// the two halves of a character.
    /// </summary>
    private static bool Counts(string text, int start, int length, ref int end)
    {
        if (length == 0 && (start == end || (start > 0 && start < text.Length && char.IsSurrogatePair(text[start - 1], text[start]))))
        {
            return false;
        }

        end = start + length;
        return true;
    }

    private static bool MayContinue(Context context, StringBuilder builder, int steps)
    {
        if (steps % PollInterval != 0)
        {
            return true;
        }

        if (builder.Length > Arrays.MaximumCount)
        {
            context.Fail("regex_replace() result is too long");
            return false;
        }

        return !context.Poll() && context.Charge(builder.Length * 2L);
    }

    /// <summary>The text and the pattern; a null pattern is an invalid one.</summary>
    private static bool TryTexts(Context context, string function, ReadOnlySpan<Value> arguments, out string text, out CompiledRegex? compiled)
    {
        text = string.Empty;
        compiled = null;
        if (!arguments[0].IsString || !arguments[1].IsString)
        {
            context.Fail($"{function}() requires string arguments");
            return false;
        }

        StringObject subject = arguments[0].AsString;
        text = subject.ToString();
        compiled = EngineState<RegexCache>.Of(context.Engine).Find(arguments[1].AsString.ToString(), wide: !subject.IsDirectlyIndexed);
        return true;
    }
}
