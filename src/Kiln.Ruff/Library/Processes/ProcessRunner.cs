using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Kiln.Runtime;

namespace Kiln.Ruff.Library;

/// <summary>Runs programs, alone or connected by pipes. The only code that touches the process library.</summary>
internal static class ProcessRunner
{
    private const int BlockBytes = 16 << 10;

    /// <summary>The words that run a command line through the system's shell.</summary>
    public static string[] Shell(string command) =>
        OperatingSystem.IsWindows() ? ["cmd.exe", "/C", command] : ["/bin/sh", "-c", command];

    /// <summary>Runs commands side by side, each reading what the one before prints, until all have ended.</summary>
    /// <param name="context">The guest thread; others run meanwhile.</param>
    /// <param name="commands">Program and arguments of each command.</param>
    /// <param name="settings">Options.</param>
    /// <returns>How the last command ended, or null if an error or interruption is pending.</returns>
    public static ProcessOutcome? Run(Context context, IReadOnlyList<string[]> commands, ProcessSettings settings)
    {
        // The program's own output must come before that of what it starts.
        context.Engine.Flush();
        var processes = new List<Process>(commands.Count);
        try
        {
            foreach (string[] command in commands)
            {
                if (Start(context, command, settings) is not { } process)
                {
                    Stop(processes);
                    return null;
                }

                processes.Add(process);
            }

            return Finish(context, processes, settings);
        }
        finally
        {
            processes.ForEach(static p => p.Dispose());
        }
    }

    private static ProcessOutcome? Finish(Context context, List<Process> processes, ProcessSettings settings)
    {
        processes[0].StandardInput.Close();
        var work = new List<Task>();
        for (int i = 1; i < processes.Count; i++)
        {
            Stream from = processes[i - 1].StandardOutput.BaseStream;
            Stream to = processes[i].StandardInput.BaseStream;
            work.Add(Task.Run(() => Pump(from, to)));
            Stream ignored = processes[i - 1].StandardError.BaseStream;
            work.Add(Task.Run(() => Capture(ignored, 0)));
        }

        Process last = processes[^1];
        Stream outputStream = last.StandardOutput.BaseStream;
        Stream errorStream = last.StandardError.BaseStream;
        Task<CapturedText> output = Task.Run(() => Capture(outputStream, settings.MaximumOutputBytes));
        Task<CapturedText> error = Task.Run(() => Capture(errorStream, settings.MaximumOutputBytes));
        work.Add(output);
        work.Add(error);
        work.AddRange(processes.Select(static p => p.WaitForExitAsync()));
        Task all = Task.WhenAll(work);

        bool timedOut = false;
        Task awaited = settings.TimeoutMilliseconds is { } limit ? Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(Math.Min(limit, int.MaxValue)))) : all;
        if (!GuestScheduler.WaitFor(context, awaited))
        {
            Stop(processes);
            return null;
        }

        if (!all.IsCompleted)
        {
            timedOut = true;
            Stop(processes);

            // Grandchildren that escaped may keep the pipes open: what has come so far is the output.
            all.Wait(TimeSpan.FromSeconds(1));
        }

        return new ProcessOutcome(timedOut ? -1 : last.ExitCode, ResultOf(output), ResultOf(error), timedOut);
    }

    private static CapturedText ResultOf(Task<CapturedText> capture) =>
        capture.IsCompletedSuccessfully ? capture.Result : new CapturedText(string.Empty, true);

    private static Process? Start(Context context, string[] command, ProcessSettings settings)
    {
        var start = new ProcessStartInfo
        {
            FileName = command[0],
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in command.AsSpan(1))
        {
            start.ArgumentList.Add(argument);
        }

        SetEnvironment(start.Environment, settings);
        try
        {
            return Process.Start(start);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or ArgumentException or IOException)
        {
            context.Fail($"Failed to spawn process '{command[0]}': {OsErrors.Describe(e, command[0])}");
            return null;
        }
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, ProcessSettings settings)
    {
        if (!settings.InheritsEnvironment)
        {
            environment.Clear();
        }

        if (settings.Allowed is { } allowed)
        {
            foreach (string name in environment.Keys.Except(allowed).ToArray())
            {
                environment.Remove(name);
            }
        }

        foreach (string name in settings.Denied)
        {
            environment.Remove(name);
        }

        foreach ((string name, string value) in settings.Variables)
        {
            environment[name] = value;
        }
    }

    private static void Stop(List<Process> processes)
    {
        foreach (Process process in processes)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
            {
                // It ended by itself in the meantime.
            }
        }
    }

    private static void Pump(Stream from, Stream to)
    {
        try
        {
            using (to)
            {
                from.CopyTo(to);
            }
        }
        catch (IOException)
        {
            // The reader ended first, as the reading end of a pipe may.
        }

        // The writer must see a closed pipe then, not a full one.
        from.Dispose();
    }

    private static CapturedText Capture(Stream stream, long limit)
    {
        using var kept = new MemoryStream();
        byte[] block = new byte[BlockBytes];
        bool isTruncated = false;
        try
        {
            int count;
            while ((count = stream.Read(block, 0, block.Length)) > 0)
            {
                int room = (int)Math.Min(count, limit - kept.Length);
                kept.Write(block, 0, room);
                isTruncated |= room < count;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            isTruncated = true;
        }

        return new CapturedText(Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length), isTruncated);
    }
}
