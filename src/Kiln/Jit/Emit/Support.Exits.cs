using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Interpreter;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Emit;

/// <content>
/// Leaving compiled code. A function's exit puts the frames it stands for on the register stack and runs the interpreter until the outermost of
/// them has ended; that result is the compiled function's. A loop's exit gives control back to the interpreter that entered the loop.
/// </content>
internal static partial class Support
{
    /// <summary>Makes room for the frames of an exit.</summary>
    /// <returns>Where they start.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ref Value BeginExit(Context context, FunctionObject function, ExitSite site)
    {
        if (context.Top + site.Size > context.Stack.Length)
        {
            context.BeginSegment(site.Size);
        }

        if (!site.Unit.IsLoop)
        {
            context.Stack[context.Top] = new Value(function);
        }

        return ref context.Stack[context.Top];
    }

    /// <summary>Leaves a function.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value Leave(Context context, FunctionObject function, int depth, ExitSite site, Value seen)
    {
        int top = context.Top;
        SetFrames(context, site, depth, top, 0);
        Complete(site, ref context.Stack[top], ref context.Stack[top]);
        TierController.NoteExit(context, site, seen);
        Value result = Interpreter.Interpreter.Continue(context, depth - 1, NextOf(context, site), site.Unit.Prototype.HasTailCalls);
        context.Top = top;
        EndArguments(context);
        return result;
    }

    /// <summary>Leaves a loop.</summary>
    /// <returns>Where the interpreter continues, in the frame that is on top now.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int LeaveLoop(Context context, FunctionObject function, int depth, ExitSite site, Value seen)
    {
        SetFrames(context, site, depth, context.Top, 1);
        context.Frames[depth].Pc = site.Frames[0].Pc;
        Complete(site, ref context.Stack[context.Frames[depth].Window], ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Stack), context.Top));
        if (site.Reason == ExitReason.LoopFinished)
        {
            // A loop that runs often is as good as an iteration of the loop around it.
            site.Count++;
            function.Prototype.BackEdgeCountField += TierController.IterationsPerLoop;
        }
        else
        {
            TierController.NoteExit(context, site, seen);
        }

        return NextOf(context, site);
    }

    /// <summary>A call did not complete normally and no function here handles that: passes it on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value Abandon(Context context, ExitSite site, int depth)
    {
        AddTrace(context, site);
        return Value.Abnormal;
    }

    /// <summary>The same in a loop: the interpreter's frame ends.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int AbandonLoop(Context context, ExitSite site, int depth)
    {
        AddTrace(context, site);
        context.Depth = depth - 1;
        return GeneralPath.LeaveAbnormally;
    }

    /// <summary>The kind of an argument, in the bits that belong to its parameter, if it is another one than the function takes unboxed.</summary>
    public static long KindMismatch(HeapObject tag, int index, int representation) => (Representation)representation switch
    {
        Representation.Int when tag.Kind != Kind.Int => (long)tag.Kind << (index * TierController.BitsPerKind),
        Representation.Float when tag.Kind != Kind.Float => (long)tag.Kind << (index * TierController.BitsPerKind),
        _ => 0,
    };

    /// <summary>A function was called with arguments of other kinds than it takes unboxed.</summary>
    public static void NoteMismatch(Context context, CompiledUnit unit, long kinds) => TierController.NoteMismatch(context, unit, kinds);

    /// <summary>In stress mode: whether a guard shall fail although its condition holds.</summary>
    public static bool FailsOnPurpose(Context context)
    {
        if (--context.StressCountdown > 0)
        {
            return false;
        }

        context.ResetStress();
        context.FailedOnPurpose = true;
        return true;
    }

    private static void AddTrace(Context context, ExitSite site)
    {
        for (int i = site.Frames.Length - 1; i >= 0; i--)
        {
            context.AddTrace(site.Frames[i].Prototype, site.Frames[i].Pc);
        }
    }

    private static void SetFrames(Context context, ExitSite site, int depth, int start, int first)
    {
        for (int i = first; i < site.Frames.Length; i++)
        {
            ref Frame frame = ref context.Frames[depth + i];
            frame.Window = start + site.OffsetOf(i);
            frame.Pc = site.Frames[i].Pc;
        }

        context.Depth = depth + site.Frames.Length - 1;
    }

    /// <summary>Adds the tags and payloads that are known without the machine code.</summary>
    private static void Complete(ExitSite site, ref Value loopFrame, ref Value frames)
    {
        foreach (ref readonly RegisterRecipe recipe in site.Recipes.AsSpan())
        {
            ref Value register = ref Unsafe.Add(ref recipe.IsInLoopFrame ? ref loopFrame : ref frames, recipe.Register);
            HeapObject tag = recipe.Kind switch
            {
                Kind.Int => Tags.Int,
                Kind.Float => Tags.Float,
                Kind.Bool => Tags.Bool,
                Kind.Nil => Tags.Nil,
                Kind.Undefined => Tags.Undefined,
                _ => register.Tag,
            };
            register = new Value(tag, recipe.Bits ?? register.Bits);
        }
    }

    private static int NextOf(Context context, ExitSite site)
    {
        if (!site.IsAbnormal)
        {
            return site.Pc;
        }

        ref Value registers = ref context.Stack[context.Frames[context.Depth].Window];
        var function = Unsafe.As<FunctionObject>(Unsafe.Add(ref registers, -1).Tag);
        return GeneralPath.Unwind(context, function, site.Pc, ref registers);
    }
}
