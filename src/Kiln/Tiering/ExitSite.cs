using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Jit.Graphs;
using Kiln.Values;

namespace Kiln.Tiering;

/// <summary>How a register is completed after the machine code stored the part that only it knows.</summary>
/// <param name="Register">Number of the register, from where the exit's frames start or in the loop's own frame.</param>
/// <param name="IsInLoopFrame">Which of the two.</param>
/// <param name="Kind">The kind of immediate; <see cref="Kind.Host"/> for any object, whose tag has been stored.</param>
/// <param name="Bits">The payload; null if it has been stored.</param>
internal sealed record RegisterRecipe(int Register, bool IsInLoopFrame, Kind Kind, long? Bits);

/// <summary>One exit of compiled code: where the interpreter continues, why, and how often that has happened.</summary>
public sealed class ExitSite
{
    private readonly int[] _offsets;

    /// <summary>An activation that the exit rebuilds.</summary>
    /// <param name="Prototype">The function.</param>
    /// <param name="Pc">The instruction it is at.</param>
    internal sealed record Frame(Prototype Prototype, int Pc);

    internal ExitSite(CompiledUnit unit, int index, ExitReason reason, FrameState state, bool isAbnormal, Block? branch, Node? guard)
    {
        Unit = unit;
        Index = index;
        Reason = reason;
        IsAbnormal = isAbnormal;
        Prototype = state.Prototype;
        Pc = state.Pc;
        SitePc = branch?.Site ?? guard?.SitePc ?? state.Pc;
        SitePrototype = guard?.SitePrototype ?? state.Prototype;
        SiteJumps = branch?.SiteJumps ?? false;
        Frames = new Frame[state.Depth + 1];
        for (FrameState? frame = state; frame is not null; frame = frame.Caller)
        {
            Frames[frame.Depth] = new Frame(frame.Prototype, frame.Pc);
        }

        _offsets = new int[Frames.Length];
        int next = 0;
        for (int i = unit.IsLoop ? 1 : 0; i < Frames.Length; i++)
        {
            _offsets[i] = next + 1;
            next += 1 + Frames[i].Prototype.RegisterCount;
        }

        Size = next;
        HasHandler = Array.Exists(Frames, static f => Array.Exists(f.Prototype.Handlers, h => f.Pc >= h.Start && f.Pc < h.End));
        unit.ExitRoom = Math.Max(unit.ExitRoom, next);
    }

    /// <summary>The check of an argument in front of a function: the interpreter carries out the call.</summary>
    internal ExitSite(CompiledUnit unit, int index, ExitReason reason, Prototype prototype, int pc)
    {
        Unit = unit;
        Index = index;
        Reason = reason;
        Prototype = prototype;
        SitePrototype = prototype;
        SitePc = pc;
        Frames = [new Frame(prototype, 0)];
        _offsets = [0];
    }

    /// <summary>The code it belongs to.</summary>
    public CompiledUnit Unit { get; }

    /// <summary>Its number there.</summary>
    public int Index { get; }

    /// <summary>Why the code is left.</summary>
    public ExitReason Reason { get; }

    /// <summary>The function, which may be inlined, and the instruction at which the interpreter continues.</summary>
    public Prototype Prototype { get; }

    /// <summary>The instruction at which the interpreter continues.</summary>
    public int Pc { get; }

    /// <summary>The instruction whose expectation failed.</summary>
    public int SitePc { get; }

    /// <summary>The function of that instruction.</summary>
    public Prototype SitePrototype { get; }

    /// <summary>For code that never ran: whether the instruction leads there by jumping.</summary>
    public bool SiteJumps { get; }

    /// <summary>How often it was taken.</summary>
    public int Count { get; internal set; }

    /// <summary>The kind of the value that was seen instead of the expected one, the last time; undefined if that tells nothing.</summary>
    public Kind LastSeen { get; internal set; }

    /// <summary>Where in the source the expectation stands.</summary>
    public SourceSpan Span => SitePrototype.Spans[SitePc];

    /// <summary>The active functions, outermost first, each with the instruction it is at.</summary>
    internal Frame[] Frames { get; }

    /// <summary>Whether the call did not complete normally: the interpreter looks for a handler instead of continuing.</summary>
    internal bool IsAbnormal { get; }

    /// <summary>Whether a function here has a handler for what happens at the instruction.</summary>
    internal bool HasHandler { get; }

    /// <summary>What is to be added to the registers that the code stored.</summary>
    internal RegisterRecipe[] Recipes { get; set; } = [];

    /// <summary>Registers that the frames need on the register stack.</summary>
    internal int Size { get; }

    /// <summary>Where a frame's window starts, counted from where the exit's room starts.</summary>
    internal int OffsetOf(int frame) => _offsets[frame];

    /// <inheritdoc/>
    public override string ToString() => $"exit {Index}: {Reason} at {SitePrototype.NameOrLambda}@{SitePc}";
}
