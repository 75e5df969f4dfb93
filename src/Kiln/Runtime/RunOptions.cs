namespace Kiln.Runtime;

/// <summary>How diagnostics look.</summary>
public enum DiagnosticStyle
{
    /// <summary>With the source line, a caret and a stack trace.</summary>
    Rich,

    /// <summary>The bare form that comparisons rely on.</summary>
    Plain,

    /// <summary>An error that ends the program is a JSON object on the output, for other programs; everything else is as usual.</summary>
    Json,
}

/// <summary>When the optimising tier works.</summary>
public enum JitMode
{
    /// <summary>When something is hot, on a background thread.</summary>
    Auto,

    /// <summary>When something is hot, in place.</summary>
    Sync,

    /// <summary>Never.</summary>
    Off,

    /// <summary>Early, with guards that fail on purpose.</summary>
    Stress,
}

/// <summary>How a program is run.</summary>
public sealed record RunOptions
{
    /// <summary>How diagnostics look.</summary>
    public DiagnosticStyle Diagnostics { get; init; }

    /// <summary>Whether to print statistics to the error output at the end.</summary>
    public bool Stats { get; init; }

    /// <summary>Whether to verify all bytecode before it runs.</summary>
    public bool Verify { get; init; }

    /// <summary>When the optimising tier works.</summary>
    public JitMode Jit { get; init; }

    /// <summary>Calls after which a function is hot; null for the language's default.</summary>
    public int? JitThreshold { get; init; }

    /// <summary>Seed of the failures in stress mode.</summary>
    public ulong StressSeed { get; init; }
}
