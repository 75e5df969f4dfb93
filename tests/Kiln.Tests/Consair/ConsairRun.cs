using Kiln.Consair;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Tiering;

namespace Kiln.Tests.Consair;

/// <summary>A run of a Consair program inside of the test process.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed to the error output.</param>
internal sealed record ConsairRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program.</summary>
    public static ConsairRun Of(string program, RunOptions? options = null, Limits? limits = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        options ??= new RunOptions { Diagnostics = DiagnosticStyle.Plain };
        var engine = new Engine(output, error)
        {
            Jit = JitOptions.From(options, TextWriter.Null),
            Limits = limits ?? new Limits { Time = TimeSpan.FromSeconds(60) },
        };
        int code = ConsairLanguage.Instance.Run(engine, new SourceText(program, "program.lisp"), options);
        return new ConsairRun(code, output.ToString(), error.ToString());
    }
}
