using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>A whole number, never negative.</summary>
/// <param name="span">The digits.</param>
/// <param name="value">The number.</param>
public sealed class IntegerLiteral(SourceSpan span, long value) : Expression(span, 1)
{
    /// <summary>The number.</summary>
    public long Value { get; } = value;
}

/// <summary>A number with a fraction, never negative.</summary>
/// <param name="span">The digits.</param>
/// <param name="value">The number.</param>
public sealed class FloatLiteral(SourceSpan span, double value) : Expression(span, 1)
{
    /// <summary>The number; infinite if the digits say more than a double can hold.</summary>
    public double Value { get; } = value;
}

/// <summary>A string without interpolation.</summary>
/// <param name="span">The literal with its quotes.</param>
/// <param name="value">The text with its escapes resolved.</param>
public sealed class StringLiteral(SourceSpan span, string value) : Expression(span, 1)
{
    /// <summary>The text with its escapes resolved.</summary>
    public string Value { get; } = value;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="span">The word.</param>
/// <param name="value">The value.</param>
public sealed class BooleanLiteral(SourceSpan span, bool value) : Expression(span, 1)
{
    /// <summary>The value.</summary>
    public bool Value { get; } = value;
}

/// <summary><c>null</c>.</summary>
/// <param name="span">The word.</param>
public sealed class NullLiteral(SourceSpan span) : Expression(span, 1);

/// <summary>A string with at least one <c>${expression}</c> in it.</summary>
/// <param name="span">The literal with its quotes.</param>
/// <param name="parts">The pieces in order.</param>
public sealed class InterpolatedString(SourceSpan span, IReadOnlyList<InterpolationPart> parts)
    : Expression(span, 1 + TallestPart(parts))
{
    /// <summary>The pieces in order; at least one is an expression, and none is an empty text.</summary>
    public IReadOnlyList<InterpolationPart> Parts { get; } = parts;

    private static int TallestPart(IReadOnlyList<InterpolationPart> parts)
    {
        int tallest = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            tallest = Math.Max(tallest, parts[i].Expression?.Height ?? 0);
        }

        return tallest;
    }
}

/// <summary>A piece of an interpolated string: either a text or an expression.</summary>
/// <param name="Text">The text with its escapes resolved, or null.</param>
/// <param name="Expression">The expression, or null; its spans are offsets into the file like all others.</param>
public sealed record InterpolationPart(string? Text, Expression? Expression);

/// <summary>An array: <c>[a, ...b]</c>.</summary>
/// <param name="span">The literal with its brackets.</param>
/// <param name="elements">The elements in order.</param>
public sealed class ArrayLiteral(SourceSpan span, IReadOnlyList<ArrayElement> elements)
    : Expression(span, 1 + TallestElement(elements))
{
    /// <summary>The elements in order; at most <see cref="SyntaxLimits.MaxLiteralElements"/>.</summary>
    public IReadOnlyList<ArrayElement> Elements { get; } = elements;

    private static int TallestElement(IReadOnlyList<ArrayElement> elements)
    {
        int tallest = 0;
        for (int i = 0; i < elements.Count; i++)
        {
            tallest = Math.Max(tallest, elements[i].Value.Height);
        }

        return tallest;
    }
}

/// <summary>One element of an array literal.</summary>
/// <param name="Value">The element, or what is spread.</param>
/// <param name="IsSpread">Whether it was written with <c>...</c>.</param>
public sealed record ArrayElement(Expression Value, bool IsSpread);

/// <summary>A dictionary: <c>{k: v, ...d}</c>. Keys are expressions.</summary>
/// <param name="span">The literal with its braces.</param>
/// <param name="entries">The entries in order.</param>
public sealed class DictionaryLiteral(SourceSpan span, IReadOnlyList<DictionaryEntry> entries)
    : Expression(span, 1 + TallestEntry(entries))
{
    /// <summary>The entries in order; at most <see cref="SyntaxLimits.MaxLiteralElements"/>.</summary>
    public IReadOnlyList<DictionaryEntry> Entries { get; } = entries;

    private static int TallestEntry(IReadOnlyList<DictionaryEntry> entries)
    {
        int tallest = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            tallest = Math.Max(tallest, Math.Max(entries[i].Key?.Height ?? 0, entries[i].Value.Height));
        }

        return tallest;
    }
}

/// <summary>One entry of a dictionary literal.</summary>
/// <param name="Key">The key, or null if the entry is a spread.</param>
/// <param name="Value">The value, or what is spread.</param>
public sealed record DictionaryEntry(Expression? Key, Expression Value)
{
    /// <summary>Whether it was written with <c>...</c>.</summary>
    public bool IsSpread => Key is null;
}

/// <summary>An instance: <c>Name { field: value }</c>.</summary>
/// <param name="span">From the name to the closing brace.</param>
/// <param name="name">The type's name.</param>
/// <param name="fields">The fields in order.</param>
public sealed class StructLiteral(SourceSpan span, Identifier name, IReadOnlyList<FieldInitializer> fields)
    : Expression(span, 1 + TallestField(fields))
{
    /// <summary>The type's name.</summary>
    public Identifier Name { get; } = name;

    /// <summary>The fields in order; a name may occur twice.</summary>
    public IReadOnlyList<FieldInitializer> Fields { get; } = fields;

    private static int TallestField(IReadOnlyList<FieldInitializer> fields)
    {
        int tallest = 0;
        for (int i = 0; i < fields.Count; i++)
        {
            tallest = Math.Max(tallest, fields[i].Value.Height);
        }

        return tallest;
    }
}

/// <summary>One field of a struct literal.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Value">Its value.</param>
public sealed record FieldInitializer(Identifier Name, Expression Value);
