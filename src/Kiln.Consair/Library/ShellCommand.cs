using System.ComponentModel;
using System.Diagnostics;
using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Runs a command line through the system's shell. The only code that touches the process library.</summary>
internal static class ShellCommand
{
    private const int PollMilliseconds = 20;
    private const int FirstSignalStatus = 128;

    /// <summary>Runs a command to its end.</summary>
    /// <returns>An association list, or the abnormal marker.</returns>
    public static Value Run(Context context, string command)
    {
        // The program's own output must come before that of what it starts.
        context.Engine.Flush();
        bool isWindows = OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(isWindows ? "cmd.exe" : "/bin/sh", [isWindows ? "/C" : "-c", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            using Process? process = Process.Start(start);
            if (process is null)
            {
                return context.Fail("shell: failed to start the shell");
            }

            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            while (!Task.WaitAll([output, error], PollMilliseconds))
            {
                if (context.Poll())
                {
                    process.Kill(entireProcessTree: true);
                    return Value.Abnormal;
                }
            }

            process.WaitForExit();
            return Describe(output.Result, error.Result, process.ExitCode);
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            return context.Fail($"shell: failed to run '{command}': {e.Message}");
        }
    }

    private static Value Describe(string output, string error, int status)
    {
        // .NET reports death by signal n as 128 + n, like shells do.
        bool wasKilled = !OperatingSystem.IsWindows() && status > FirstSignalStatus && status < FirstSignalStatus + 64;
        return Lists.FromSpan(
        [
            Entry("out", Value.FromString(output)),
            Entry("err", Value.FromString(error)),
            Entry("exit", Value.FromInt(wasKilled ? -1 : status)),
            Entry("success", Value.FromBool(status == 0)),
        ]);
    }

    private static Value Entry(string name, Value value) => Lists.Pair(new Value(Symbol.Intern(name)), value);
}
