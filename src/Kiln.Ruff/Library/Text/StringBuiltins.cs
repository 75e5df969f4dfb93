using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Searching strings and taking parts of them; searching covers arrays and dicts as well.</summary>
internal static class StringBuiltins
{
    private const BuiltinTraits Traits = BuiltinTraits.Borrows;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("trim", 1, 1, Trim, Traits, "trim(s): s without whitespace at both ends"),
        new("trim_start", 1, 1, TrimStart, Traits, "trim_start(s): s without whitespace at the start"),
        new("trim_end", 1, 1, TrimEnd, Traits, "trim_end(s): s without whitespace at the end"),
        new("contains", 2, 2, Contains, Traits, "contains(c, x): whether an array has an element or a dict a key; 1 or 0 for a part of a string"),
        new("starts_with", 2, 2, StartsWith, Traits, "starts_with(s, prefix): whether s begins with prefix"),
        new("ends_with", 2, 2, EndsWith, Traits, "ends_with(s, suffix): whether s ends with suffix"),
        new("index_of", 2, 2, IndexOf, Traits, "index_of(c, x): first position of a part of a string or an element of an array, or -1"),
        new("replace", 3, 3, Replace, Traits, "replace(s, from, to): s with all occurrences of from replaced"),
        new("replace_str", 3, 3, Replace, Traits, "replace_str(s, from, to): s with all occurrences of from replaced"),
        new("substring", 3, 3, Substring, Traits, "substring(s, start, end): the characters from start up to, but not including, end"),
        new("substr", 3, 3, Substring, Traits, "substr(s, start, end): the characters from start up to, but not including, end"),
        new("char_at", 2, 2, CharacterAt, Traits, "char_at(s, i): the character at a position; empty outside of s"),
        new("is_empty", 1, 1, IsEmpty, Traits, "is_empty(s): whether a string or a collection has nothing in it"),
        new("count_chars", 1, 1, CountCharacters, Traits, "count_chars(s): number of characters"),
    ];

    private static Value Trim(Context context, ReadOnlySpan<Value> arguments) => TextPieces.IsText(context, "trim", arguments)
        ? TextPieces.CopyUnlessWhole(arguments[0], arguments[0].AsString.Span.Trim())
        : Value.Abnormal;

    private static Value TrimStart(Context context, ReadOnlySpan<Value> arguments) => TextPieces.IsText(context, "trim_start", arguments)
        ? TextPieces.CopyUnlessWhole(arguments[0], arguments[0].AsString.Span.TrimStart())
        : Value.Abnormal;

    private static Value TrimEnd(Context context, ReadOnlySpan<Value> arguments) => TextPieces.IsText(context, "trim_end", arguments)
        ? TextPieces.CopyUnlessWhole(arguments[0], arguments[0].AsString.Span.TrimEnd())
        : Value.Abnormal;

    private static Value Contains(Context context, ReadOnlySpan<Value> arguments)
    {
        Value collection = arguments[0];
        Value item = arguments[1];
        return collection.Kind switch
        {
            Kind.String when item.IsString => Value.FromInt(collection.AsString.Span.IndexOf(item.AsString.Span) >= 0 ? 1 : 0),
            Kind.Array => Value.FromBool(Containment.IndexOf(collection.AsArray, item) >= 0),
            Kind.Map => Value.FromBool(Containment.HasKey(collection.AsMap, item)),
            _ => context.Fail("contains() requires string and substring string arguments, or an array or dict as the first argument"),
        };
    }

    private static Value StartsWith(Context context, ReadOnlySpan<Value> arguments) => arguments[0].IsString && arguments[1].IsString
        ? Value.FromBool(arguments[0].AsString.Span.StartsWith(arguments[1].AsString.Span))
        : context.Fail("starts_with() requires string and prefix string arguments");

    private static Value EndsWith(Context context, ReadOnlySpan<Value> arguments) => arguments[0].IsString && arguments[1].IsString
        ? Value.FromBool(arguments[0].AsString.Span.EndsWith(arguments[1].AsString.Span))
        : context.Fail("ends_with() requires string and suffix string arguments");

    private static Value IndexOf(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].IsArray)
        {
            return Value.FromInt(Containment.IndexOf(arguments[0].AsArray, arguments[1]));
        }

        if (!arguments[0].IsString || !arguments[1].IsString)
        {
            return context.Fail("index_of() requires string and substring string arguments, or an array as the first argument");
        }

        StringObject text = arguments[0].AsString;
        int offset = text.Span.IndexOf(arguments[1].AsString.Span);
        return Value.FromInt(offset < 0 ? -1 : text.PositionOf(offset));
    }

    private static Value Replace(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsString || !arguments[1].IsString || !arguments[2].IsString)
        {
            return context.Fail("replace() requires string, from-string, and to-string arguments");
        }

        StringObject text = arguments[0].AsString;
        StringObject from = arguments[1].AsString;
        StringObject to = arguments[2].AsString;
        if (from.Utf16Length == 0)
        {
            return InsertEverywhere(context, text, to);
        }

        int count = text.Span.Count(from.Span);
        if (count == 0)
        {
            return arguments[0];
        }

        return TextPieces.CanMake(context, "replace", text.Utf16Length + (count * ((long)to.Utf16Length - from.Utf16Length)))
            ? Value.FromString(text.ToString().Replace(from.ToString(), to.ToString(), StringComparison.Ordinal))
            : Value.Abnormal;
    }

    /// <summary>The empty string occurs before every character and at the end.</summary>
    private static Value InsertEverywhere(Context context, StringObject text, StringObject inserted)
    {
        long length = text.Utf16Length + ((text.Length + 1L) * inserted.Utf16Length);
        if (!TextPieces.CanMake(context, "replace", length))
        {
            return Value.Abnormal;
        }

        return Value.FromString(string.Create((int)length, (text, inserted), static (target, parts) =>
        {
            ReadOnlySpan<char> source = parts.text.Span;
            ReadOnlySpan<char> between = parts.inserted.Span;
            between.CopyTo(target);
            target = target[between.Length..];
            int size;
            for (int i = 0; i < source.Length; i += size)
            {
                size = TextPieces.SizeAt(source, i);
                source.Slice(i, size).CopyTo(target);
                between.CopyTo(target[size..]);
                target = target[(size + between.Length)..];
            }
        }));
    }

    private static Value Substring(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsString || !Argument.TryWhole(arguments[1], out long start) || !Argument.TryWhole(arguments[2], out long end))
        {
            return context.Fail("substring() requires string, start, and end arguments");
        }

        StringObject text = arguments[0].AsString;
        int length = text.Length;
        start = Math.Max(start, 0);
        if (start >= length)
        {
            return new Value(StringObject.Empty);
        }

        end = Math.Clamp(end, 0, length);
        if (start > end)
        {
            return context.Fail($"substring() start {start} is greater than end {end}");
        }

        return start == 0 && end == length ? arguments[0]
            : start == end ? new Value(StringObject.Empty)
            : new Value(text.Substring((int)start, (int)end));
    }

    private static Value CharacterAt(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsString || !Argument.TryWhole(arguments[1], out long position))
        {
            return context.Fail("char_at() requires string and index arguments");
        }

        StringObject text = arguments[0].AsString;
        return new Value((ulong)position < (ulong)text.Length ? text.CharacterAt((int)position) : StringObject.Empty);
    }

    private static Value IsEmpty(Context context, ReadOnlySpan<Value> arguments)
    {
        Value value = arguments[0];
        return value.Kind switch
        {
            Kind.String => Value.FromBool(value.AsString.Utf16Length == 0),
            Kind.Array => Value.FromBool(value.AsArray.Count == 0),
            Kind.Map => Value.FromBool(value.AsMap.Count == 0),
            Kind.Host when value.Tag is RuffHostObject { Length: >= 0 } host => Value.FromBool(host.IsEmpty),
            _ => context.Fail("is_empty() requires a string argument"),
        };
    }

    private static Value CountCharacters(Context context, ReadOnlySpan<Value> arguments) =>
        TextPieces.IsText(context, "count_chars", arguments) ? Value.FromInt(arguments[0].AsString.Length) : Value.Abnormal;
}
