using System.Globalization;
using System.Text;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>What the text functions share: new strings, characters, and checks of arguments and sizes.</summary>
internal static class TextPieces
{
    private const long MaximumLength = 1 << 30;

    // Characters, the .NET string, the guest string, and the element that refers to it.
    private const long BytesPerPiece = 96;

    /// <summary>A string of its own with the given characters.</summary>
    public static Value Copy(ReadOnlySpan<char> text) => new(StringObject.FromSpan(text));

    /// <summary>The string itself if the given part is all of it, else a string of its own.</summary>
    public static Value CopyUnlessWhole(Value whole, ReadOnlySpan<char> part) =>
        part.Length == whole.AsString.Utf16Length ? whole : Copy(part);

    /// <summary>Number of UTF-16 units of the character at an offset.</summary>
    public static int SizeAt(ReadOnlySpan<char> text, int offset) =>
        char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;

    /// <summary>Whether a character belongs to a word: a letter, a number, or a mark that stands for a letter.</summary>
    public static bool IsAlphanumeric(Rune character) => Rune.GetUnicodeCategory(character) is
        <= UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Whether a result may be made; announces it to the memory limit.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="function">The function's guest name.</param>
    /// <param name="length">Length of the result in UTF-16 units.</param>
    /// <returns>False if not: the error is pending.</returns>
    public static bool CanMake(Context context, string function, long length)
    {
        if (length > MaximumLength)
        {
            context.Fail($"{function}() result is too long");
            return false;
        }

        return context.Charge(length * sizeof(char));
    }

    /// <summary>Whether a text may be cut into pieces; announces them to the memory limit.</summary>
    public static bool CanCut(Context context, int length, int pieces) =>
        context.Charge((BytesPerPiece * pieces) + (2L * length));

    /// <summary>Whether the only argument is a string.</summary>
    /// <returns>False if not: the error is pending.</returns>
    public static bool IsText(Context context, string function, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].IsString)
        {
            return true;
        }

        context.Fail($"{function}() requires a string argument");
        return false;
    }
}
