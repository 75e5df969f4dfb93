using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Tiering;

/// <summary>
/// On-stack replacement: the interpreter enters the machine code of a loop in the middle of an activation. The code takes the frame's registers
/// and gives back where the interpreter continues; it leaves nothing on the host stack, so entering and leaving again and again is harmless.
/// </summary>
internal static unsafe class LoopEntry
{
    /// <summary>Instead of a next instruction: the loop's code was not entered; the instruction is to be carried out.</summary>
    public const int NotEntered = int.MinValue;

    /// <summary>Enters the code of the loop that starts at an instruction.</summary>
    /// <returns>Where to continue in the topmost frame, as <see cref="Interpreter.GeneralPath"/> says it, or <see cref="NotEntered"/>.</returns>
    public static int Enter(Context context, FunctionObject function, int pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        int depth = context.Depth;
        int top = context.Frames[depth].Window + prototype.RegisterCountField;
        if (prototype.Tier?.Loops.TryGetValue(pc, out CompiledUnit? unit) != true
            || !unit!.IsCurrent
            || context.IsInterrupted
            || context.Stack.Length < top + unit.ExitRoom
            || depth >= context.DepthLimit)
        {
            return Decline(context, prototype, pc);
        }

        context.Top = top;
        int next = ((delegate*<Context, FunctionObject, int, ref Value, int>)unit.Pointer)(context, function, depth, ref registers);
        if (next == pc && context.Depth == depth)
        {
            // The instruction at which the code could not go on is the one that enters it.
            return Decline(context, prototype, pc);
        }

        return next;
    }

    private static int Decline(Context context, Prototype prototype, int pc)
    {
        TierController.Unpatch(prototype, pc);
        prototype.RestartBackEdgeCount(context.LoopThreshold - 2);
        return NotEntered;
    }
}
