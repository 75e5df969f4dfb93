using System.Diagnostics;
using Kiln.Diagnostics;
using Kiln.Ruff;
using Kiln.Runtime;

namespace Kiln.Tests.Robustness;

/// <summary>
/// One run of a program that may do anything: without processes, network and changes to files, with limits, and watched from outside
/// in case the limits do not hold.
/// </summary>
/// <param name="Code">The exit code; -1 if the run did not end or an exception escaped from it.</param>
/// <param name="Output">The start of what the program printed; empty if the run did not end.</param>
/// <param name="Error">The start of the error stream; empty if the run did not end.</param>
/// <param name="Escaped">The exception that came out of the run; null, unless something is wrong.</param>
/// <param name="Elapsed">How long it took; null if it was given up.</param>
internal sealed record GuardedRun(int Code, string Output, string Error, Exception? Escaped, TimeSpan? Elapsed)
{
    private const Capabilities Harmless = Capabilities.FileRead | Capabilities.EnvironmentRead | Capabilities.Clock | Capabilities.Random;

    /// <summary>Whether the run came to an end by itself.</summary>
    public bool Ended => Elapsed is not null;

    /// <summary>Runs a program.</summary>
    /// <param name="text">The program.</param>
    /// <param name="path">The path it is reported under and looks for modules from.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="patience">When to give it up.</param>
    /// <param name="options">How to run it; null for the default with all bytecode verified.</param>
    /// <param name="afterwards">Looks at the engine once the program has ended.</param>
    public static GuardedRun Of(string text, string path, Limits limits, TimeSpan patience, RunOptions? options = null, Action<Engine>? afterwards = null)
    {
        var output = new StartWriter();
        var error = new StartWriter();
        int code = -1;
        Exception? escaped = null;
        var thread = new Thread(() =>
        {
            try
            {
                var engine = new Engine(output, TextWriter.Synchronized(error))
                {
                    Input = TextReader.Null,
                    Jit = Kiln.Tiering.JitOptions.From(options ?? new RunOptions(), null),
                    Limits = limits,
                    Capabilities = Harmless,
                };
                code = RuffLanguage.Instance.Run(engine, new SourceText(text, path), options ?? new RunOptions { Verify = true });
                afterwards?.Invoke(engine);
            }
#pragma warning disable CA1031 // whatever comes out is the finding
            catch (Exception exception)
#pragma warning restore CA1031
            {
                escaped = exception;
            }
        })
        {
            IsBackground = true,
        };
        long start = Stopwatch.GetTimestamp();
        thread.Start();
        return thread.Join(patience)
            ? new GuardedRun(code, output.ToString(), error.ToString(), escaped, Stopwatch.GetElapsedTime(start))
            : new GuardedRun(-1, "", "", null, null);
    }
}
