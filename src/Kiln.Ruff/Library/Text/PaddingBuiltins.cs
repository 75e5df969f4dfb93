using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Changing the length or direction of strings.</summary>
internal static class PaddingBuiltins
{
    private const BuiltinTraits Traits = BuiltinTraits.Borrows;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("repeat", 2, 2, Repeat, Traits, "repeat(s, n): s, n times over"),
        new("pad_left", 3, 3, PadLeft, Traits, "pad_left(s, width, c): s with characters c before it up to a width"),
        new("pad_start", 3, 3, PadLeft, Traits, "pad_start(s, width, c): s with characters c before it up to a width"),
        new("pad_right", 3, 3, PadRight, Traits, "pad_right(s, width, c): s with characters c after it up to a width"),
        new("pad_end", 3, 3, PadRight, Traits, "pad_end(s, width, c): s with characters c after it up to a width"),
        new("truncate", 3, 3, Truncate, Traits, "truncate(s, n, suffix): s, cut to n characters that end in suffix if it is longer"),
        new("str_reverse", 1, 1, Reverse, Traits, "str_reverse(s): the characters of s from the last to the first"),
    ];

    private static Value Repeat(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsString)
        {
            return context.Fail("repeat() requires a string as the first argument");
        }

        if (!Argument.TryWhole(arguments[1], out long count))
        {
            return context.Fail("repeat() count must be a number");
        }

        StringObject text = arguments[0].AsString;
        if (count <= 0 || text.Utf16Length == 0)
        {
            return new Value(StringObject.Empty);
        }

        // Whatever is longer than any string is too long; the product could overflow.
        long length = count > int.MaxValue ? long.MaxValue : count * text.Utf16Length;
        return TextPieces.CanMake(context, "repeat", length)
            ? Value.FromString(string.Create((int)length, text, static (target, text) => Fill(target, text.Span)))
            : Value.Abnormal;
    }

    private static Value PadLeft(Context context, ReadOnlySpan<Value> arguments) => Pad(context, arguments, "pad_left", before: true);

    private static Value PadRight(Context context, ReadOnlySpan<Value> arguments) => Pad(context, arguments, "pad_right", before: false);

    private static Value Pad(Context context, ReadOnlySpan<Value> arguments, string function, bool before)
    {
        if (!arguments[0].IsString || !Argument.TryWhole(arguments[1], out long width) || !arguments[2].IsString)
        {
            return context.Fail($"{function}() requires string, width, and pad character arguments");
        }

        StringObject text = arguments[0].AsString;
        if (width <= text.Length)
        {
            return arguments[0];
        }

        StringObject filler = arguments[2].AsString.Utf16Length == 0 ? StringObject.FromCodePoint(' ') : arguments[2].AsString.CharacterAt(0);
        long missing = width - text.Length;
        long length = missing > int.MaxValue ? long.MaxValue : text.Utf16Length + (missing * filler.Utf16Length);
        if (!TextPieces.CanMake(context, function, length))
        {
            return Value.Abnormal;
        }

        return Value.FromString(string.Create((int)length, (text, filler, before), static (target, parts) =>
        {
            ReadOnlySpan<char> content = parts.text.Span;
            int padding = target.Length - content.Length;
            content.CopyTo(target[(parts.before ? padding : 0)..]);
            Fill(target.Slice(parts.before ? 0 : content.Length, padding), parts.filler.Span);
        }));
    }

    /// <summary>Fills a target whose length is a multiple of the pattern's.</summary>
    private static void Fill(Span<char> target, ReadOnlySpan<char> pattern)
    {
        if (pattern.Length == 1)
        {
            target.Fill(pattern[0]);
            return;
        }

        if (target.IsEmpty)
        {
            return;
        }

        // Doubling what is there already moves long blocks instead of many short ones.
        pattern.CopyTo(target);
        int filled = pattern.Length;
        while (filled < target.Length)
        {
            int count = Math.Min(filled, target.Length - filled);
            target[..count].CopyTo(target[filled..]);
            filled += count;
        }
    }

    private static Value Truncate(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsString || !Argument.TryWhole(arguments[1], out long limit) || !arguments[2].IsString)
        {
            return context.Fail("truncate() requires string, length, and suffix string arguments");
        }

        StringObject text = arguments[0].AsString;
        StringObject suffix = arguments[2].AsString;
        if (text.Length <= limit)
        {
            return arguments[0];
        }

        limit = Math.Max(limit, 0);
        if (suffix.Length >= limit)
        {
            return TextPieces.Copy(suffix.Span[..suffix.OffsetOf((int)limit)]);
        }

        int kept = text.OffsetOf((int)limit - suffix.Length);
        return Value.FromString(string.Concat(text.Span[..kept], suffix.Span));
    }

    private static Value Reverse(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TextPieces.IsText(context, "str_reverse", arguments) || !context.Charge(2L * arguments[0].AsString.Utf16Length))
        {
            return Value.Abnormal;
        }

        StringObject text = arguments[0].AsString;
        return Value.FromString(string.Create(text.Utf16Length, text, static (target, text) =>
        {
            text.Span.CopyTo(target);
            target.Reverse();
            if (text.IsDirectlyIndexed)
            {
                return;
            }

            for (int i = 0; i + 1 < target.Length; i++)
            {
                if (char.IsLowSurrogate(target[i]) && char.IsHighSurrogate(target[i + 1]))
                {
                    (target[i], target[i + 1]) = (target[i + 1], target[i]);
                    i++;
                }
            }
        }));
    }
}
