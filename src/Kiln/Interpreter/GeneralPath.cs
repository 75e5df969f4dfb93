using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// The complete meaning of every instruction that the interpreter's loop does not finish by itself. <see cref="Execute"/> carries
/// out one instruction and returns where to go on; errors are unwound here too.
/// </summary>
internal static partial class GeneralPath
{
    /// <summary>Instead of a next instruction: leave the activation with the abnormal marker.</summary>
    public const int LeaveAbnormally = -1;

    /// <summary>Instead of a next instruction: this minus a register leaves the activation with the register's value.</summary>
    public const int ReturnBase = -2;

    // What an instruction did: fell through to the next one, jumped, failed, or left.
    private const int Failed = int.MinValue;

    /// <summary>Carries out one instruction.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="function">The running function.</param>
    /// <param name="pc">The instruction.</param>
    /// <param name="registers">The window.</param>
    /// <returns>The next instruction, <see cref="LeaveAbnormally"/>, or <see cref="ReturnBase"/> minus a register.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Execute(Context context, FunctionObject function, int pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        int next = ExecuteOne(context, function, prototype, pc, in prototype.CodeField[pc], ref registers);
        return next != Failed ? next : Unwind(context, function, pc, ref registers);
    }

    /// <summary>Finds the handler for the pending completion, or leaves the activation.</summary>
    /// <returns>Where to go on, or <see cref="LeaveAbnormally"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Unwind(Context context, FunctionObject function, int pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        if (context.Pending == PendingKind.Error)
        {
            foreach (ref readonly Handler handler in prototype.Handlers.AsSpan())
            {
                if (pc >= handler.Start && pc < handler.End)
                {
                    Unsafe.Add(ref registers, handler.Register) = Catch(context, prototype, handler.NeedsStack);
                    return handler.Target;
                }
            }
        }

        context.AddTrace(prototype, pc);
        context.Depth--;
        return LeaveAbnormally;
    }

    /// <summary>Takes the pending error, as the guest sees it.</summary>
    /// <returns>The error, or the abnormal marker if what is pending cannot be caught.</returns>
    public static Value Catch(Context context, Prototype prototype, bool needsStack)
    {
        if (context.Pending != PendingKind.Error)
        {
            return Value.Abnormal;
        }

        Value caught = prototype.Language.Catch(context, needsStack ? FunctionsOfError(context) : null);
        context.ClearPending();
        return caught;
    }

    /// <summary>Carries out one instruction for compiled code, which handles errors itself.</summary>
    /// <returns>The next instruction, -1 if an error is pending, less if the activation returns.</returns>
    public static int Carry(Context context, FunctionObject function, int pc, ref Value registers)
    {
        Prototype prototype = function.Prototype;
        int next = ExecuteOne(context, function, prototype, pc, in prototype.CodeField[pc], ref registers);
        return next == Failed ? LeaveAbnormally : next;
    }

    /// <summary>Answers a request to stop that a loop noticed.</summary>
    /// <returns>Where to go on, or <see cref="LeaveAbnormally"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Interrupt(Context context, FunctionObject function, int pc, ref Value registers) =>
        context.Poll() ? Unwind(context, function, pc, ref registers) : pc;

    private static List<Prototype> FunctionsOfError(Context context)
    {
        List<Prototype> functions = context.ActiveFunctions();
        for (int i = context.Trace.Count - 1; i >= 0; i--)
        {
            functions.Add(context.Trace[i].Prototype);
        }

        return functions;
    }

    private static int ExecuteOne(Context context, FunctionObject function, Prototype prototype, int pc, in Instruction i, ref Value registers)
    {
        // Whatever is called from here must not use this frame's registers.
        int window = SaveFrame(context, prototype, pc);
        ref Value a = ref Unsafe.Add(ref registers, i.A);
        int next = pc + 1;
        switch (i.Opcode)
        {
            case Opcode.Nop:
                return next;
            case Opcode.Unshare:
                Unshare(ref a);
                return next;
            case Opcode.LoadUndefined:
                a = Value.Undefined;
                return next;

            case Opcode.GetGlobal:
                return FailUnbound(context, prototype, ((GlobalCell)prototype.ObjectsField[i.B]).Name);
            case Opcode.SetGlobal:
                return SetGlobal(context, prototype, (GlobalCell)prototype.ObjectsField[i.B], a) ? next : Failed;
            case Opcode.DefineGlobal:
                DefineGlobal((GlobalCell)prototype.ObjectsField[i.B], a, (Mutability)i.C);
                return next;
            case Opcode.CheckGlobalMutable:
                return CheckGlobalMutable(context, prototype, (GlobalCell)prototype.ObjectsField[i.B]) ? next : Failed;
            case Opcode.GetScoped:
                return GetScoped(context, prototype, (GlobalCell)prototype.ObjectsField[i.C], Unsafe.Add(ref registers, i.B), ref a) ? next : Failed;
            case Opcode.SetScoped:
                return SetScoped(context, prototype, (GlobalCell)prototype.ObjectsField[i.C], ref a, Unsafe.Add(ref registers, i.B)) ? next : Failed;
            case Opcode.CheckBound:
                return a.IsUndefined ? FailUnbound(context, prototype, (string)prototype.ObjectsField[i.B]) : next;
            case Opcode.NewCell:
                a = new Value(new CellObject(a));
                return next;
            case Opcode.LoadCallee:
                a = new Value(function);
                return next;
            case Opcode.MakeFunction:
                a = MakeFunction(function, (Prototype)prototype.ObjectsField[i.B], ref registers);
                return next;

            case >= Opcode.Add and <= Opcode.Modulo:
                return Arithmetic(context, prototype, pc, (BinaryOperator)(i.Opcode - Opcode.Add), Unsafe.Add(ref registers, i.B), Unsafe.Add(ref registers, i.C), ref a);
            case >= Opcode.AddImmediate and <= Opcode.ModuloImmediate:
                return Arithmetic(context, prototype, pc, (BinaryOperator)(i.Opcode - Opcode.AddImmediate), Unsafe.Add(ref registers, i.B), Value.FromInt((short)i.C), ref a);
            case >= Opcode.AddConstant and <= Opcode.ModuloConstant:
                return Arithmetic(context, prototype, pc, (BinaryOperator)(i.Opcode - Opcode.AddConstant), Unsafe.Add(ref registers, i.B), prototype.ConstantsField[i.C], ref a);
            case Opcode.Quotient:
                return Arithmetic(context, prototype, pc, BinaryOperator.Divide, Unsafe.Add(ref registers, i.B), Unsafe.Add(ref registers, i.C), ref a);
            case Opcode.Negate:
                return Finish(Negate(context, prototype, Unsafe.Add(ref registers, i.B)), ref a, next);
            case Opcode.Not:
                return Finish(prototype.Language.Not(context, Unsafe.Add(ref registers, i.B)), ref a, next);
            case Opcode.ToBool:
                a = Value.FromBool(IsTruthy(prototype, Unsafe.Add(ref registers, i.B)));
                return next;

            case >= Opcode.Equal and <= Opcode.GreaterEqual:
                {
                    int outcome = Compare(context, prototype.Language, Comparison(i, Opcode.Equal), Unsafe.Add(ref registers, i.B), Unsafe.Add(ref registers, i.C));
                    a = outcome < 0 ? a : Value.FromBool(outcome > 0);
                    return outcome < 0 ? Failed : next;
                }

            case Opcode.IsKind:
                a = Value.FromBool(Unsafe.Add(ref registers, i.B).Kind == (Kind)i.C);
                return next;
            case Opcode.JumpUnlessLibrary:
                return ((GlobalCell)prototype.ObjectsField[i.A]).IsLibrary ? next : next + i.Wide;

            case Opcode.JumpIf:
                return ConditionalBranch(context, prototype, pc, IsTruthy(prototype, a), i.Wide);
            case Opcode.JumpUnless:
                return ConditionalBranch(context, prototype, pc, !IsTruthy(prototype, a), i.Wide);
            case >= Opcode.JumpIfEqual and <= Opcode.JumpIfGreaterEqual:
                return CompareBranch(context, prototype, pc, Comparison(i, Opcode.JumpIfEqual), !IsNegated(i, Opcode.JumpIfNotEqual), a, Unsafe.Add(ref registers, i.B), (short)i.C);
            case >= Opcode.JumpUnlessLess and <= Opcode.JumpUnlessGreaterEqual:
                return CompareBranch(context, prototype, pc, (ComparisonOperator)(i.Opcode - Opcode.JumpUnlessLess) + (int)ComparisonOperator.Less, false, a, Unsafe.Add(ref registers, i.B), (short)i.C);
            case >= Opcode.JumpIfEqualImmediate and <= Opcode.JumpIfGreaterEqualImmediate:
                return CompareBranch(context, prototype, pc, Comparison(i, Opcode.JumpIfEqualImmediate), !IsNegated(i, Opcode.JumpIfNotEqualImmediate), a, Value.FromInt((short)i.B), (short)i.C);
            case >= Opcode.JumpUnlessLessImmediate and <= Opcode.JumpUnlessGreaterEqualImmediate:
                return CompareBranch(context, prototype, pc, (ComparisonOperator)(i.Opcode - Opcode.JumpUnlessLessImmediate) + (int)ComparisonOperator.Less, false, a, Value.FromInt((short)i.B), (short)i.C);
            case Opcode.JumpIfEqualConstant or Opcode.JumpIfNotEqualConstant:
                return CompareBranch(context, prototype, pc, i.D == 0 ? ComparisonOperator.Equal : ComparisonOperator.NumberEqual, i.Opcode == Opcode.JumpIfEqualConstant, a, prototype.ConstantsField[i.B], (short)i.C);
            case Opcode.JumpUnlessCase:
                return Branch(prototype, pc, !prototype.Language.MatchesCase(a, prototype.ObjectsField[i.B]), (short)i.C);

            case Opcode.Throw:
                context.Throw(a);
                return Failed;
            case Opcode.Propagate:
                return Propagate(context, prototype, Unsafe.Add(ref registers, i.B), ref a, next, i.B);
            case Opcode.Yield:
                Unsafe.As<GeneratorObject>(Unsafe.Add(ref registers, i.B).Tag).Suspend(MemoryMarshal.CreateReadOnlySpan(ref registers, prototype.RegisterCount), next);
                context.Depth--;
                return ReturnBase - i.A;

            case Opcode.Call:
            case Opcode.CallUpdate:
                return Finish(Calls.CallSlow(context, prototype, window, in i), ref Unsafe.Add(ref registers, i.C), next);
            case Opcode.CallNative:
                return Finish(CallNative(context, prototype, window, in i), ref Unsafe.Add(ref registers, i.C), next);
            case Opcode.LoadMethod:
                return Finish(LoadMethod(context, prototype, ref prototype.FeedbackField[pc], Unsafe.Add(ref a, 1), (string)prototype.ObjectsField[i.B]), ref a, next);

            case Opcode.ArrayAppend:
                a.AsArray.Add(Unsafe.Add(ref registers, i.B));
                return next;
            case Opcode.ArrayAppendAll:
                return prototype.Language.AppendAll(context, a.AsArray, Unsafe.Add(ref registers, i.B)).IsAbnormal ? Failed : next;
            case Opcode.NewMap:
                a = new Value(new MapObject());
                return next;
            case Opcode.MapPut:
                return prototype.Language.PutEntry(context, a.AsMap, Unsafe.Add(ref registers, i.B), Unsafe.Add(ref registers, i.C)).IsAbnormal ? Failed : next;
            case Opcode.MapPutAll:
                return prototype.Language.PutAll(context, a.AsMap, Unsafe.Add(ref registers, i.B)).IsAbnormal ? Failed : next;
            case Opcode.GetField:
                return Finish(GetField(context, prototype, ref prototype.FeedbackField[pc], Unsafe.Add(ref registers, i.B), (string)prototype.ObjectsField[i.C]), ref a, next);
            case Opcode.GetFieldOptional:
                {
                    Value container = Unsafe.Add(ref registers, i.B);
                    return Finish(container.IsNil ? container : GetField(context, prototype, ref prototype.FeedbackField[pc], container, (string)prototype.ObjectsField[i.C]), ref a, next);
                }

            case Opcode.SetField:
                return Finish(SetField(context, prototype, ref prototype.FeedbackField[pc], a, (string)prototype.ObjectsField[i.B], Unsafe.Add(ref registers, i.C)), ref a, next);
            case Opcode.NewVariant:
                a = NewVariant((VariantTag)prototype.ObjectsField[i.B], MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref registers, i.C), i.D));
                return next;
            case Opcode.GetPayload:
                a = GetPayload(Unsafe.Add(ref registers, i.B), i.C);
                return next;
            case Opcode.NewPair:
                a = new Value(new PairObject(Unsafe.Add(ref registers, i.B), Unsafe.Add(ref registers, i.C)));
                return next;
            case Opcode.GetFirst or Opcode.GetSecond:
                return Finish(GetPart(context, prototype, Unsafe.Add(ref registers, i.B), i.Opcode == Opcode.GetFirst), ref a, next);
            case Opcode.Interpolate:
                return Finish(Interpolate(context, prototype, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref registers, i.B), i.C)), ref a, next);

            case Opcode.IterPrepare:
                return IterPrepare(context, prototype, pc, Unsafe.Add(ref registers, i.B), ref a) ? next : Failed;
            case Opcode.RangePrepare:
                return RangePrepare(context, prototype, pc, (GlobalCell)prototype.ObjectsField[i.C], i.B, ref a) ? next : Failed;
            case Opcode.IterNext:
                {
                    int outcome = IterNext(context, ref a);
                    return outcome < 0 || context.IsInterrupted && context.Poll() ? Failed : Branch(prototype, pc, outcome > 0, i.Wide);
                }

            default:
                throw new InvalidBytecodeException($"{prototype.Name}@{pc}: the interpreter has no case for {i.Opcode}");
        }
    }

    private static int Finish(Value result, ref Value target, int next)
    {
        if (result.Tag.Kind == Kind.Abnormal)
        {
            return Failed;
        }

        if (!ReferenceEquals(target.Tag, result.Tag))
        {
            Unsafe.AsRef(in target.Tag) = result.Tag;
        }

        Unsafe.AsRef(in target.Bits) = result.Bits;
        return next;
    }

    /// <summary>Notes where the frame is, for stack traces, and where free registers begin, for what it calls.</summary>
    /// <returns>Where the frame's window starts.</returns>
    private static int SaveFrame(Context context, Prototype prototype, int pc)
    {
        ref Frame frame = ref context.Frames[context.Depth];
        frame.Pc = pc;
        context.Top = frame.Window + prototype.RegisterCount;
        return frame.Window;
    }

    /// <summary>The comparison that an instruction makes.</summary>
    /// <param name="i">The instruction.</param>
    /// <param name="first">The first instruction of its group.</param>
    public static ComparisonOperator Comparison(in Instruction i, Opcode first)
    {
        var comparison = (ComparisonOperator)(i.Opcode - first);
        return comparison <= ComparisonOperator.NotEqual && i.D == 1 ? ComparisonOperator.NumberEqual : comparison;
    }

    /// <summary>Whether an instruction jumps if the equality of numbers does not hold: that comparison has no opposite of its own.</summary>
    public static bool IsNegated(in Instruction i, Opcode jumpIfNotEqual) => i.Opcode == jumpIfNotEqual && i.D == 1;

    private static bool IsTruthy(Prototype prototype, Value value) => value.IsBool ? value.AsBool : prototype.Language.IsTruthy(value);

    private static int Branch(Prototype prototype, int pc, bool taken, int distance)
    {
        ref Feedback feedback = ref prototype.FeedbackField[pc];
        if (!taken)
        {
            feedback.Second++;
            return pc + 1;
        }

        feedback.First++;
        if (distance < 0)
        {
            prototype.BackEdgeCountField++;
        }

        return pc + 1 + distance;
    }

    private static int ConditionalBranch(Context context, Prototype prototype, int pc, bool taken, int distance) =>
        distance < 0 && context.IsInterrupted && context.Poll() ? Failed : Branch(prototype, pc, taken, distance);

    private static int CompareBranch(Context context, Prototype prototype, int pc, ComparisonOperator operation, bool jumpsIf, Value left, Value right, int distance)
    {
        int outcome = Compare(context, prototype.Language, operation, left, right);
        if (!left.IsInt || !right.IsInt)
        {
            ref Feedback feedback = ref prototype.FeedbackField[pc];
            feedback.Target ??= left.IsFloat && right.IsFloat ? Tags.Float : Tags.Nil;
        }

        if (outcome < 0 || (distance < 0 && context.IsInterrupted && context.Poll()))
        {
            return Failed;
        }

        return Branch(prototype, pc, outcome > 0 == jumpsIf, distance);
    }

    /// <summary>Compares two values.</summary>
    /// <returns>1 if the comparison holds, 0 if not, -1 if an error is pending.</returns>
    public static int Compare(Context context, Language language, ComparisonOperator operation, Value left, Value right)
    {
        if (operation >= ComparisonOperator.Less && left.IsNumber && right.IsNumber)
        {
            if (left.IsInt && right.IsInt)
            {
                return Holds(operation, left.Bits.CompareTo(right.Bits)) ? 1 : 0;
            }

            double a = left.ToDouble;
            double b = right.ToDouble;
            bool holds = operation switch
            {
                ComparisonOperator.Less => a < b,
                ComparisonOperator.LessEqual => a <= b,
                ComparisonOperator.Greater => a > b,
                ComparisonOperator.GreaterEqual => a >= b,
                _ => a == b,
            };
            return holds ? 1 : 0;
        }

        return language.Compare(context, operation, left, right);
    }

    /// <summary>Whether a comparison holds of two values in a certain order: less than zero for the first one being less.</summary>
    public static bool Holds(ComparisonOperator operation, int order) => operation switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        ComparisonOperator.GreaterEqual => order >= 0,
        _ => order == 0,
    };

    /// <summary>Carries out an operator for compiled code.</summary>
    /// <returns>The result, or the abnormal marker.</returns>
    public static Value Calculate(Context context, Language language, BinaryOperator operation, Value left, Value right)
    {
        if (left.IsNumber && right.IsNumber && (left.IsFloat || right.IsFloat))
        {
            double b = right.ToDouble;
            if (operation < BinaryOperator.Divide || b != 0)
            {
                return Value.FromFloat(Calculate(operation, left.ToDouble, b));
            }
        }

        return language.Arithmetic(context, operation, left, right);
    }

    private static double Calculate(BinaryOperator operation, double a, double b) => operation switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        _ => a % b,
    };

    private static int Arithmetic(Context context, Prototype prototype, int pc, BinaryOperator operation, Value left, Value right, ref Value target)
    {
        ref Feedback feedback = ref prototype.FeedbackField[pc];
        if (left.IsNumber && right.IsNumber && (left.IsFloat || right.IsFloat))
        {
            feedback.First |= (int)(left.IsFloat && right.IsFloat ? OperandFeedback.Floats : OperandFeedback.Mixed);
            double a = left.ToDouble;
            double b = right.ToDouble;
            if (operation < BinaryOperator.Divide || b != 0)
            {
                target = Value.FromFloat(Calculate(operation, a, b));
                return pc + 1;
            }
        }
        else if (operation == BinaryOperator.Multiply && left.IsInt && right.IsInt && Math.BigMul(left.Bits, right.Bits, out long product) == product >> 63)
        {
            target = Value.FromInt(product);
            return pc + 1;
        }
        else
        {
            feedback.First |= (int)(left.IsInt && right.IsInt ? OperandFeedback.Overflow : left.IsString && right.IsString ? OperandFeedback.Strings : OperandFeedback.Other);
        }

        return Finish(prototype.Language.Arithmetic(context, operation, left, right), ref target, pc + 1);
    }

    private static Value Negate(Context context, Prototype prototype, Value operand) => operand.Kind switch
    {
        Kind.Int when operand.Bits != long.MinValue => Value.FromInt(-operand.Bits),
        Kind.Float => Value.FromFloat(-operand.AsFloat),
        _ => prototype.Language.Negate(context, operand),
    };

    private static int Propagate(Context context, Prototype prototype, Value value, ref Value target, int next, int register)
    {
        switch (prototype.Language.Propagate(context, value, out Value payload))
        {
            case Propagation.Unwrap:
                target = payload;
                return next;
            case Propagation.Return:
                context.Depth--;
                return ReturnBase - register;
            default:
                return Failed;
        }
    }

    private static Value CallNative(Context context, Prototype prototype, int window, in Instruction i)
    {
        return Calls.InvokeBuiltin(context, Unsafe.As<BuiltinObject>(prototype.ObjectsField[i.B]), context.Stack.AsSpan(window + i.A, i.D));
    }
}
