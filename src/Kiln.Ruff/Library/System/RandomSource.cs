using System.Security.Cryptography;

namespace Kiln.Ruff.Library;

/// <summary>Where an engine's random numbers come from: the system, or a generator that a program seeded.</summary>
internal sealed class RandomSource
{
    private const string IdentifierCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private readonly Lock _lock = new();
    private ChaCha12? _seeded;

    /// <summary>Whether the numbers follow from a seed.</summary>
    public bool IsSeeded => _seeded is not null;

    /// <summary>Makes all further numbers follow from a seed.</summary>
    public void Seed(ulong seed) => _seeded = ChaCha12.FromSeed(seed);

    /// <summary>Goes back to the system's random numbers.</summary>
    public void ClearSeed() => _seeded = null;

    /// <summary>A double in [0, 1).</summary>
    public double NextDouble()
    {
        if (_seeded is not { } generator)
        {
            return Random.Shared.NextDouble();
        }

        lock (_lock)
        {
            return generator.NextDouble();
        }
    }

    /// <summary>An integer between two bounds, both inclusive.</summary>
    public long NextInt64(long low, long high)
    {
        if (_seeded is { } generator)
        {
            lock (_lock)
            {
                return generator.NextInt64(low, high);
            }
        }

        if (high < long.MaxValue)
        {
            return Random.Shared.NextInt64(low, high + 1);
        }

        if (low > long.MinValue)
        {
            return Random.Shared.NextInt64(low - 1, high) + 1;
        }

        Span<byte> bytes = stackalloc byte[sizeof(long)];
        Random.Shared.NextBytes(bytes);
        return BitConverter.ToInt64(bytes);
    }

    /// <summary>A text of letters and digits that cannot be guessed, unless there is a seed.</summary>
    public string NextIdentifier(int length)
    {
        if (_seeded is null)
        {
            return RandomNumberGenerator.GetString(IdentifierCharacters, length);
        }

        return string.Create(length, this, static (text, source) =>
        {
            foreach (ref char c in text)
            {
                c = IdentifierCharacters[(int)source.NextInt64(0, IdentifierCharacters.Length - 1)];
            }
        });
    }
}
