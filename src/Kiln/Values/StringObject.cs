using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Runtime;

namespace Kiln.Values;

/// <summary>
/// An immutable guest string. Lengths and positions that guests see count code points; storage is UTF-16.
/// <para>
/// Appending is amortised O(1) without any ownership analysis: a long concatenation result lives in a growable buffer, and
/// appending to the string that ends where the buffer's content ends just extends the buffer. The older string keeps its own
/// length and does not see the new characters. (The same idea as appending to slices in Go.) Example: in
/// <c>s := s + "x"</c> every step writes one character and allocates one small object.
/// </para>
/// </summary>
public sealed class StringObject : HeapObject
{
    private const int BufferThreshold = 64;
    private const int IndexStride = 64;
    private static readonly StringObject?[] s_latin1 = new StringObject?[256];

    private string? _flat;
    private AppendBuffer? _buffer;
    private readonly int _utf16Length;
    private int _codePoints = -1;
    private int _hash;
    private int[]? _index;

    /// <summary>Wraps a .NET string.</summary>
    public StringObject(string text)
        : base(Kind.String)
    {
        _flat = text;
        _utf16Length = text.Length;
    }

    private StringObject(AppendBuffer buffer, int length, int codePoints)
        : base(Kind.String)
    {
        _buffer = buffer;
        _utf16Length = length;
        _codePoints = codePoints;
    }

    /// <summary>The empty string.</summary>
    public static StringObject Empty { get; } = new(string.Empty);

    /// <summary>Number of UTF-16 units.</summary>
    public int Utf16Length => _utf16Length;

    /// <summary>Number of code points.</summary>
    public int Length => _codePoints >= 0 ? _codePoints : CountCodePoints();

    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Span => _flat is not null ? _flat : _buffer!.Chars.AsSpan(0, _utf16Length);

    /// <summary>Whether every code point is one UTF-16 unit, so that positions are offsets.</summary>
    public bool IsDirectlyIndexed => Length == _utf16Length;

    /// <summary>The one-character string of a code point; those below 256 are shared objects.</summary>
    public static StringObject FromCodePoint(int codePoint) =>
        (uint)codePoint < 256 ? s_latin1[codePoint] ??= new StringObject(((char)codePoint).ToString()) : new StringObject(char.ConvertFromUtf32(codePoint));

    /// <summary>The concatenation of two strings.</summary>
    public static StringObject Concat(StringObject left, StringObject right)
    {
        if (right._utf16Length == 0)
        {
            return left;
        }

        if (left._utf16Length == 0)
        {
            return right;
        }

        int length = checked(left._utf16Length + right._utf16Length);
        if (length < BufferThreshold)
        {
            return new StringObject(string.Concat(left.Span, right.Span));
        }

        AppendBuffer? buffer = left._buffer;
        if (buffer is null || !buffer.TryAppend(left._utf16Length, right.Span))
        {
            buffer = new AppendBuffer(left.Span, right.Span);
        }

        int codePoints = left.Length + right.Length;
        return new StringObject(buffer, length, codePoints);
    }

    /// <summary>The UTF-16 offset of a code point position.</summary>
    /// <param name="position">Between 0 and <see cref="Length"/>, inclusive.</param>
    public int OffsetOf(int position)
    {
        if (IsDirectlyIndexed || position == 0)
        {
            return position;
        }

        if (position >= _codePoints)
        {
            return _utf16Length;
        }

        int[] index = _index ??= BuildIndex();
        int offset = index[position / IndexStride];
        ReadOnlySpan<char> span = Span;
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
        int offset = OffsetOf(position);
        ReadOnlySpan<char> span = Span;
        char c = span[offset];
        return CodePointSize(span, offset) == 1
            ? c < 256 ? FromCodePoint(c) : new StringObject(c.ToString())
            : new StringObject(span.Slice(offset, 2).ToString());
    }

    /// <summary>The part between two code point positions.</summary>
    /// <param name="start">First position.</param>
    /// <param name="end">Position after the last; at least <paramref name="start"/>.</param>
    public StringObject Substring(int start, int end)
    {
        int from = OffsetOf(start);
        int to = OffsetOf(end);
        return to - from == 1 && Span[from] < 256 ? FromCodePoint(Span[from]) : new StringObject(Span[from..to].ToString());
    }

    /// <summary>Number of code points before a UTF-16 offset.</summary>
    public int PositionOf(int offset) => IsDirectlyIndexed ? offset : CountIn(Span[..offset]);

    /// <summary>Whether both strings hold the same characters.</summary>
    public bool ContentEquals(StringObject other) =>
        ReferenceEquals(this, other)
        || (_utf16Length == other._utf16Length
            && (_hash == 0 || other._hash == 0 || _hash == other._hash)
            && Span.SequenceEqual(other.Span));

    /// <summary>A hash of the characters, never zero, the same for equal strings within one process.</summary>
    public int ContentHash() => _hash != 0 ? _hash : _hash = StringHash.Compute(Span);

    /// <summary>Orders two strings by code points, which is the order of their UTF-8 bytes.</summary>
    /// <returns>Negative, zero or positive.</returns>
    public static int Compare(StringObject left, StringObject right)
    {
        ReadOnlySpan<char> a = left.Span;
        ReadOnlySpan<char> b = right.Span;
        int common = a.CommonPrefixLength(b);
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
        if (_flat is null)
        {
            _flat = _buffer!.Chars.AsSpan(0, _utf16Length).ToString();
        }

        return _flat;
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

    private int CountCodePoints() => _codePoints = CountIn(Span);

    private int[] BuildIndex()
    {
        int[] index = new int[(_codePoints / IndexStride) + 1];
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

    /// <summary>Characters that several strings of growing length share.</summary>
    private sealed class AppendBuffer
    {
        private int _used;

        public AppendBuffer(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
        {
            _used = left.Length + right.Length;
            long capacity = Math.Max(_used * 2L, 128);
            MemoryBudget.Announce(capacity * sizeof(char));
            Chars = new char[capacity > Array.MaxLength ? _used : capacity];
            left.CopyTo(Chars);
            right.CopyTo(Chars.AsSpan(left.Length));
        }

        public char[] Chars { get; private set; }

        public bool TryAppend(int length, ReadOnlySpan<char> suffix)
        {
            // Two threads may append to the same string: the one that claims the end first wins, the other copies.
            if (length + suffix.Length > Chars.Length
                || Interlocked.CompareExchange(ref _used, length + suffix.Length, length) != length)
            {
                return false;
            }

            suffix.CopyTo(Chars.AsSpan(length));
            return true;
        }
    }
}

/// <summary>Hashes of character spans, seeded per process so that inputs cannot be prepared to collide.</summary>
internal static class StringHash
{
    private static readonly ulong s_seed = (ulong)Random.Shared.NextInt64();

    public static int Compute(ReadOnlySpan<char> span)
    {
        const ulong Prime1 = 0x9E3779B97F4A7C15;
        const ulong Prime2 = 0xD6E8FEB86659FD93;
        ulong hash = s_seed ^ (ulong)span.Length;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(span);
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(bytes), Prime1);
            bytes = bytes[8..];
        }

        ulong tail = 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            tail = (tail << 16) | MemoryMarshal.Read<ushort>(bytes[i..]);
        }

        hash = Mix(hash ^ tail, Prime2);
        int result = (int)(hash ^ (hash >> 32));
        return result == 0 ? 1 : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
