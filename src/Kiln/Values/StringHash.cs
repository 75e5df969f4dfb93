using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kiln.Values;

/// <summary>Hashes of character spans, seeded per process so that inputs cannot be prepared to collide.</summary>
internal static class StringHash
{
    private const ulong Prime1 = 0x9E3779B97F4A7C15;
    private const ulong Prime2 = 0xD6E8FEB86659FD93;
    private static readonly ulong s_seed = (ulong)Random.Shared.NextInt64();

    /// <summary>The hash of some characters; never zero.</summary>
    public static int Compute(ReadOnlySpan<char> span)
    {
        ulong hash = s_seed ^ (ulong)span.Length;
        ref byte bytes = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(span));
        nint size = (nint)span.Length * sizeof(char);
        ulong tail = 0;
        if (size >= sizeof(ulong))
        {
            nint last = size - sizeof(ulong);
            for (nint offset = 0; offset < last; offset += sizeof(ulong))
            {
                hash = Mix(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, offset)), Prime1);
            }

            // The last eight bytes, some of them for the second time: cheaper than a loop over what is left.
            tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, last));
        }
        else
        {
            foreach (char c in span)
            {
                tail = (tail << 16) | c;
            }
        }

        hash = Mix(hash ^ tail, Prime2);
        int result = (int)(hash ^ (hash >> 32));
        return result == 0 ? 1 : result;
    }

    // The low half of a product and a shift, for want of a multiplication with 128 bits that can be compiled ahead of time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        ulong product = unchecked(a * b);
        return product ^ (product >> 29);
    }
}
