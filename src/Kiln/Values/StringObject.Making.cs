using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Runtime;

namespace Kiln.Values;

/// <content>The forms of strings and how strings are made.</content>
public partial class StringObject
{
    private const int BufferThreshold = 64;
    private const int CachedIntegers = 1024;

    private static readonly StringObject?[] s_integers = new StringObject?[CachedIntegers];

    /// <summary>The one-character string of a code point; those below 256 are shared objects.</summary>
    public static StringObject FromCodePoint(int codePoint)
    {
        if ((uint)codePoint >= 256)
        {
            return new StringObject(char.ConvertFromUtf32(codePoint));
        }

        char c = (char)codePoint;
        return s_latin1[codePoint] ??= new Short(new ReadOnlySpan<char>(in c), Direct);
    }

    /// <summary>A string with the given characters.</summary>
    public static StringObject FromSpan(ReadOnlySpan<char> text)
    {
        if (text.Length > Short.MaximumLength)
        {
            return new StringObject(text.ToString());
        }

        return text.Length > 1 ? new Short(text, 0)
            : text.IsEmpty ? Empty
            : text[0] < 256 ? s_latin1[text[0]] ?? FromCodePoint(text[0]) : new Short(text, 0);
    }

    /// <summary>The decimal text of an integer; small ones are shared objects.</summary>
    public static StringObject FromInteger(long integer)
    {
        if ((ulong)integer < CachedIntegers)
        {
            return s_integers[integer] ??= FormatShort((uint)integer);
        }

        // Nine digits at least fit, and 32-bit division is much faster.
        return (ulong)integer < 1_000_000_000 ? FormatShort((uint)integer) : FromSpan(integer.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The concatenation of two strings.
    /// <para>
    /// Appending is amortised O(1) without any ownership analysis: a long concatenation result lives in a growable buffer, and
    /// appending to the string that ends where the buffer's content ends just extends the buffer. The older string keeps its own
    /// length and does not see the new characters. (The same idea as appending to slices in Go.) Example: in
    /// <c>s := s + "x"</c> every step writes one character and allocates one small object.
    /// </para>
    /// </summary>
    public static StringObject Concat(StringObject left, StringObject right)
    {
        ReadOnlySpan<char> first = left.Span;
        ReadOnlySpan<char> second = right.Span;
        if (second.IsEmpty)
        {
            return left;
        }

        if (first.IsEmpty)
        {
            return right;
        }

        int length = checked(first.Length + second.Length);
        if (length <= Short.MaximumLength)
        {
            return new Short(first, second);
        }

        if (length < BufferThreshold)
        {
            return new StringObject(string.Concat(first, second));
        }

        AppendBuffer? buffer = (left._state & AppendedForm) != 0 ? Unsafe.As<Appended>(left).Buffer : null;
        if (buffer is null || !buffer.TryAppend(first.Length, second))
        {
            buffer = new AppendBuffer(first, second);
        }

        return new Appended(buffer, length, left.Length + right.Length);
    }

    /// <summary>The length of some strings together, in UTF-16 units.</summary>
    public static long Measure(ReadOnlySpan<StringObject> strings)
    {
        long length = 0;
        foreach (StringObject item in strings)
        {
            length += item.Utf16Length;
        }

        return length;
    }

    /// <summary>Strings one after the other with a separator between them.</summary>
    /// <param name="strings">At least one string.</param>
    /// <param name="separator">What is put between them.</param>
    /// <param name="length">The length of the result in UTF-16 units.</param>
    public static unsafe StringObject Join(ReadOnlySpan<StringObject> strings, StringObject separator, int length)
    {
        string text = new('\0', length);
        fixed (char* start = text)
        {
            char* target = start;
            char* end = start + length;
            bool separated = separator.Utf16Length > 0;
            for (int i = 0; i < strings.Length; i++)
            {
                if (separated && i > 0)
                {
                    target = separator.CopyTo(target, end);
                }

                target = strings[i].CopyTo(target, end);
            }
        }

        return new StringObject(text);
    }

    // Not inlined: the loop may run only once, in precompiled code, and while it runs the runtime can exchange what it calls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe char* CopyTo(char* target, char* end)
    {
        if ((_state & ShortForm) != 0 && end - target >= Short.MaximumLength)
        {
            // The whole field, whatever is in use: what is too much is overwritten by the next piece.
            Unsafe.CopyBlockUnaligned(ref *(byte*)target, ref Unsafe.As<char, byte>(ref Unsafe.As<Short>(this).First), Short.MaximumLength * sizeof(char));
            return target + (_state & ShortLengthMask);
        }

        ReadOnlySpan<char> characters = Span;
        characters.CopyTo(new Span<char>(target, (int)(end - target)));
        return target + characters.Length;
    }

    private static Short FormatShort(uint integer)
    {
        Span<char> digits = stackalloc char[10];
        int start = digits.Length;
        do
        {
            (integer, uint digit) = Math.DivRem(integer, 10);
            digits[--start] = (char)('0' + digit);
        }
        while (integer != 0);
        return new Short(digits[start..], Direct);
    }

    /// <summary>A string whose characters lie in the object.</summary>
    private sealed class Short : StringObject
    {
        public const int MaximumLength = 12;

        private Characters _characters;

        public Short(ReadOnlySpan<char> text, ushort facts)
            : base((ushort)(ShortForm | facts | text.Length)) => Copy(text, ref First);

        public Short(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
            : base((ushort)(ShortForm | (first.Length + second.Length)))
        {
            Copy(first, ref First);
            Copy(second, ref Unsafe.Add(ref First, first.Length));
        }

        public ref char First => ref Unsafe.As<Characters, char>(ref _characters);

        // A call of the runtime's copying function costs more than copying so little. From four characters on, words of eight bytes
        // that overlap cover every length.
        private static void Copy(ReadOnlySpan<char> text, ref char target)
        {
            ref byte from = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text));
            ref byte to = ref Unsafe.As<char, byte>(ref target);
            if (text.Length < 4)
            {
                for (int i = 0; i < text.Length; i++)
                {
                    Unsafe.Add(ref target, i) = text[i];
                }

                return;
            }

            int last = (text.Length * sizeof(char)) - sizeof(ulong);
            CopyWord(ref from, ref to, 0);
            if (last > sizeof(ulong))
            {
                CopyWord(ref from, ref to, sizeof(ulong));
            }

            CopyWord(ref from, ref to, last);
        }

        private static void CopyWord(ref byte from, ref byte to, int offset) =>
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, offset), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, offset)));

        [InlineArray(MaximumLength)]
        private struct Characters
        {
            private char _first;
        }
    }

    /// <summary>A string that is the beginning of a buffer.</summary>
    private sealed class Appended : StringObject
    {
        public readonly AppendBuffer Buffer;
        public readonly int CodePoints;
        private readonly int _length;

        public Appended(AppendBuffer buffer, int length, int codePoints)
            : base((ushort)(AppendedForm | (length == codePoints ? Direct : 0)))
        {
            Buffer = buffer;
            CodePoints = codePoints;
            _length = length;
        }

        public ReadOnlySpan<char> Characters => Buffer.Chars.AsSpan(0, _length);
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

        public readonly char[] Chars;

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
