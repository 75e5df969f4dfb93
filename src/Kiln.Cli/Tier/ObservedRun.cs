using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Tiering;

namespace Kiln.Cli.Tier;

/// <summary>
/// A run whose point is what the optimising tier does. What the program prints is thrown away, its errors are shown. Compilation happens in
/// place, so that what is seen does not depend on which thread was faster.
/// </summary>
/// <param name="Engine">The engine that ran it.</param>
/// <param name="Code">The exit code.</param>
internal sealed record ObservedRun(Engine Engine, int Code)
{
    /// <summary>Whether there was a program to run: it was well-formed.</summary>
    public bool Started => Functions.Count > 0;

    /// <summary>All functions of the program.</summary>
    public IReadOnlyList<Prototype> Functions { get; } = Engine.Functions();

    /// <summary>Runs a program.</summary>
    /// <param name="file">Its file, <c>-</c> for standard input.</param>
    /// <param name="languageName">Its language; null to go by the extension.</param>
    /// <param name="settings">How to run it.</param>
    /// <param name="keepsListings">Whether the compiled code's graphs and IL are wanted.</param>
    public static ObservedRun Of(string file, string? languageName, EngineSettings settings, bool keepsListings)
    {
        (Language language, SourceText source) = SourceLoader.Load(file, null, languageName);
        JitMode mode = settings.Options.Jit == JitMode.Auto ? JitMode.Sync : settings.Options.Jit;
        EngineSettings observed = settings with { Options = settings.Options with { Jit = mode } };
        Engine engine = observed.CreateEngine([], TextWriter.Null, keepsListings);
        int code = language.Run(engine, source, observed.Options);
        engine.Flush();
        return new ObservedRun(engine, code);
    }
}
