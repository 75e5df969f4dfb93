namespace Kiln.Runtime;

/// <summary>What a program may use. All limits hold in every tier.</summary>
public sealed record Limits
{
    /// <summary>Default of <see cref="MaximumDepth"/>.</summary>
    public const int DefaultMaximumDepth = 200_000;

    /// <summary>Deepest nesting of guest calls; exceeding it is an error that the guest may catch.</summary>
    public int MaximumDepth { get; init; } = DefaultMaximumDepth;

    /// <summary>Longest run; null for no limit. Exceeding it cannot be caught.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Most bytes of managed heap; null for most of what the machine has. Exceeding it cannot be caught.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Deepest nesting of data that comparing, printing and hashing follow.</summary>
    public int MaximumDataDepth { get; init; } = 4096;
}
