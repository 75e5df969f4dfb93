using Kiln.Cli;

namespace Kiln.Tests.Repl;

/// <summary>A <c>kiln repl</c> that reads from a pipe.</summary>
internal static class PipedSession
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a session to its end.</summary>
    public static KilnResult Session(string input, params string[] options)
    {
        KilnResult result = KilnProcess.Run(["repl", .. options], input + "\n", s_patience, Repository.Root);
        return result with { Output = result.Output.ReplaceLineEndings("\n"), Error = result.Error.ReplaceLineEndings("\n") };
    }

    /// <summary>Runs a session that ends well, and looks at what it prints.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The whole output.</param>
    /// <param name="error">A part of the error output; empty if there must be none.</param>
    /// <param name="options">Options of the command line.</param>
    public static void AssertSession(string input, string output, string error, params string[] options)
    {
        KilnResult result = Session(input, options);

        Assert.Equal((ExitCode.Success, output), (result.ExitCode, result.Output));
        if (error.Length == 0)
        {
            Assert.Equal("", result.Error);
        }
        else
        {
            Assert.Contains(error, result.Error, StringComparison.Ordinal);
        }
    }
}
