using Kiln.Runtime;
using Kiln.Tiering;

namespace Kiln.Cli;

/// <summary>The meaning of the options that all commands share which run or read programs.</summary>
/// <param name="Limits">What programs may use.</param>
/// <param name="Capabilities">What programs may reach.</param>
/// <param name="Options">How programs are run.</param>
internal sealed record EngineSettings(Limits Limits, Capabilities Capabilities, RunOptions Options)
{
    /// <summary>What holds without any option.</summary>
    public static EngineSettings Default { get; } = new(new Limits(), Capabilities.All, new RunOptions());

    private static bool LogsJit => Environment.GetEnvironmentVariable("DEBUG_JIT") is { Length: > 0 } and not "0";

    /// <summary>An engine on the process's standard streams.</summary>
    /// <param name="arguments">What the program sees as its arguments.</param>
    public Engine CreateEngine(string[] arguments) => new()
    {
        Limits = Limits,
        Capabilities = Capabilities,
        Arguments = arguments,
        Jit = JitOptions(),
        FlushesEveryLine = !Console.IsOutputRedirected,
    };

    /// <summary>An engine at a terminal.</summary>
    /// <param name="output">Receives what programs print.</param>
    public Engine CreateEngine(TextWriter output) => new(output, Console.Error)
    {
        Limits = Limits,
        Capabilities = Capabilities,
        Jit = JitOptions(),
        FlushesEveryLine = true,
    };

    /// <summary>An engine whose program output goes elsewhere.</summary>
    /// <param name="arguments">What the program sees as its arguments.</param>
    /// <param name="output">Receives what the program prints.</param>
    /// <param name="keepsListings">Whether the optimising tier keeps graphs and IL as text.</param>
    public Engine CreateEngine(string[] arguments, TextWriter output, bool keepsListings) => new(output, Console.Error)
    {
        Limits = Limits,
        Capabilities = Capabilities,
        Arguments = arguments,
        Jit = JitOptions() with { KeepsListings = keepsListings },
    };

    private JitOptions JitOptions() => Tiering.JitOptions.From(Options, LogsJit ? TextWriter.Synchronized(Console.Error) : null);
}
