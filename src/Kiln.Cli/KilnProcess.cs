using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Kiln.Cli;

/// <summary>Runs Kiln itself as a child process, for tests and measurements that need a fresh one.</summary>
public static class KilnProcess
{
    private const string CommandName = "kiln";

    private const string AssemblyName = "Kiln.Cli";

    // How long to wait for the rest of the output once the process is gone; only a grandchild that holds the pipe makes this matter.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command line to its end.</summary>
    /// <param name="arguments">The words behind <c>kiln</c>.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="timeout">When to kill it.</param>
    /// <param name="workingDirectory">Its working folder; null for the current one.</param>
    public static KilnResult Run(IEnumerable<string> arguments, string input, TimeSpan timeout, string? workingDirectory = null)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(Describe(arguments, workingDirectory))!;
        Task<string> output = ReadAll(process.StandardOutput);
        Task<string> error = ReadAll(process.StandardError);
        Feed(process, input);
        bool ended = process.WaitForExit(timeout);
        if (!ended)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        Task.WaitAll([output, error], s_grace);
        return new KilnResult(process.ExitCode, Text(output), Text(error), elapsed, TimedOut: !ended);
    }

    // On a thread of its own: reads of pipes block, and many tests at once would starve the thread pool.
    private static Task<string> ReadAll(StreamReader reader) =>
        Task.Factory.StartNew(reader.ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string Text(Task<string> reading) => reading.IsCompletedSuccessfully ? reading.Result : "";

    private static void Feed(Process process, string input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input, which is its right.
        }
    }

    /// <summary>The words that start Kiln itself: one program, or the host of .NET and an assembly.</summary>
    public static IReadOnlyList<string> Self
    {
        get
        {
            string? self = Environment.ProcessPath;
            bool isKiln = self is not null && NameOf(self) is CommandName or AssemblyName;
            return isKiln ? [self!] : [DotnetHost(), Path.Combine(AppContext.BaseDirectory, AssemblyName + ".dll")];
        }
    }

    private static ProcessStartInfo Describe(IEnumerable<string> arguments, string? workingDirectory)
    {
        var start = new ProcessStartInfo(Self[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (string argument in Self.Skip(1).Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static string NameOf(string executable) =>
        Path.GetExtension(executable) == ".exe" ? Path.GetFileNameWithoutExtension(executable) : Path.GetFileName(executable);

    // The host that belongs to the running runtime: ROOT/dotnet for ROOT/shared/Microsoft.NETCore.App/VERSION/.
    private static string DotnetHost()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : "dotnet";
    }
}
