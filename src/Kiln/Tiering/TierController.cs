using System.Collections.Concurrent;
using Kiln.Bytecode;
using Kiln.Jit.Emit;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Tiering;

/// <summary>
/// The tier policy: what is hot is compiled, on a thread of its own unless asked otherwise; what leaves compiled code again and again is compiled
/// anew without the assumption that failed, a bounded number of times, and then without any.
/// </summary>
public static class TierController
{
    /// <summary>How often an exit is taken before its assumption is given up. (LuaJIT compiles a side trace at its tenth exit.)</summary>
    public const int HotExit = 10;

    /// <summary>Room for a kind in a number that tells the kinds of several arguments.</summary>
    internal const int BitsPerKind = 5;

    private const int MaximumRecompiles = 12;

    // Fresh feedback is gathered for this many calls or iterations before something is compiled again, or looked after again.
    private const int CallsBeforeRetry = 10;
    private const int IterationsBeforeRetry = 200;

    // A count that starts here does not get anywhere.
    private const int NeverHot = int.MinValue / 2;

    /// <summary>What a loop that ended counts for the loop around it.</summary>
    public const int IterationsPerLoop = 10;

    private static readonly Lazy<BlockingCollection<Action>> s_queue = new(StartThread);

    /// <summary>Has the compile thread get ready while a program is read and starts to run (see <see cref="Tiering.WarmUp"/>).</summary>
    /// <param name="language">The program's language.</param>
    /// <param name="options">How the tier works.</param>
    public static void WarmUp(Language language, JitOptions options)
    {
        if (options.Mode != JitMode.Auto || options.Log is not null)
        {
            return;
        }

        s_queue.Value.Add(() =>
        {
            try
            {
                Tiering.WarmUp.Run(language, options, static () => s_queue.Value.Count > 0);
            }
#pragma warning disable CA1031 // nobody waits for the result
            catch (Exception)
#pragma warning restore CA1031
            {
                // What is wrong will be reported when something is really compiled.
            }
        });
    }

    /// <summary>A function was called often enough. Sees to it that it is compiled; the caller looks whether it is already.</summary>
    internal static void OnHotFunction(Context context, Prototype prototype)
    {
        JitOptions options = context.Engine.Jit;
        TierState tier = prototype.EnsureTier();
        prototype.RestartCallCount(context.CallThreshold - CallsBeforeRetry * 2);
        if (tier.Unit is { IsCurrent: true } || tier.IsPending || tier.Refusal != ExitReason.None)
        {
            if (tier.Refusal != ExitReason.None)
            {
                prototype.RestartCallCount(NeverHot);
            }

            return;
        }

        tier.IsPending = true;
        options.Log?.WriteLine($"jit: {prototype.NameOrLambda} is hot after {prototype.CallCount} calls");
        Submit(options, () => CompileFunction(prototype, options));
    }

    /// <summary>A loop went back often enough.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="prototype">The function.</param>
    /// <param name="pc">Where the loop went back to.</param>
    /// <param name="registers">The frame.</param>
    internal static void OnHotLoop(Context context, Prototype prototype, int pc, ReadOnlySpan<Value> registers)
    {
        JitOptions options = context.Engine.Jit;
        TierState tier = prototype.EnsureTier();
        prototype.RestartBackEdgeCount(context.LoopThreshold - IterationsBeforeRetry);
        if (tier.Loops.TryGetValue(pc, out CompiledUnit? unit))
        {
            if (unit.IsCurrent)
            {
                Patch(prototype, tier, pc);
            }

            return;
        }

        if (tier.Refusal is not (ExitReason.None or ExitReason.NotPlain))
        {
            prototype.RestartBackEdgeCount(NeverHot);
            return;
        }

        if (!tier.PendingLoops.TryAdd(pc, true))
        {
            return;
        }

        var kinds = new Kind[registers.Length];
        for (int i = 0; i < kinds.Length; i++)
        {
            kinds[i] = registers[i].Tag?.Kind ?? Kind.Undefined;
        }

        options.Log?.WriteLine($"jit: the loop at {Place(prototype, pc)} is hot after {prototype.BackEdgeCount} iterations");
        Submit(options, () => CompileLoop(prototype, pc, kinds, options));
        if (tier.Loops.TryGetValue(pc, out unit) && unit.IsCurrent)
        {
            Patch(prototype, tier, pc);
        }
    }

