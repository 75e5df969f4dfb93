using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kiln.Values;

/// <summary>
/// An immutable guest string. Lengths and positions that guests see count code points; storage is UTF-16.
/// <para>
/// There are three forms. A short string keeps its characters in the object itself: one small allocation, and nothing to follow. A
/// flat string refers to a .NET string. An appended string is the beginning of a growable buffer.
/// </para>
/// </summary>
public partial class StringObject : HeapObject
{
    private const int IndexStride = 64;

    // The state: how long a short string is, which form it has, and whether it is known to be directly indexed.
    private const ushort ShortLengthMask = 0xFF;
    private const ushort ShortForm = 0x100;
    private const ushort AppendedForm = 0x200;
    private const ushort Direct = 0x400;

    private static readonly StringObject?[] s_latin1 = new StringObject?[256];

    // A .NET string, or a WideText. Always set for flat strings, else only when someone needed it.
    private object? _storage;
    private int _hash;

    // Of this size because the runtime lays it out beside the fields of the base class. The form never changes, and the one bit
    // that does is a fact about the characters, so it does not matter when threads set it at the same time.
    private ushort _state;

    /// <summary>Wraps a .NET string.</summary>
    public StringObject(string text)
        : base(Kind.String) => _storage = text;

    private StringObject(ushort state)
        : base(Kind.String) => _state = state;

    /// <summary>The empty string.</summary>
    public static StringObject Empty { get; } = new(string.Empty);

