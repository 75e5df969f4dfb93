using System.Collections.Concurrent;
using Kiln.Bytecode;

namespace Kiln.Tiering;

/// <summary>What the tier policy knows of one function.</summary>
public sealed class TierState
{
    private readonly ConcurrentDictionary<int, bool> _disabled = new();
    private readonly List<CompiledUnit> _history = [];

    /// <summary>The function's machine code, if there is any.</summary>
    public CompiledUnit? Unit { get; internal set; }

    /// <summary>The machine code of its loops, by first instruction.</summary>
    public ConcurrentDictionary<int, CompiledUnit> Loops { get; } = new();

    /// <summary>Everything that was ever compiled for it, oldest first.</summary>
    public IReadOnlyList<CompiledUnit> History
    {
        get
        {
            lock (_history)
            {
                return [.. _history];
            }
        }
    }

    /// <summary>Why it was not compiled; none if it was, or has not been tried.</summary>
    public ExitReason Refusal { get; internal set; }

    /// <summary>More about the refusal.</summary>
    public string RefusalDetail { get; internal set; } = "";

    /// <summary>How often code was given up because an exit was taken often.</summary>
    public int Recompiles { get; internal set; }

    /// <summary>Whether nothing is speculated any more.</summary>
    public bool IsGeneric { get; internal set; }

    /// <summary>Whether the function waits for the compiler, or is being compiled.</summary>
    internal volatile bool IsPending;

    /// <summary>Loops that wait for the compiler.</summary>
    internal ConcurrentDictionary<int, bool> PendingLoops { get; } = new();

    /// <summary>Interpreter opcodes that were replaced by an entry into compiled code, by instruction.</summary>
    internal Dictionary<int, Opcode> Patched { get; } = [];

    /// <summary>Whether an assumption at an instruction has failed too often to be made again.</summary>
    internal bool IsDisabled(int pc, ExitReason reason) => IsGeneric || _disabled.ContainsKey(Key(pc, reason));

    /// <summary>Never makes an assumption again.</summary>
    internal void Disable(int pc, ExitReason reason) => _disabled[Key(pc, reason)] = true;

    private static int Key(int pc, ExitReason reason) => (pc << 8) | (int)reason;

    internal void AddToHistory(CompiledUnit unit)
    {
        lock (_history)
        {
            _history.Add(unit);
        }
    }
}
