using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Tests.RandomPrograms;

/// <summary>A way of running programs that must not be visible in what they do.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Options">The options that choose it.</param>
internal sealed record ExecutionMode(string Name, RunOptions Options)
{
    private static readonly RunOptions s_common = new() { Diagnostics = DiagnosticStyle.Plain };

    /// <summary>The interpreter alone: what it does is right by definition.</summary>
    public static ExecutionMode Oracle { get; } = new("off", s_common with { Jit = JitMode.Off });

    /// <summary>Everything is hot at once, and compiled before it goes on.</summary>
    public static ExecutionMode Eager { get; } = new("sync, threshold 0", s_common with { Jit = JitMode.Sync, JitThreshold = 0 });

    /// <summary>Compiled in place after a few calls, when the interpreter has seen operands.</summary>
    public static ExecutionMode Early { get; } = new("sync, threshold 2", s_common with { Jit = JitMode.Sync, JitThreshold = 2 });

    /// <summary>As programs run by default: compiled on another thread while the interpreter goes on.</summary>
    public static ExecutionMode Usual { get; } = new("auto", s_common with { Jit = JitMode.Auto });

    /// <summary>Compiled early, and guards fail on purpose.</summary>
    public static ExecutionMode Stress(int seed) => new($"stress, seed {seed}", s_common with { Jit = JitMode.Stress, StressSeed = (ulong)seed });

    /// <summary>All modes that are compared with the oracle.</summary>
    public static ExecutionMode[] All(int seed) => [Eager, Early, Usual, Stress(seed)];

    /// <summary>Two modes for a program, so that many programs see all of them.</summary>
    public static ExecutionMode[] Some(int seed) => [seed % 2 == 0 ? Stress(seed) : Eager, (seed / 2 % 2) == 0 ? Usual : Early];
}
