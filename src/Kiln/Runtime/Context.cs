using System.Runtime.CompilerServices;
using Kiln.Bytecode;
using Kiln.Interpreter;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Runtime;

/// <summary>
/// One guest thread: its register stack, its depth, and what is pending when a call did not complete normally.
/// <para>
/// The completion protocol: a call returns a value; the abnormal marker means that the call did not complete normally and
/// <see cref="Pending"/> says why. Whoever receives the marker either handles what is pending and clears it, or returns the
/// marker at once. No .NET exception crosses guest frames.
/// </para>
/// </summary>
public sealed partial class Context
{
    private const int InitialStackSize = 1 << 16;
    private const int MaximumTrace = 256;
    private readonly List<TraceEntry> _trace = [];

    /// <summary>The registers of all active frames. Replaced by a fresh segment when a frame does not fit.</summary>
    internal Value[] Stack = new Value[InitialStackSize];

    /// <summary>The active frames, by depth.</summary>
    internal Frame[] Frames = new Frame[256];

    /// <summary>First free register; valid while a builtin runs.</summary>
    internal int Top;

    /// <summary>Number of active guest frames.</summary>
    internal int Depth;

    /// <summary>Depth at which the running interpreter gives control back to the host code that started it.</summary>
    internal int BaseDepth;

    /// <summary>Whether that host code makes the tail call with which the outermost of the interpreter's activations ends.</summary>
    internal bool LeavesForTailCalls;

    /// <summary>The interpreter's handlers: see <see cref="HandlerTable"/>.</summary>
    internal readonly nint Handlers = HandlerTable.Entries;

    // Copies of Tags, for the same reason.
    internal readonly HeapObject IntTag = Tags.Int;
    internal readonly HeapObject FloatTag = Tags.Float;
    internal readonly HeapObject BoolTag = Tags.Bool;
    internal readonly HeapObject NilTag = Tags.Nil;
    internal readonly HeapObject StringsMark = StorageMarks.For(ArrayStorage.Strings);
    internal readonly HeapObject UndefinedTag = Tags.Undefined;
    internal readonly HeapObject AbnormalTag = Tags.Abnormal;

    /// <summary>Calls after which a function is hot.</summary>
    internal int CallThreshold;

    /// <summary>Backward jumps after which a loop is hot.</summary>
    internal int LoopThreshold;

    /// <summary>In stress mode: guards that still succeed before one fails on purpose.</summary>
    internal int StressCountdown;

    /// <summary>Whether the exit that is being taken failed on purpose.</summary>
    internal bool FailedOnPurpose;

    private ulong _stressState;

    /// <summary>The arguments of a pending tail call.</summary>
    internal Value[] TailArguments = new Value[16];

    private Value _tailCallee;
    private int _tailArgumentCount;

    /// <summary>How an activation is left that does not end with a return instruction: see <see cref="GeneralPath"/>.</summary>
    internal int Leaving;

    /// <summary>What the last activation started by host code returned.</summary>
    internal Value Result;

    /// <summary>Deepest allowed nesting of guest frames.</summary>
    internal int MaximumDepth;

    /// <summary>Lowest host stack address that a guest frame may start at.</summary>
    internal nuint HostStackLimit;

    /// <summary>Not zero if something asked the guest to stop. Compiled code reads it.</summary>
    internal volatile int InterruptField;

    /// <summary>A guest thread of an engine. Call <see cref="GuestThread.Run"/> to enter it with a large host stack.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="language">The language that speaks for the thread where no frame does.</param>
    public Context(Engine engine, Language language)
    {
        Engine = engine;
        Language = language;
        MaximumDepth = engine.Limits.MaximumDepth == Limits.DefaultMaximumDepth ? language.DefaultMaximumDepth : engine.Limits.MaximumDepth;
        FollowJit();
        PendingValue = Value.Undefined;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The language that speaks for the thread where no frame does.</summary>
    public Language Language { get; }

    /// <summary>Why the last call did not complete normally.</summary>
    public PendingKind Pending { get; private set; }

    /// <summary>What was thrown; undefined if the error is only a message.</summary>
    public Value PendingValue { get; private set; }

    /// <summary>The message of an error without a value, or of an interruption.</summary>
    public string? PendingMessage { get; private set; }

    /// <summary>The status of a pending exit.</summary>
    public int ExitCode { get; private set; }

    /// <summary>The activations that the pending error passed through so far, innermost first. Long traces keep their start.</summary>
    public IReadOnlyList<TraceEntry> Trace => _trace;

    /// <summary>Whether something asked the guest to stop at its next poll.</summary>
    public bool IsInterrupted
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => InterruptField != 0;
    }

    /// <summary>What the interruption will say; null while there is none.</summary>
    public string? InterruptReason { get; private set; }

    /// <summary>Raises an error with a message. Use as <c>return context.Fail("...");</c>.</summary>
    /// <returns>The abnormal marker.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Value Fail(string message)
    {
        Pending = PendingKind.Error;
        PendingValue = Value.Undefined;
        PendingMessage = message;
        _trace.Clear();
        return Value.Abnormal;
    }

    /// <summary>Raises an error that carries a value.</summary>
    /// <returns>The abnormal marker.</returns>
    public Value Throw(Value thrown)
    {
        Pending = PendingKind.Error;
        PendingValue = thrown;
        PendingMessage = null;
        _trace.Clear();
        return Value.Abnormal;
    }