    /// <summary>Compiled code was left.</summary>
    internal static void NoteExit(Context context, ExitSite site, Value seen)
    {
        if (TookOnPurpose(context))
        {
            return;
        }

        JitOptions options = context.Engine.Jit;
        if (site.Reason == ExitReason.Unreached)
        {
            // The jump itself is not carried out again, so it is counted here.
            ref Feedback feedback = ref site.SitePrototype.FeedbackField[site.SitePc];
            feedback.First += site.SiteJumps ? 1 : 0;
            feedback.Second += site.SiteJumps ? 0 : 1;
        }

        if (Count(options, site, seen.Tag?.Kind ?? Kind.Undefined) && ReasonTable.Of(site.Reason).Speculates)
        {
            if (site.Reason != ExitReason.Unreached)
            {
                site.SitePrototype.EnsureTier().Disable(site.SitePc, site.Reason);
            }

            GiveUp(context, site.Unit, site.Reason, options);
        }
    }

    /// <summary>Undoes the entry into a loop's code: the interpreter carries out the instruction itself.</summary>
    /// <param name="prototype">The function.</param>
    /// <param name="pc">Where the loop starts.</param>
    public static void Unpatch(Prototype prototype, int pc)
    {
        if (prototype.Tier is { } tier && tier.Patched.Remove(pc, out Opcode original))
        {
            prototype.ScaledCodeField[pc].Opcode = original;
        }
    }

    private static string Seen(ExitSite site) => site.LastSeen is Kind.Undefined ? "" : $", saw {site.LastSeen}";

    private static string Place(Prototype prototype, int pc) => $"{prototype.NameOrLambda}:{prototype.Source.GetLineColumn(prototype.Spans[pc].Start).Line}";

    /// <summary>A function was called with arguments of other kinds than it takes unboxed; the interpreter carries the call out.</summary>
    internal static void NoteMismatch(Context context, CompiledUnit unit, long kinds)
    {
        if (TookOnPurpose(context))
        {
            return;
        }

        JitOptions options = context.Engine.Jit;
        bool isHot = false;
        for (int i = 0; i < unit.ParameterExits.Length; i++)
        {
            var kind = (Kind)((kinds >> (i * BitsPerKind)) & ((1 << BitsPerKind) - 1));
            if (kind == Kind.Undefined || unit.ParameterExits[i] is not { } site)
            {
                continue;
            }

            if (Count(options, site, kind))
            {
                unit.Prototype.EnsureTier().Disable(i, ExitReason.ParameterKind);
                isHot = true;
            }
        }

        if (isHot)
        {
            GiveUp(context, unit, ExitReason.ParameterKind, options);
        }
    }

    /// <summary>Whether an exit is one that failed on purpose, in stress mode, which nobody learns from.</summary>
    private static bool TookOnPurpose(Context context)
    {
        bool onPurpose = context.FailedOnPurpose;
        context.FailedOnPurpose = false;
        return onPurpose;
    }

    /// <summary>Counts an exit that was taken.</summary>
    /// <returns>Whether it has been taken often enough to be given up.</returns>
    private static bool Count(JitOptions options, ExitSite site, Kind seen)
    {
        site.Count++;
        site.LastSeen = seen;
        ReasonInfo reason = ReasonTable.Of(site.Reason);
        if (options.Log is not null && (site.Count <= HotExit || site.Count % 1000 == 0) && reason.Speculates)
        {
            options.Log.WriteLine($"jit: left {site.Unit.Prototype.NameOrLambda} at {Place(site.SitePrototype, site.SitePc)}: {reason.Message}{Seen(site)} ({site.Count})");
        }

        return site.Count >= HotExit && site.Unit.IsCurrent;
    }

    /// <summary>Gives up all machine code of a function without blame; it is compiled again when it is hot again.</summary>
    public static void Forget(Prototype prototype)
    {
        if (prototype.Tier is not { } tier)
        {
            return;
        }

        foreach (CompiledUnit loop in tier.Loops.Values)
        {
            Drop(tier, loop);
        }

        if (tier.Unit is { } unit)
        {
            Drop(tier, unit);
        }
    }

