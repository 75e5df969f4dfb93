using System.Diagnostics.CodeAnalysis;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Reads arguments of builtins as .NET values.</summary>
internal static class Argument
{
    /// <summary>A string argument as a .NET string.</summary>
    public static bool TryText(Value argument, [NotNullWhen(true)] out string? text)
    {
        text = argument.IsString ? argument.AsString.ToString() : null;
        return text is not null;
    }

    /// <summary>A number argument as an integer; fractions are cut off, and what does not fit ends at the nearest integer that does.</summary>
    public static bool TryWhole(Value argument, out long number)
    {
        number = argument.Kind switch
        {
            Kind.Int => argument.AsInt,
            Kind.Float => Truncate(argument.AsFloat),
            _ => 0,
        };
        return argument.IsNumber;
    }

    /// <summary>The integer part of a double, saturating; zero for NaN.</summary>
    public static long Truncate(double number) => double.IsNaN(number) ? 0
        : number >= 9223372036854775808.0 ? long.MaxValue
        : number <= -9223372036854775808.0 ? long.MinValue
        : (long)number;

    /// <summary>A string array as .NET strings.</summary>
    public static bool TryTexts(Value argument, [NotNullWhen(true)] out string[]? texts)
    {
        texts = null;
        if (!argument.IsArray)
        {
            return false;
        }

        ArrayObject array = argument.AsArray;
        string[] result = new string[array.Count];
        for (int i = 0; i < result.Length; i++)
        {
            if (!TryText(array[i], out string? text))
            {
                return false;
            }

            result[i] = text;
        }

        texts = result;
        return true;
    }

    /// <summary>An array of strings.</summary>
    public static Value ToArray(IReadOnlyList<string> texts)
    {
        var items = new Value[texts.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Value.FromString(texts[i]);
        }

        return new Value(ArrayObject.FromSpan(items));
    }
}
