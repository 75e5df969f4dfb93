using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Kiln.LineEditor;

/// <summary>
/// The terminal of the process, on systems in the tradition of Unix. While a line is edited the terminal is in raw mode: it sends every key at once, shows none
/// and makes no signals of them. At all other times it is as it was, so that programs find what they expect, and Ctrl-C is a signal.
/// </summary>
public sealed partial class UnixTerminal : ITerminal, IDisposable
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int Readable = 1;
    private const int Forever = -1;

    // How long the rest of an escape sequence may take; slow connections tear them apart.
    private const int SequenceMilliseconds = 50;

    // More than any system's structure of terminal settings, whose layout need not be known.
    private const int SettingsBytes = 256;

    private const int AfterDrain = 1;

    private const string BracketedPasteOn = "\e[?2004h";
    private const string BracketedPasteOff = "\e[?2004l";

    private readonly byte[] _settings = new byte[SettingsBytes];
    private readonly byte[] _raw = new byte[SettingsBytes];
    private readonly byte[] _bytes = new byte[4096];
    private readonly char[] _characters = new char[4097];
    private readonly Decoder _decoder = new UTF8Encoding(false).GetDecoder();
    private readonly KeyDecoder _keys;
    private readonly PosixSignalRegistration _resize;
    private readonly int _wakeRead;
    private readonly int _wakeWrite;
    private int _position;
    private int _count;

    [UnsupportedOSPlatform("windows")]
    private UnixTerminal(bool hasStyles, int wakeRead, int wakeWrite)
    {
        HasStyles = hasStyles;
        (_wakeRead, _wakeWrite) = (wakeRead, wakeWrite);
        _keys = new KeyDecoder(Next);
        _resize = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Wake());
    }

    /// <inheritdoc/>
    public int Width => Size(static () => Console.WindowWidth, 80);

    /// <inheritdoc/>
    public int Height => Size(static () => Console.WindowHeight, 24);

    /// <inheritdoc/>
    public bool HasStyles { get; }

    /// <inheritdoc/>
    public bool HasInput => _position < _count || Poll(0, out _) == Event.Input;

    /// <summary>The process's terminal; null if it has none that can be edited on.</summary>
    /// <param name="hasStyles">Whether text may have looks.</param>
    [UnsupportedOSPlatform("windows")]
    public static UnixTerminal? Open(bool hasStyles)
    {
        byte[] settings = new byte[SettingsBytes];
        int[] pipe = new int[2];
        return GetAttributes(StandardInput, settings) == 0 && MakePipe(pipe) == 0 ? new UnixTerminal(hasStyles, pipe[0], pipe[1]) : null;
    }

    /// <inheritdoc/>
    public void BeginEditing()
    {
        if (GetAttributes(StandardInput, _settings) == 0)
        {
            _settings.CopyTo(_raw, 0);
            MakeRaw(_raw);
            _ = SetAttributes(StandardInput, AfterDrain, _raw);
        }

        Write(BracketedPasteOn);
    }

    /// <inheritdoc/>
    public void EndEditing()
    {
        Write(BracketedPasteOff);
        _ = SetAttributes(StandardInput, AfterDrain, _settings);
    }

    /// <inheritdoc/>
    public Key Read() => _keys.Read();

    /// <inheritdoc/>
    public void Write(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        while (rest.Length > 0)
        {
            nint written = WriteBytes(StandardOutput, rest.ToArray(), rest.Length);
            if (written <= 0)
            {
                if (written < 0 && Marshal.GetLastPInvokeError() == Interrupted)
                {
                    continue;
                }

                return;
            }

            rest = rest[(int)written..];
        }
    }

    /// <summary>Ends a wait for input, from any thread.</summary>
    public void Wake() => _ = WriteBytes(_wakeWrite, [1], 1);

    /// <summary>Waits for a line as the terminal itself lets the user edit it; for programs that read.</summary>
    /// <param name="isStopped">Asked when the wait is ended from outside: whether to give up.</param>
    /// <returns>The line without its end; null at the end of the input, or if the wait was given up.</returns>
    public string? ReadLine(Func<bool> isStopped)
    {
        ArgumentNullException.ThrowIfNull(isStopped);
        var line = new StringBuilder();
        while (true)
        {
            int c = Next(false);
            switch (c)
            {
                case KeyDecoder.Resize when !isStopped():
                    break;
                case KeyDecoder.EndOfInput or KeyDecoder.Resize:
                    return line.Length > 0 ? line.ToString() : null;
                // Typed ahead in raw mode, Enter is a carriage return.
                case '\n' or '\r':
                    return line.ToString();
                default:
                    line.Append((char)c);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _resize.Dispose();
        _ = Close(_wakeRead);
        _ = Close(_wakeWrite);
    }

    private int Next(bool briefly)
    {
        while (_position == _count)
        {
            switch (Poll(briefly ? SequenceMilliseconds : Forever, out bool woken))
            {
                case Event.Nothing when briefly:
                    return KeyDecoder.Pause;
                case Event.Nothing:
                    break;
                case Event.Input:
                    nint read = ReadBytes(StandardInput, _bytes, _bytes.Length);
                    if (read < 0 && Marshal.GetLastPInvokeError() == Interrupted)
                    {
                        break;
                    }

                    if (read <= 0)
                    {
                        return KeyDecoder.EndOfInput;
                    }

                    _position = 0;
                    _count = _decoder.GetChars(_bytes, 0, (int)read, _characters, 0);
                    break;
            }

            if (woken && _position == _count)
            {
                return KeyDecoder.Resize;
            }
        }

        return _characters[_position++];
    }

    private Event Poll(int milliseconds, out bool woken)
    {
        PollEntry[] entries = [new(StandardInput), new(_wakeRead)];
        int ready = WaitForInput(entries, (nuint)entries.Length, milliseconds);
        woken = ready > 0 && entries[1].Returned != 0;
        if (woken)
        {
            _ = ReadBytes(_wakeRead, new byte[64], 64);
        }

        return ready > 0 && entries[0].Returned != 0 ? Event.Input : Event.Nothing;
    }

    private static int Size(Func<int> measure, int fallback)
    {
        try
        {
            return measure() is > 0 and var size ? size : fallback;
        }
        catch (IOException)
        {
            return fallback;
        }
    }

    private enum Event
    {
        Nothing,
        Input,
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry(int descriptor)
    {
        public int Descriptor = descriptor;
        public short Wanted = Readable;
        public short Returned;
    }

    // EINTR: the same number on Linux, macOS and the BSDs.
    private const int Interrupted = 4;

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, [Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(int descriptor, int when, byte[] settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw([In, Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "pipe")]
    private static partial int MakePipe([Out] int[] descriptors);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadBytes(int descriptor, [Out] byte[] buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteBytes(int descriptor, byte[] buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int WaitForInput([In, Out] PollEntry[] entries, nuint count, int milliseconds);
}
