using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Ruff.Library.Data;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Taking strings apart and putting them together.</summary>
internal static class SplitBuiltins
{
    private const BuiltinTraits Traits = BuiltinTraits.Borrows;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("split", 2, 2, Split, Traits, "split(s, separator): the parts of s between separators; an empty separator is between all characters"),
        new("join", 2, 2, Join, Traits, "join(array, separator): one string of all elements with the separator between them"),
        new("lines", 1, 1, Lines, Traits, "lines(s): the lines of s without their ends"),
        new("words", 1, 1, Words, Traits, "words(s): the parts of s between whitespace"),
    ];

    private static Value Split(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsString || !arguments[1].IsString)
        {
            return context.Fail("split() requires string and delimiter string arguments");
        }

        ReadOnlySpan<char> text = arguments[0].AsString.Span;
        ReadOnlySpan<char> separator = arguments[1].AsString.Span;
        if (separator.IsEmpty)
        {
            return SplitCharacters(context, arguments[0].AsString);
        }

        int count = (separator.Length == 1 ? text.Count(separator[0]) : text.Count(separator)) + 1;
        if (!TextPieces.CanCut(context, text.Length, count))
        {
            return Value.Abnormal;
        }

        // Through a span: the runtime checks the type of what is stored in an array of a class with subclasses.
        var array = new StringObject[count];
        Span<StringObject> parts = array;
        for (int i = 0; i < count - 1; i++)
        {
            parts[i] = CutPart(ref text, separator);
        }

        parts[^1] = count == 1 ? arguments[0].AsString : StringObject.FromSpan(text);
        return new Value(ArrayObject.Adopt(array, count));
    }

    // Not inlined: the loop may run only once, in precompiled code, and while it runs the runtime can exchange what it calls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StringObject CutPart(ref ReadOnlySpan<char> text, ReadOnlySpan<char> separator)
    {
        int end = separator.Length == 1 ? text.IndexOf(separator[0]) : text.IndexOf(separator);
        StringObject part = StringObject.FromSpan(text[..end]);
        text = text[(end + separator.Length)..];
        return part;
    }

    /// <summary>The empty separator occurs before every character and at the end, so the first and last part are empty.</summary>
    private static Value SplitCharacters(Context context, StringObject text)
    {
        int count = text.Length + 2;
        if (!TextPieces.CanCut(context, text.Utf16Length, count))
        {
            return Value.Abnormal;
        }

        var parts = new StringObject[count];
        ReadOnlySpan<char> span = text.Span;
        parts[0] = parts[^1] = StringObject.Empty;
        int offset = 0;
        for (int i = 1; i < count - 1; i++)
        {
            int size = TextPieces.SizeAt(span, offset);
            parts[i] = StringObject.FromSpan(span.Slice(offset, size));
            offset += size;
        }

        return new Value(ArrayObject.Adopt(parts, count));
    }

    private static Value Join(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray || !arguments[1].IsString)
        {
            return context.Fail("join() requires array and separator string arguments");
        }

        ArrayObject array = arguments[0].AsArray;
        StringObject separator = arguments[1].AsString;
        if (array.Count == 0)
        {
            return new Value(StringObject.Empty);
        }

        if (array.Storage != ArrayStorage.Strings)
        {
            return JoinAny(context, array, separator.Span);
        }

        long length = StringObject.Measure(array.Strings) + ((array.Count - 1L) * separator.Utf16Length);
        return TextPieces.CanMake(context, "join", length)
            ? new Value(StringObject.Join(array.Strings, separator, (int)length))
            : Value.Abnormal;
    }

    private static Value JoinAny(Context context, ArrayObject array, ReadOnlySpan<char> separator)
    {
        var buffer = new CharBuffer(context);
        bool done = AppendElement(ref buffer, array[0]);
        for (int i = 1; i < array.Count && done; i++)
        {
            done = buffer.Append(separator) && AppendElement(ref buffer, array[i]);
        }

        Value result = done ? buffer.ToValue() : Value.Abnormal;
        buffer.Dispose();
        return result;
    }

    private static bool AppendElement(ref CharBuffer buffer, Value item)
    {
        Span<char> digits = stackalloc char[FloatText.MaximumLength];
        switch (item.Kind)
        {
            case Kind.String:
                return buffer.Append(item.AsString.Span);
            case Kind.Int:
                item.AsInt.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
                return buffer.Append(digits[..length]);
            case Kind.Float:
                return buffer.Append(digits[..FloatText.Format(item.AsFloat, digits)]);
            case Kind.Bool:
                return buffer.Append(item.AsBool ? "true" : "false");
            default:
                return buffer.Append(DebugForm.Format(item));
        }
    }

    private static Value Lines(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TextPieces.IsText(context, "lines", arguments))
        {
            return Value.Abnormal;
        }

        ReadOnlySpan<char> text = arguments[0].AsString.Span;
        int ends = text.Count('\n');
        int count = ends + (text.IsEmpty || text[^1] == '\n' ? 0 : 1);
        if (!TextPieces.CanCut(context, text.Length, count))
        {
            return Value.Abnormal;
        }

        var parts = new Value[count];
        for (int i = 0; i < ends; i++)
        {
            int end = text.IndexOf('\n');
            parts[i] = TextPieces.Copy(end > 0 && text[end - 1] == '\r' ? text[..(end - 1)] : text[..end]);
            text = text[(end + 1)..];
        }

        if (count > ends)
        {
            parts[ends] = TextPieces.Copy(text);
        }

        return new Value(ArrayObject.FromSpan(parts));
    }

    private static Value Words(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TextPieces.IsText(context, "words", arguments))
        {
            return Value.Abnormal;
        }

        ReadOnlySpan<char> text = arguments[0].AsString.Span;
        if (!TextPieces.CanCut(context, text.Length, text.Length / 2))
        {
            return Value.Abnormal;
        }

        var parts = new List<Value>();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            if (i > start)
            {
                parts.Add(TextPieces.Copy(text[start..i]));
            }

            start = i + 1;
        }

        return new Value(ArrayObject.FromSpan(CollectionsMarshal.AsSpan(parts)));
    }
}
