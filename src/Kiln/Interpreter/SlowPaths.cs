using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// What the interpreter's loop does not do inline: arithmetic, comparisons and variables outside of the common cases, and unwinding.
/// None of these methods is inlined, so that the loop stays small. Those that can fail return false (or -1) when an error is pending.
/// </summary>
internal static partial class SlowPaths
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Arithmetic(Context context, Prototype prototype, BinaryOperator operation, ref Value left, Value right, ref Value target, ref Feedback feedback)
    {
        if (left.IsNumber && right.IsNumber && (left.IsFloat || right.IsFloat))
        {
            feedback.First |= (int)(left.IsFloat && right.IsFloat ? OperandFeedback.Floats : OperandFeedback.Mixed);
            double a = left.ToDouble;
            double b = right.ToDouble;
            if (operation < BinaryOperator.Divide || b != 0)
            {
                target = Value.FromFloat(operation switch
                {
                    BinaryOperator.Add => a + b,
                    BinaryOperator.Subtract => a - b,
                    BinaryOperator.Multiply => a * b,
                    BinaryOperator.Divide => a / b,
                    _ => a % b,
                });
                return true;
            }
        }
        else
        {
            feedback.First |= (int)(left.IsInt && right.IsInt ? OperandFeedback.Overflow : left.IsString && right.IsString ? OperandFeedback.Strings : OperandFeedback.Other);
        }

        Value result = prototype.Language.Arithmetic(context, operation, left, right);
        if (result.IsAbnormal)
        {
            return false;
        }

        target = result;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Negate(Context context, Prototype prototype, ref Value operand, ref Value target, ref Feedback feedback)
    {
        if (operand.IsFloat)
        {
            feedback.First |= (int)OperandFeedback.Floats;
            target = Value.FromFloat(-operand.AsFloat);
            return true;
        }

        feedback.First |= (int)OperandFeedback.Other;
        Value result = prototype.Language.Negate(context, operand);
        if (result.IsAbnormal)
        {
            return false;
        }

        target = result;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Not(Context context, Prototype prototype, ref Value operand, ref Value target)
    {
        Value result = prototype.Language.Not(context, operand);
        if (result.IsAbnormal)
        {
            return false;
        }

        target = result;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Compare(Context context, Prototype prototype, ComparisonOperator operation, ref Value left, Value right, ref Feedback feedback)
    {
        // The branch counts of a compare-and-jump share the slot, so only plain comparisons could record kinds: none does.
        _ = feedback;
        if (operation >= ComparisonOperator.Less && left.IsNumber && right.IsNumber)
        {
            double a = left.ToDouble;
            double b = right.ToDouble;
            return operation switch
            {
                ComparisonOperator.Less => a < b,
                ComparisonOperator.LessEqual => a <= b,
                ComparisonOperator.Greater => a > b,
                _ => a >= b,
            } ? 1 : 0;
        }

        return prototype.Language.Compare(context, operation, left, right);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void FailUnbound(Context context, Prototype prototype, string name) => context.Fail(prototype.Language.UnboundMessage(name));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool PrepareGlobalWrite(Context context, Prototype prototype, GlobalCell cell)
    {
        if (cell.IsLibrary)
        {
            cell.IsLibrary = false;
            return true;
        }

        context.Fail(prototype.Language.ImmutableMessage(cell.Name, cell.Mutability));
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DefineGlobal(Prototype prototype, in Instruction i, ref Value registers)
    {
        var cell = (GlobalCell)prototype.ObjectsField[i.B];
        cell.Value = Unsafe.Add(ref registers, i.A);
        cell.Mutability = (Mutability)i.C;
        cell.IsLibrary = false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool CheckGlobalMutable(Context context, Prototype prototype, in Instruction i)
    {
        var cell = (GlobalCell)prototype.ObjectsField[i.B];
        if (cell.Mutability == Mutability.Mutable)
        {
            return true;
        }

        context.Fail(prototype.Language.FrozenMessage(cell.Name, cell.Mutability));
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool GetScoped(Context context, Prototype prototype, in Instruction i, ref Value registers)
    {
        Value local = Unsafe.Add(ref registers, i.B);
        if (!local.IsUndefined)
        {
            Unsafe.Add(ref registers, i.A) = local;
            return true;
        }

        var cell = (GlobalCell)prototype.ObjectsField[i.C];
        if (cell.Value.IsUndefined)
        {
            FailUnbound(context, prototype, cell.Name);
            return false;
        }

        Unsafe.Add(ref registers, i.A) = cell.Value;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool SetScoped(Context context, Prototype prototype, in Instruction i, ref Value registers)
    {
        ref Value local = ref Unsafe.Add(ref registers, i.A);
        var cell = (GlobalCell)prototype.ObjectsField[i.C];
        if (!local.IsUndefined || cell.Value.IsUndefined || cell.IsLibrary)
        {
            local = Unsafe.Add(ref registers, i.B);
            return true;
        }

        if (cell.Mutability != Mutability.Mutable)
        {
            return PrepareGlobalWrite(context, prototype, cell);
        }

        cell.Value = Unsafe.Add(ref registers, i.B);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Unshare(ref Value value)
    {
        if (value.IsContainer && value.Tag.Shared)
        {
            value = value.Kind switch
            {
                Kind.Array => new Value(value.AsArray.Clone()),
                Kind.Map => new Value(value.AsMap.Clone()),
                _ => new Value(value.AsRecord.Clone()),
            };
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeFunction(FunctionObject function, in Instruction i, ref Value registers)
    {
        var prototype = (Prototype)function.Prototype.ObjectsField[i.B];
        var captures = new Value[prototype.Captures.Length];
        for (int k = 0; k < captures.Length; k++)
        {
            Capture capture = prototype.Captures[k];
            Value value = capture.FromRegister ? Unsafe.Add(ref registers, capture.Index) : function.Captures[capture.Index];
            captures[k] = value.Share();
        }

        Unsafe.Add(ref registers, i.A) = new Value(new FunctionObject(prototype, captures));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void RecordCallee(ref Feedback feedback, Prototype prototype)
    {
        if (feedback.Target is not null)
        {
            feedback.Second++;
        }

        feedback.Target = prototype;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool CallNative(Context context, Prototype prototype, int window, in Instruction i)
    {
        context.Top = window + prototype.RegisterCount;
        var builtin = Unsafe.As<BuiltinObject>(prototype.ObjectsField[i.B]);
        Value result = Calls.InvokeBuiltin(context, builtin, context.Stack.AsSpan(window + i.A, i.D));
        if (result.IsAbnormal)
        {
            return false;
        }

        context.Stack[window + i.C] = result;
        return true;
    }

    /// <summary>
    /// Finds the handler for the pending completion, or leaves the activation.
    /// </summary>
    /// <returns>Where to go on, or -1 if the activation is left.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Unwind(Context context, Prototype prototype, int pc, int depth, ref Value registers)
    {
        context.Depth = depth;
        if (context.Pending == PendingKind.Error)
        {
            foreach (ref readonly Handler handler in prototype.Handlers.AsSpan())
            {
                if (pc >= handler.Start && pc < handler.End)
                {
                    List<Prototype>? active = null;
                    if (handler.NeedsStack)
                    {
                        active = context.ActiveFunctions();
                        for (int i = context.Trace.Count - 1; i >= 0; i--)
                        {
                            active.Add(context.Trace[i].Prototype);
                        }
                    }

                    Value caught = prototype.Language.Catch(context, active);
                    context.ClearPending();
                    Unsafe.Add(ref registers, handler.Register) = caught;
                    return handler.Target;
                }
            }
        }

        context.AddTrace(prototype, pc);
        context.Depth = depth - 1;
        return -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void FailUnknownOpcode(Prototype prototype, int pc) =>
        throw new InvalidBytecodeException($"{prototype.Name}@{pc}: the interpreter has no case for {prototype.CodeField[pc].Opcode}");
}