    /// <summary>Ends the program with a status.</summary>
    /// <returns>The abnormal marker.</returns>
    public Value Exit(int code)
    {
        Pending = PendingKind.Exit;
        ExitCode = code;
        _trace.Clear();
        return Value.Abnormal;
    }

    /// <summary>Makes the optimising tier work in another way from now on. No guest code may be running.</summary>
    /// <param name="options">How it works; off gives up all machine code.</param>
    public void SwitchJit(JitOptions options)
    {
        Engine.SwitchJit(options);
        FollowJit();
    }

    private void FollowJit()
    {
        JitOptions options = Engine.Jit;
        bool compiles = options.Mode != JitMode.Off;
        CallThreshold = compiles ? options.CallThreshold : int.MaxValue;
        LoopThreshold = compiles ? options.LoopThreshold : int.MaxValue;
        _stressState = options.StressSeed;
        ResetStress();
    }

    /// <summary>Forgets what is pending, because it has been handled.</summary>
    public void ClearPending()
    {
        Pending = PendingKind.None;
        PendingValue = Value.Undefined;
        PendingMessage = null;
        _trace.Clear();
    }

    /// <summary>Asks the guest to stop at its next poll. May be called from any thread.</summary>
    /// <param name="reason">What the user is told.</param>
    public void RequestInterrupt(string reason)
    {
        InterruptReason = reason;
        InterruptField = 1;
        DepthLimit = 0;
    }

    /// <summary>Withdraws a request to stop, so that the thread can be used again.</summary>
    public void ClearInterrupt()
    {
        InterruptField = 0;
        InterruptReason = null;
        ResetDepthLimit();
    }

    /// <summary>Checks for a request to stop; library loops call this now and then.</summary>
    /// <returns>True if the guest must stop: return the abnormal marker.</returns>
    public bool Poll()
    {
        if (InterruptField == 0)
        {
            return false;
        }

        Pending = PendingKind.Interrupted;
        PendingValue = Value.Undefined;
        PendingMessage = InterruptReason;
        _trace.Clear();
        return true;
    }

    /// <summary>
    /// Announces a large allocation, before it is made. Library functions whose work grows with an argument call this first.
    /// </summary>
    /// <param name="bytes">About how many bytes are going to be allocated.</param>
    /// <returns>False if that would break the memory limit: the interruption is pending, return the abnormal marker.</returns>
    public bool Charge(long bytes)
    {
        if (bytes < 1 << 20)
        {
            return true;
        }

        if (bytes + GC.GetTotalMemory(false) <= MemoryBudget.For(Engine.Limits))
        {
            return true;
        }

        RequestInterrupt(MemoryBudget.Message(Engine.Limits));
        return !Poll();
    }

    /// <summary>Calls a guest value from library code.</summary>
    /// <param name="callee">What to call.</param>
    /// <param name="arguments">The arguments; containers that stay reachable elsewhere have been marked as shared.</param>
    /// <returns>The result, or the abnormal marker, which the caller must return at once.</returns>
    public Value Call(Value callee, params ReadOnlySpan<Value> arguments)
    {
        int top = Top;
        int window = top + 1;
        if (window + arguments.Length > Stack.Length)
        {
            return Calls.CallInFreshSegment(this, callee, arguments);
        }

        Stack[top] = callee;
        arguments.CopyTo(Stack.AsSpan(window));
        Value result = Calls.Invoke(this, callee, window, arguments.Length);
        Top = top;
        return result;
    }

    /// <summary>
    /// Ends a builtin with a call: <c>return context.TailCall(f, x);</c> in the place of <c>return context.Call(f, x);</c>, if nothing is left to be done
    /// afterwards. The builtin's own call is over when <c>f</c> starts, so guest functions that call themselves through the builtin in tail position need no stack.
    /// </summary>
    /// <param name="callee">What to call.</param>
    /// <param name="arguments">The arguments; containers that stay reachable elsewhere have been marked as shared.</param>
    /// <returns>The abnormal marker, which the builtin must return at once.</returns>
    public Value TailCall(Value callee, params ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length > TailArguments.Length)
        {
            TailArguments = new Value[arguments.Length * 2];
        }

        arguments.CopyTo(TailArguments);
        _tailCallee = callee;
        _tailArgumentCount = arguments.Length;
        Pending = PendingKind.TailCall;
        return Value.Abnormal;
    }

    /// <summary>Takes the call that is pending; its arguments are the first of <see cref="TailArguments"/>.</summary>
    internal (Value Callee, int Count) TakeTailCall()
    {
        Pending = PendingKind.None;
        return (_tailCallee, _tailArgumentCount);
    }

    /// <summary>Decides when the next guard fails on purpose (xorshift64*, Vigna 2016).</summary>
    internal void ResetStress()
    {
        _stressState ^= _stressState >> 12;
        _stressState ^= _stressState << 25;
        _stressState ^= _stressState >> 27;
        StressCountdown = 1 + (int)((_stressState * 0x2545F4914F6CDD1D) >> 58);
    }

    /// <summary>Notes that an activation was left by the pending error.</summary>
    internal void AddTrace(Prototype prototype, int pc)
    {
        if (_trace.Count < MaximumTrace)
        {
            _trace.Add(new TraceEntry(prototype, pc));
        }
    }
}
