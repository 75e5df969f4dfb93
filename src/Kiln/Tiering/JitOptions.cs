using Kiln.Runtime;

namespace Kiln.Tiering;

/// <summary>How an engine uses the optimising tier.</summary>
public sealed record JitOptions
{
    /// <summary>Default of <see cref="LoopThreshold"/>.</summary>
    public const int DefaultLoopThreshold = 1_000;

    /// <summary>Default of <see cref="CallThreshold"/>.</summary>
    public const int DefaultCallThreshold = 100;

    /// <summary>When the tier works.</summary>
    public JitMode Mode { get; init; } = JitMode.Off;

    /// <summary>Calls after which a function is compiled; 0 means before its first call.</summary>
    public int CallThreshold { get; init; } = DefaultCallThreshold;

    /// <summary>Iterations after which a loop is compiled.</summary>
    public int LoopThreshold { get; init; } = DefaultLoopThreshold;

    /// <summary>Seed of the failures in stress mode.</summary>
    public ulong StressSeed { get; init; } = 1;

    /// <summary>Whether compiled units keep the text of their graph after each pass and of their IL.</summary>
    public bool KeepsListings { get; init; }

    /// <summary>Receives one line per event; null for silence.</summary>
    public TextWriter? Log { get; init; }

    /// <summary>
    /// Whether frames of compiled code note themselves in the list of active frames, because a handler of some program may look at it.
    /// </summary>
    internal bool RecordsFrames { get; set; }

    /// <summary>The options that a command line asks for.</summary>
    public static JitOptions From(RunOptions options, TextWriter? log)
    {
        int? threshold = options.JitThreshold ?? (options.Jit == JitMode.Stress ? 2 : null);
        return new JitOptions
        {
            Mode = options.Jit,
            CallThreshold = threshold ?? DefaultCallThreshold,
            LoopThreshold = threshold is { } calls ? Math.Min(calls, DefaultLoopThreshold) : DefaultLoopThreshold,
            StressSeed = options.StressSeed == 0 ? 1 : options.StressSeed,
            Log = log,
        };
    }
}