    /// <summary>Number of UTF-16 units.</summary>
    public int Utf16Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_state & ShortForm) != 0 ? _state & ShortLengthMask : Span.Length;
    }

    /// <summary>Number of code points.</summary>
    public int Length => (_state & Direct) != 0 ? Utf16Length : CountCodePoints();

    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_state & ShortForm) != 0
            ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Short>(this).First, _state & ShortLengthMask)
            : _storage is string flat ? flat : OtherSpan();
    }

    /// <summary>Whether every code point is one UTF-16 unit, so that positions are offsets.</summary>
    public bool IsDirectlyIndexed => (_state & Direct) != 0 || CountCodePoints() == Utf16Length;

    /// <summary>The UTF-16 offset of a code point position.</summary>
    /// <param name="position">Between 0 and <see cref="Length"/>, inclusive.</param>
    public int OffsetOf(int position)
    {
        if (IsDirectlyIndexed || position == 0)
        {
            return position;
        }

        WideText wide = Widen();
        ReadOnlySpan<char> span = Span;
        if (position >= wide.CodePoints)
        {
            return span.Length;
        }

        int[] index = wide.Index ??= BuildIndex(wide.CodePoints);
        int offset = index[position / IndexStride];
        for (int i = position % IndexStride; i > 0; i--)
        {
            offset += CodePointSize(span, offset);
        }

        return offset;
    }

    /// <summary>The one-character string at a code point position.</summary>
    /// <param name="position">Between 0 and <see cref="Length"/>, exclusive.</param>
    public StringObject CharacterAt(int position)
    {
        ReadOnlySpan<char> span = Span;
        if ((_state & Direct) == 0)
        {
            position = OffsetOf(position);
            return FromSpan(span.Slice(position, CodePointSize(span, position)));
        }

        char c = span[position];
        return c < 256 ? s_latin1[c] ?? FromCodePoint(c) : FromSpan(span.Slice(position, 1));
    }

    /// <summary>The part between two code point positions.</summary>
    /// <param name="start">First position.</param>
    /// <param name="end">Position after the last; at least <paramref name="start"/>.</param>
    public StringObject Substring(int start, int end)
    {
        int from = OffsetOf(start);
        int to = OffsetOf(end);
        StringObject part = FromSpan(Span[from..to]);
        part._state |= (ushort)(_state & Direct);
        return part;
    }

    /// <summary>Number of code points before a UTF-16 offset.</summary>
    public int PositionOf(int offset) => IsDirectlyIndexed ? offset : CountIn(Span[..offset]);

    /// <summary>Whether two short strings differ in length or in the first character; nothing is known if not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool ClearlyDiffer(StringObject left, StringObject right) =>
        (left._state & right._state & ShortForm) != 0
        && (((left._state ^ right._state) & ShortLengthMask) != 0 || Unsafe.As<Short>(left).First != Unsafe.As<Short>(right).First);

    /// <summary>Whether both strings hold the same characters.</summary>
    public bool ContentEquals(StringObject other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        ReadOnlySpan<char> mine = Span;
        ReadOnlySpan<char> others = other.Span;

        // Most strings that are not equal differ in their lengths or in the first character.
        return mine.Length == others.Length
            && (mine.IsEmpty || (mine[0] == others[0] && (mine.Length == 1 || mine.SequenceEqual(others))));
    }

    /// <summary>A hash of the characters, never zero, the same for equal strings within one process.</summary>
    public int ContentHash() => _hash != 0 ? _hash : _hash = StringHash.Compute(Span);

    /// <summary>Orders two strings by code points, which is the order of their UTF-8 bytes.</summary>
    /// <returns>Negative, zero or positive.</returns>
    public static int Compare(StringObject left, StringObject right)
    {
        ReadOnlySpan<char> a = left.Span;
        ReadOnlySpan<char> b = right.Span;
        int common = a.Length > 0 && b.Length > 0 && a[0] != b[0] ? 0 : a.CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        char x = a[common];
        char y = b[common];
        bool xHigh = char.IsSurrogate(x);
        bool yHigh = char.IsSurrogate(y);
        return xHigh != yHigh ? (xHigh ? 1 : -1) : x.CompareTo(y);
    }

    /// <summary>The string as a .NET string; cached.</summary>
    public override string ToString()
    {
        switch (_storage)
        {
            case string flat:
                return flat;
            case WideText wide:
                return wide.Flat ??= Span.ToString();
            default:
                string text = Span.ToString();
                _storage = text;
                return text;
        }
    }

    private static int CountIn(ReadOnlySpan<char> span)
    {
        int first = span.IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0)
        {
            return span.Length;
        }

        int count = first;
        for (int i = first; i < span.Length; i += CodePointSize(span, i))
        {
            count++;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CodePointSize(ReadOnlySpan<char> span, int offset) =>
        char.IsHighSurrogate(span[offset]) && offset + 1 < span.Length && char.IsLowSurrogate(span[offset + 1]) ? 2 : 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<char> OtherSpan() => (_state & AppendedForm) != 0
        ? Unsafe.As<Appended>(this).Characters
        : Unsafe.As<WideText>(_storage!).Flat;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int CountCodePoints()
    {
        if ((_state & AppendedForm) != 0)
        {
            return Unsafe.As<Appended>(this).CodePoints;
        }

        if (_storage is WideText wide)
        {
            return wide.CodePoints;
        }

        ReadOnlySpan<char> span = Span;
        int count = CountIn(span);
        if (count == span.Length)
        {
            _state |= Direct;
            return count;
        }

        return Widen(count).CodePoints;
    }

    private WideText Widen() => _storage as WideText ?? Widen(CountCodePoints());

    // Takes the place of the .NET string in one write: other threads see either.
    private WideText Widen(int codePoints)
    {
        if (_storage is not WideText wide)
        {
            wide = new WideText(codePoints) { Flat = _storage as string };
            Volatile.Write(ref _storage, wide);
        }

        return wide;
    }

    private int[] BuildIndex(int codePoints)
    {
        int[] index = new int[(codePoints / IndexStride) + 1];
        ReadOnlySpan<char> span = Span;
        int position = 0;
        for (int offset = 0; offset < span.Length; offset += CodePointSize(span, offset))
        {
            if (position % IndexStride == 0)
            {
                index[position / IndexStride] = offset;
            }

            position++;
        }

        return index;
    }

    /// <summary>What a text needs in which some code points are two units.</summary>
    /// <param name="codePoints">How many code points it has.</param>
    private sealed class WideText(int codePoints)
    {
        public readonly int CodePoints = codePoints;

        /// <summary>The .NET string; always set for flat strings.</summary>
        public string? Flat;

        /// <summary>The offset of every so many-th code point.</summary>
        public int[]? Index;
    }
}
