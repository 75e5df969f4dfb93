using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kiln.Ruff.Library;

/// <summary>
/// The ChaCha stream cipher with twelve rounds as a generator of random numbers: 256-bit key, 64-bit block counter from zero,
/// zero nonce. Bernstein, "ChaCha, a variant of Salsa20", 2008.
/// </summary>
internal sealed class ChaCha12
{
    private const int DoubleRounds = 6;

    private readonly uint[] _block = new uint[16];
    private readonly Vector128<uint> _keyLow;
    private readonly Vector128<uint> _keyHigh;
    private ulong _counter;
    private int _next = 16;

    /// <summary>A generator with a key.</summary>
    /// <param name="key">Eight words.</param>
    public ChaCha12(ReadOnlySpan<uint> key)
    {
        _keyLow = Vector128.Create(key[..4]);
        _keyHigh = Vector128.Create(key.Slice(4, 4));
    }

    /// <summary>A generator whose key is stretched from a 64-bit seed by a PCG32 sequence.</summary>
    public static ChaCha12 FromSeed(ulong seed)
    {
        Span<uint> key = stackalloc uint[8];
        ulong state = seed;
        foreach (ref uint word in key)
        {
            state = unchecked((state * 6364136223846793005) + 11634580027462260723);
            uint mixed = (uint)(((state >> 18) ^ state) >> 27);
            word = BitOperations.RotateRight(mixed, (int)(state >> 59));
        }

        return new ChaCha12(key);
    }

    /// <summary>The next 64 bits: two words of the stream, the low one first.</summary>
    public ulong NextUInt64()
    {
        int next = _next;
        if (next >= 16)
        {
            FillBlock();
            next = 0;
        }

        _next = next + 2;
        return _block[next] | ((ulong)_block[next + 1] << 32);
    }

    /// <summary>A double in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An integer between two bounds, both inclusive, all equally likely.</summary>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound; at least <paramref name="low"/>.</param>
    public long NextInt64(long low, long high)
    {
        ulong range = unchecked((ulong)high - (ulong)low + 1);
        if (range == 0)
        {
            return unchecked((long)NextUInt64());
        }

        // Lemire's multiplication method; draws beyond the zone would make some results likelier than others.
        ulong zone = (range << BitOperations.LeadingZeroCount(range)) - 1;
        ulong result;
        ulong fraction;
        do
        {
            result = Math.BigMul(NextUInt64(), range, out fraction);
        }
        while (fraction > zone);
        return unchecked((long)((ulong)low + result));
    }

    private static Vector128<uint> Rotate(Vector128<uint> value, int count) => (value << count) | (value >> (32 - count));

    private static void Round(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d)
    {
        a += b;
        d = Rotate(d ^ a, 16);
        c += d;
        b = Rotate(b ^ c, 12);
        a += b;
        d = Rotate(d ^ a, 8);
        c += d;
        b = Rotate(b ^ c, 7);
    }

    private void FillBlock()
    {
        // "expand 32-byte k" in ASCII.
        Vector128<uint> constants = Vector128.Create(0x61707865u, 0x3320646Eu, 0x79622D32u, 0x6B206574u);
        Vector128<uint> counter = Vector128.Create((uint)_counter, (uint)(_counter >> 32), 0, 0);
        Vector128<uint> a = constants;
        Vector128<uint> b = _keyLow;
        Vector128<uint> c = _keyHigh;
        Vector128<uint> d = counter;
        for (int i = 0; i < DoubleRounds; i++)
        {
            Round(ref a, ref b, ref c, ref d);
            b = Vector128.Shuffle(b, Vector128.Create(1u, 2, 3, 0));
            c = Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1));
            d = Vector128.Shuffle(d, Vector128.Create(3u, 0, 1, 2));
            Round(ref a, ref b, ref c, ref d);
            b = Vector128.Shuffle(b, Vector128.Create(3u, 0, 1, 2));
            c = Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1));
            d = Vector128.Shuffle(d, Vector128.Create(1u, 2, 3, 0));
        }

        (a + constants).CopyTo(_block);
        (b + _keyLow).CopyTo(_block, 4);
        (c + _keyHigh).CopyTo(_block, 8);
        (d + counter).CopyTo(_block, 12);
        _counter++;
    }
}
