using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Upper and lower case, and the ways to write several words as one name.</summary>
internal static class CaseBuiltins
{
    private const BuiltinTraits Traits = BuiltinTraits.Borrows;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("to_upper", 1, 1, ToUpper, Traits, "to_upper(s): s in upper case"),
        new("upper", 1, 1, ToUpper, Traits, "upper(s): s in upper case"),
        new("to_lower", 1, 1, ToLower, Traits, "to_lower(s): s in lower case"),
        new("lower", 1, 1, ToLower, Traits, "lower(s): s in lower case"),
        new("capitalize", 1, 1, Capitalize, Traits, "capitalize(s): s with the first character in upper case and the rest in lower case"),
        new("slugify", 1, 1, Slugify, Traits, "slugify(s): s as part of an address: lower case, words separated by hyphens"),
        new("to_camel_case", 1, 1, ToCamelCase, Traits, "to_camel_case(s): the words of s asOneName"),
        new("to_snake_case", 1, 1, ToSnakeCase, Traits, "to_snake_case(s): the words of s as_one_name"),
        new("to_kebab_case", 1, 1, ToKebabCase, Traits, "to_kebab_case(s): the words of s as-one-name"),
    ];

    private static bool IsText(Context context, string function, ReadOnlySpan<Value> arguments) =>
        TextPieces.IsText(context, function, arguments) && context.Charge(4L * arguments[0].AsString.Utf16Length);

    private static Value ToUpper(Context context, ReadOnlySpan<Value> arguments) =>
        IsText(context, "to_upper", arguments) ? Value.FromString(LetterCase.ToUpper(arguments[0].AsString.Span)) : Value.Abnormal;

    private static Value ToLower(Context context, ReadOnlySpan<Value> arguments) =>
        IsText(context, "to_lower", arguments) ? Value.FromString(LetterCase.ToLower(arguments[0].AsString.Span)) : Value.Abnormal;

    private static Value Capitalize(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!IsText(context, "capitalize", arguments))
        {
            return Value.Abnormal;
        }

        ReadOnlySpan<char> text = arguments[0].AsString.Span;
        if (text.IsEmpty)
        {
            return arguments[0];
        }

        int first = TextPieces.SizeAt(text, 0);
        return Value.FromString(LetterCase.ToUpper(text[..first]) + LetterCase.ToLower(text[first..]));
    }

    private static Value Slugify(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!IsText(context, "slugify", arguments))
        {
            return Value.Abnormal;
        }

        StringBuilder builder = TextForm.Rent();
        foreach (Rune character in LetterCase.ToLower(arguments[0].AsString.Span).EnumerateRunes())
        {
            if (TextPieces.IsAlphanumeric(character))
            {
                AppendRune(builder, character);
            }
            else if (character.Value == '_' || Rune.IsWhiteSpace(character))
            {
                builder.Append('-');
            }
        }

        Value result = TextPieces.Copy(builder.Replace("--", "-").ToString().AsSpan().Trim('-'));
        TextForm.Return(builder);
        return result;
    }

    private static Value ToCamelCase(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!IsText(context, "to_camel_case", arguments))
        {
            return Value.Abnormal;
        }

        var builder = new StringBuilder();
        foreach (string word in Words(arguments[0].AsString.Span, splitsAtCapitals: false))
        {
            if (builder.Length == 0)
            {
                builder.Append(LetterCase.ToLower(word));
                continue;
            }

            int first = TextPieces.SizeAt(word, 0);
            builder.Append(LetterCase.ToUpper(word.AsSpan(0, first))).Append(LetterCase.ToLower(word.AsSpan(first)));
        }

        return Value.FromString(builder.ToString());
    }

    private static Value ToSnakeCase(Context context, ReadOnlySpan<Value> arguments) => IsText(context, "to_snake_case", arguments)
        ? Value.FromString(LetterCase.ToLower(string.Join('_', Words(arguments[0].AsString.Span, splitsAtCapitals: true))))
        : Value.Abnormal;

    private static Value ToKebabCase(Context context, ReadOnlySpan<Value> arguments) => IsText(context, "to_kebab_case", arguments)
        ? Value.FromString(LetterCase.ToLower(string.Join('-', Words(arguments[0].AsString.Span, splitsAtCapitals: false))))
        : Value.Abnormal;

    /// <summary>The parts of a text between characters that are neither letters nor numbers.</summary>
    /// <param name="text">The text.</param>
    /// <param name="splitsAtCapitals">Whether a new word also starts where an upper case letter follows a lower case one.</param>
    private static List<string> Words(ReadOnlySpan<char> text, bool splitsAtCapitals)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool afterLower = false;
        foreach (Rune character in text.EnumerateRunes())
        {
            bool belongs = TextPieces.IsAlphanumeric(character);
            if (word.Length > 0 && (!belongs || (splitsAtCapitals && afterLower && Rune.IsUpper(character))))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (belongs)
            {
                AppendRune(word, character);
            }

            afterLower = Rune.IsLower(character);
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    private static void AppendRune(StringBuilder builder, Rune character)
    {
        Span<char> units = stackalloc char[2];
        builder.Append(units[..character.EncodeToUtf16(units)]);
    }
}
