using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Kiln.Tests.Repl;

/// <summary>
/// A process on a terminal of its own, of which the test holds the other end. The terminal becomes the process's controlling one, so that Ctrl-C is a signal,
/// because a shell that leads a new session opens it.
/// </summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const string Setsid = "/usr/bin/setsid";
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;

    private readonly StringBuilder _seen = new();
    private readonly FileStream _master;
    private readonly Process _process;

    private PseudoTerminal(FileStream master, Process process)
    {
        _master = master;
        _process = process;
        new Thread(Collect) { IsBackground = true }.Start();
    }

    /// <summary>Whether this machine can do that.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && File.Exists(Setsid) && File.Exists("/dev/ptmx");

    /// <summary>Starts a process.</summary>
    public static PseudoTerminal Start(IEnumerable<string> words, IReadOnlyDictionary<string, string> environment)
    {
        int descriptor = OpenMaster(ReadWrite | NoControllingTerminal);
        Assert.True(descriptor >= 0 && Grant(descriptor) == 0 && Unlock(descriptor) == 0);
        string slave = Marshal.PtrToStringUTF8(NameOfSlave(descriptor))!;
        var start = new ProcessStartInfo(Setsid) { WorkingDirectory = Repository.Root };
        foreach (string word in new[] { "--wait", "/bin/sh", "-c", "slave=$1; shift; exec \"$@\" < \"$slave\" > \"$slave\" 2>&1", "sh", slave }.Concat(words))
        {
            start.ArgumentList.Add(word);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        return new PseudoTerminal(new FileStream(handle, FileAccess.ReadWrite, 1), Process.Start(start)!);
    }

    /// <summary>Presses keys.</summary>
    public void Type(string keys)
    {
        _master.Write(Encoding.UTF8.GetBytes(keys));
        _master.Flush();
    }

    /// <summary>Waits until the process has shown a text, and forgets everything up to there.</summary>
    public void Await(string text, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        lock (_seen)
        {
            while (true)
            {
                string seen = _seen.ToString();
                int found = seen.IndexOf(text, StringComparison.Ordinal);
                if (found >= 0)
                {
                    _seen.Remove(0, found + text.Length);
                    return;
                }

                TimeSpan left = patience - watch.Elapsed;
                Assert.True(left > TimeSpan.Zero, $"'{text}' is not in: {seen}");
                Monitor.Wait(_seen, left);
            }
        }
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>Its exit code.</returns>
    public int AwaitExit(TimeSpan patience)
    {
        Assert.True(_process.WaitForExit(patience));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _master.Dispose();
    }

    private void Collect()
    {
        Decoder decoder = Encoding.UTF8.GetDecoder();
        byte[] bytes = new byte[4096];
        char[] characters = new char[4096];
        try
        {
            while (_master.Read(bytes) is > 0 and var count)
            {
                int length = decoder.GetChars(bytes, 0, count, characters, 0);
                lock (_seen)
                {
                    _seen.Append(characters, 0, length);
                    Monitor.PulseAll(_seen);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The other end is closed: nothing more will come.
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int Grant(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname")]
    private static partial nint NameOfSlave(int descriptor);
}
