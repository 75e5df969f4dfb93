using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kiln.Values;

/// <summary>
/// A guest value: a tag that tells the kind and 64 bits of payload. 16 bytes, so that it is returned in two registers.
/// For heap values the tag is the object itself and the payload is unused.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Value
{
    /// <summary>The kind's tag object, or the heap object.</summary>
    public readonly HeapObject Tag;

    /// <summary>The payload of an immediate: the integer, the bits of the double, 0 or 1, the code point.</summary>
    public readonly long Bits;

    /// <summary>Puts a value together from its parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value(HeapObject tag, long bits)
    {
        Tag = tag;
        Bits = bits;
    }

    /// <summary>A heap value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value(HeapObject heapObject)
    {
        Tag = heapObject;
        Bits = 0;
    }

    /// <summary>The null value.</summary>
    public static Value Nil => new(Tags.Nil, 0);

    /// <summary>The truth value true.</summary>
    public static Value True => new(Tags.Bool, 1);

    /// <summary>The truth value false.</summary>
    public static Value False => new(Tags.Bool, 0);

    /// <summary>The marker of an unbound variable.</summary>
    public static Value Undefined => new(Tags.Undefined, 0);

    /// <summary>The result of a call that did not complete normally.</summary>
    public static Value Abnormal => new(Tags.Abnormal, 0);

    /// <summary>An integer.</summary>
    public static Value FromInt(long value) => new(Tags.Int, value);

    /// <summary>A double.</summary>
    public static Value FromFloat(double value) => new(Tags.Float, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A boolean.</summary>
    public static Value FromBool(bool value) => new(Tags.Bool, value ? 1 : 0);

    /// <summary>A character.</summary>
    /// <param name="codePoint">A Unicode code point.</param>
    public static Value FromChar(int codePoint) => new(Tags.Char, codePoint);

    /// <summary>A string.</summary>
    public static Value FromString(string text) => new(new StringObject(text));

    /// <summary>An integer of any size: an immediate when it fits 64 bits.</summary>
    public static Value FromBigInteger(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? FromInt((long)value) : new Value(new BigIntegerObject(value));

    /// <summary>What the value is.</summary>
    public Kind Kind => Tag.Kind;

    /// <summary>Whether the value is a 64-bit integer.</summary>
    public bool IsInt => Tag.Kind == Kind.Int;

    /// <summary>Whether the value is a double.</summary>
    public bool IsFloat => Tag.Kind == Kind.Float;

    /// <summary>Whether the value is a 64-bit integer or a double.</summary>
    public bool IsNumber => Tag.Kind is Kind.Int or Kind.Float;

    /// <summary>Whether the value is a boolean.</summary>
    public bool IsBool => Tag.Kind == Kind.Bool;

    /// <summary>Whether the value is the null value.</summary>
    public bool IsNil => Tag.Kind == Kind.Nil;

    /// <summary>Whether the value is a string.</summary>
    public bool IsString => Tag.Kind == Kind.String;

    /// <summary>Whether the value is an array.</summary>
    public bool IsArray => Tag.Kind == Kind.Array;

    /// <summary>Whether the value is a map.</summary>
    public bool IsMap => Tag.Kind == Kind.Map;

    /// <summary>Whether the value is a record.</summary>
    public bool IsRecord => Tag.Kind == Kind.Record;

    /// <summary>Whether the value is a pair.</summary>
    public bool IsPair => Tag.Kind == Kind.Pair;

    /// <summary>Whether the value can be called: a guest function or a builtin.</summary>
    public bool IsCallable => Tag.Kind is Kind.Function or Kind.Builtin;

    /// <summary>Whether this marks an unbound variable.</summary>
    public bool IsUndefined => Tag.Kind == Kind.Undefined;

    /// <summary>Whether this is the result of a call that did not complete normally.</summary>
    public bool IsAbnormal => Tag.Kind == Kind.Abnormal;

    /// <summary>Whether this is a container with value semantics.</summary>
    public bool IsContainer => Tag.Kind >= Kind.Array;

    /// <summary>The payload as an integer. Only for <see cref="Kind.Int"/>.</summary>
    public long AsInt => Bits;

    /// <summary>The payload as a double. Only for <see cref="Kind.Float"/>.</summary>
    public double AsFloat => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>The payload as a boolean. Only for <see cref="Kind.Bool"/>.</summary>
    public bool AsBool => Bits != 0;

    /// <summary>The number as a double. Only for integers and doubles.</summary>
    public double ToDouble => Tag.Kind == Kind.Int ? Bits : BitConverter.Int64BitsToDouble(Bits);

    /// <summary>The string. Only for <see cref="Kind.String"/>.</summary>
    public StringObject AsString => Unsafe.As<StringObject>(Tag);

    /// <summary>The array. Only for <see cref="Kind.Array"/>.</summary>
    public ArrayObject AsArray => Unsafe.As<ArrayObject>(Tag);

    /// <summary>The map. Only for <see cref="Kind.Map"/>.</summary>
    public MapObject AsMap => Unsafe.As<MapObject>(Tag);

    /// <summary>The record. Only for <see cref="Kind.Record"/>.</summary>
    public RecordObject AsRecord => Unsafe.As<RecordObject>(Tag);

    /// <summary>The variant. Only for <see cref="Kind.Variant"/>.</summary>
    public VariantObject AsVariant => Unsafe.As<VariantObject>(Tag);

    /// <summary>The pair. Only for <see cref="Kind.Pair"/>.</summary>
    public PairObject AsPair => Unsafe.As<PairObject>(Tag);

    /// <summary>
    /// Marks a container as reachable from more than one place, and returns the value. Library code calls this for every value
    /// that it returns or stores while an argument, or something reachable from one, still holds it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value Share()
    {
        if (Tag.Kind >= Kind.Array)
        {
            Tag.Shared = true;
        }

        return this;
    }

    /// <summary>Whether both values have the same tag and payload: identity, not equality.</summary>
    public bool IsIdentical(Value other) => ReferenceEquals(Tag, other.Tag) && Bits == other.Bits;

    /// <summary>A debugging form; guest text forms belong to the languages.</summary>
    public override string ToString() => Tag is null
        ? "<default>"
        : Tag.Kind switch
        {
            Kind.Int => Bits.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Kind.Float => AsFloat.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            Kind.Bool => AsBool ? "true" : "false",
            Kind.String => "\"" + AsString + "\"",
            Kind.Char => "'" + char.ConvertFromUtf32((int)Bits) + "'",
            Kind.Nil => "nil",
            Kind.Undefined => "<undefined>",
            Kind.Abnormal => "<abnormal>",
            _ => "<" + Tag.Kind + ">",
        };
}
