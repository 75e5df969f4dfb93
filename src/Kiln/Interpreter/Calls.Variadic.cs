using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>
/// Calls of functions that take different numbers of arguments. Their code finds every parameter in its register, like any code, because the call arranges
/// the arguments first.
/// <code>
/// (lambda (a &amp;optional b &amp;rest c) ...)   called with 1          R0 = 1   R1 = unbound   R2 = nothing, as the language's list
///                                        called with 1 2 3 4    R0 = 1   R1 = 2         R2 = 3 and 4, as the language's list
/// </code>
/// </content>
internal static partial class Calls
{
    /// <summary>Makes a call's arguments, which lie below a window, into the parameters of a variadic function that accepts them.</summary>
    public static void Arrange(Context context, Prototype prototype, int window, int count)
    {
        int used = Math.Max(count, prototype.ParameterCount);
        context.Top = Math.Max(context.Top, window + used);
        Arrange(context, prototype, context.Stack.AsSpan(window, used), count);
    }

    /// <summary>Does that in any place that has room for both.</summary>
    private static void Arrange(Context context, Prototype prototype, Span<Value> registers, int count)
    {
        int collected = prototype.HasRest ? prototype.ParameterCount - 1 : prototype.ParameterCount;
        if (prototype.HasRest)
        {
            Span<Value> rest = count > collected ? registers[collected..count] : [];
            registers[collected] = prototype.Language.CollectRest(context, prototype, rest);
        }

        if (count < collected)
        {
            registers[count..collected].Fill(Value.Undefined);
        }
    }

    /// <summary>The call instruction for a variadic function that has no machine code.</summary>
    /// <returns>Where the frame on top continues, or <see cref="GeneralPath.LeaveAbnormally"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint CallVariadic(Context context, FunctionObject function, nint pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        ref readonly Instruction call = ref prototype.CodeField[pc];
        int depth = context.Depth;
        ref Frame frame = ref context.Frames[depth];
        frame.Pc = (int)pc;
        context.Top = frame.Window + prototype.RegisterCountField;
        ref Value callee = ref Unsafe.Add(ref registers, call.A);
        var called = Unsafe.As<FunctionObject>(callee.Tag);
        NoteCallee(prototype, (int)pc, called.Prototype);
        ShareBorrowed(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref callee, 1), call.B), call.D);
        int window = frame.Window + call.A + 1;
        if (CanStart(context, called.Prototype, depth, window, call.B))
        {
            Arrange(context, called.Prototype, window, call.B);
            context.Depth = depth + 1;
            context.Frames[depth + 1].Window = window;
            return 0;
        }

        Value result = InvokeFunction(context, called, window, call.B);
        context.Depth = depth;
        if (result.IsAbnormal)
        {
            return GeneralPath.Unwind(context, function, (int)pc, ref registers);
        }

        Unsafe.Add(ref registers, call.C) = result;
        return pc + 1;
    }

    /// <summary>Whether a frame of interpreted code can simply start in a window that holds a call's arguments. Counts the call.</summary>
    private static bool CanStart(Context context, Prototype called, int depth, int window, int count)
    {
        if (!called.IsPlain || !called.Accepts(count) || depth >= context.DepthLimit || window + Math.Max(count, called.RegisterCountField) > context.Stack.Length)
        {
            return false;
        }

        if (!called.IsCompiled && ++called.CallCountField >= context.CallThreshold)
        {
            Tiering.TierController.OnHotFunction(context, called);
        }

        return !called.IsCompiled;
    }
}