    /// <summary>Sees to it that nothing enters a unit any more.</summary>
    private static void Drop(TierState tier, CompiledUnit unit)
    {
        unit.IsCurrent = false;
        if (unit.IsLoop)
        {
            tier.Loops.TryRemove(unit.EntryPc, out _);
            tier.PendingLoops.TryRemove(unit.EntryPc, out _);
            Unpatch(unit.Prototype, unit.EntryPc);
        }
        else
        {
            tier.Unit = null;
            unit.Prototype.Retire();
            Compiler.Redirect(unit);
        }
    }

    private static void GiveUp(Context context, CompiledUnit unit, ExitReason reason, JitOptions options)
    {
        Prototype prototype = unit.Prototype;
        TierState tier = prototype.EnsureTier();
        tier.Recompiles++;
        tier.IsGeneric |= tier.Recompiles > MaximumRecompiles;
        options.Log?.WriteLine($"jit: gave up {(unit.IsLoop ? "a loop of " : "")}{prototype.NameOrLambda}: {ReasonTable.Of(reason).Message}");
        Drop(tier, unit);
        if (unit.IsLoop)
        {
            prototype.RestartBackEdgeCount(context.LoopThreshold - IterationsBeforeRetry);
        }
        else
        {
            prototype.RestartCallCount(context.CallThreshold - CallsBeforeRetry);
        }
    }

    private static void Submit(JitOptions options, Action work)
    {
        if (options.Mode == JitMode.Auto)
        {
            s_queue.Value.Add(work);
        }
        else
        {
            work();
        }
    }

    private static BlockingCollection<Action> StartThread()
    {
        var queue = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (Action work in queue.GetConsumingEnumerable())
            {
                work();
            }
        })
        {
            IsBackground = true,
            Name = "compiler",
        };
        thread.Start();
        return queue;
    }

    private static void CompileFunction(Prototype prototype, JitOptions options)
    {
        TierState tier = prototype.EnsureTier();
        if (Compile(prototype, 0, null, options) is { } unit)
        {
            unit.IsCurrent = true;
            tier.Unit = unit;
            prototype.Publish(unit.Pointer);
        }

        tier.IsPending = false;
    }

    private static void CompileLoop(Prototype prototype, int pc, Kind[] kinds, JitOptions options)
    {
        TierState tier = prototype.EnsureTier();
        if (Compile(prototype, pc, kinds, options) is { } unit)
        {
            unit.IsCurrent = true;
            tier.Loops[pc] = unit;
        }
    }

    private static CompiledUnit? Compile(Prototype prototype, int entry, Kind[]? kinds, JitOptions options)
    {
        TierState tier = prototype.EnsureTier();
        CompiledUnit? unit;
        ExitReason refusal;
        string detail;
        try
        {
            unit = Compiler.Compile(prototype, entry, kinds, options, out refusal, out detail);
        }
#pragma warning disable CA1031 // a failed compilation is never an error of the guest
        catch (Exception exception)
#pragma warning restore CA1031
        {
            (unit, refusal, detail) = (null, ExitReason.CompilerError, Environment.GetEnvironmentVariable("KILN_TRACE") is null ? exception.Message : exception.ToString());
        }

        if (unit is null)
        {
            if (kinds is null || refusal != ExitReason.NotPlain)
            {
                (tier.Refusal, tier.RefusalDetail) = (refusal, detail);
            }

            options.Log?.WriteLine($"jit: refused {prototype.NameOrLambda}: {ReasonTable.Of(refusal).Message}{(detail.Length > 0 ? $" ({detail})" : "")}");
            return null;
        }

        tier.AddToHistory(unit);
        options.Log?.WriteLine(
            $"jit: compiled {(unit.IsLoop ? $"the loop at {Place(prototype, entry)}" : prototype.NameOrLambda)} in {unit.CompileTime.TotalMicroseconds:0} us ({unit.BuildTime.TotalMicroseconds:0} graph, {unit.EmitTime.TotalMicroseconds:0} IL): {unit.NodeCount} nodes, {unit.ILSize} bytes of IL, {unit.Exits.Count} exits");
        return unit;
    }

    private static void Patch(Prototype prototype, TierState tier, int pc)
    {
        ref Instruction instruction = ref prototype.ScaledCodeField[pc];
        if (instruction.Opcode != FusedOpcodes.EnterLoop)
        {
            tier.Patched[pc] = instruction.Opcode;
            instruction.Opcode = FusedOpcodes.EnterLoop;
        }
    }
}
