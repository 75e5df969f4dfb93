using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>
/// Keys of dicts. A dict maps texts, and an integer is the same key as its decimal text. Inside a map, a key whose text is the
/// canonical decimal form of a 64-bit integer is stored as that integer, every other key as a string, so that equal keys have
/// one form and integer keys are never turned into text.
/// </summary>
public static class DictKeys
{
    /// <summary>Brings a key of a program into the form that maps store.</summary>
    /// <param name="key">What the program wrote.</param>
    /// <param name="mapKey">The form to look up or store.</param>
    /// <param name="isText">Whether the program wrote text; then storing it sets <see cref="MapObject.HasTextKeys"/>.</param>
    /// <returns>False if the value cannot be a key.</returns>
    public static bool TryNormalize(Value key, out Value mapKey, out bool isText)
    {
        if (key.IsInt)
        {
            mapKey = key;
            isText = false;
            return true;
        }

        if (key.IsString)
        {
            mapKey = OfText(key.AsString);
            isText = true;
            return true;
        }

        mapKey = Value.Undefined;
        isText = false;
        return false;
    }

    /// <summary>Brings a key of a dict literal into the form that maps store: numbers become their text.</summary>
    /// <param name="key">The key expression's value.</param>
    /// <param name="mapKey">The form to store; counts as text.</param>
    /// <returns>False if the value cannot be a key.</returns>
    public static bool TryNormalizeLiteral(Value key, out Value mapKey)
    {
        switch (key.Kind)
        {
            case Kind.String:
                mapKey = OfText(key.AsString);
                return true;
            case Kind.Int:
                mapKey = key;
                return true;
            case Kind.Float:
                mapKey = OfText(new StringObject(FloatText.Format(key.AsFloat)));
                return true;
            default:
                mapKey = Value.Undefined;
                return false;
        }
    }

    /// <summary>The stored form of a text key.</summary>
    public static Value OfText(StringObject text) =>
        TryParseInteger(text.Span, out long integer) ? Value.FromInt(integer) : new Value(text);

    /// <summary>The stored form of a text key.</summary>
    public static Value OfText(string text) =>
        TryParseInteger(text, out long integer) ? Value.FromInt(integer) : Value.FromString(text);

    /// <summary>Stores a value under a text key. Only on unshared maps.</summary>
    public static void PutText(MapObject map, string key, Value value)
    {
        map.Set(OfText(key), value);
        map.HasTextKeys = true;
    }

    /// <summary>Stores a value under a text key. Only on unshared maps.</summary>
    public static void PutText(MapObject map, StringObject key, Value value)
    {
        map.Set(OfText(key), value);
        map.HasTextKeys = true;
    }

    /// <summary>The value under a text key.</summary>
    /// <remarks>The map keeps its reference: mark the value as shared if it is stored anywhere.</remarks>
    public static bool TryGetText(MapObject map, string key, out Value value) => map.TryGet(OfText(key), out value);

    /// <summary>The text of a stored key, which is what programs see.</summary>
    public static StringObject KeyText(Value mapKey) => mapKey.IsString ? mapKey.AsString : StringObject.FromInteger(mapKey.AsInt);

    /// <summary>
    /// The stored keys and values in listing order: ascending by the bytes of the text, or by number if all keys were written
    /// as integers.
    /// </summary>
    public static KeyValuePair<Value, Value>[] SortedPairs(MapObject map)
    {
        KeyValuePair<Value, Value>[] pairs = map.ToPairs();
        if (pairs.Length < 2)
        {
            return pairs;
        }

        if (!map.HasTextKeys && map.HasIntStorage)
        {
            long[] integers = new long[pairs.Length];
            for (int i = 0; i < pairs.Length; i++)
            {
                integers[i] = pairs[i].Key.AsInt;
            }

            Array.Sort(integers, pairs);
            return pairs;
        }

        var texts = new StringObject[pairs.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            texts[i] = KeyText(pairs[i].Key);
        }

        Array.Sort(texts, pairs, TextOrder.Instance);
        return pairs;
    }

    /// <summary>Whether a text is the canonical decimal form of a 64-bit integer: no plus, no leading zeros, no <c>-0</c>.</summary>
    public static bool TryParseInteger(ReadOnlySpan<char> text, out long integer)
    {
        // Ordinary words are turned down by their first character: key lookups go through here.
        integer = 0;
        if (text.IsEmpty || text[0] > '9')
        {
            return false;
        }

        bool negative = text[0] == '-';
        ReadOnlySpan<char> digits = negative ? text[1..] : text;
        if (digits.Length is 0 or > 19 || !char.IsAsciiDigit(digits[0]) || (digits[0] == '0' && text.Length > 1))
        {
            return false;
        }

        ulong magnitude = 0;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            magnitude = (magnitude * 10) + (uint)(c - '0');
        }

        if (magnitude > long.MaxValue + (negative ? 1UL : 0UL))
        {
            return false;
        }

        integer = negative ? (long)(0 - magnitude) : (long)magnitude;
        return true;
    }

    private sealed class TextOrder : IComparer<StringObject>
    {
        public static readonly TextOrder Instance = new();

        public int Compare(StringObject? x, StringObject? y) => StringObject.Compare(x!, y!);
    }
}
