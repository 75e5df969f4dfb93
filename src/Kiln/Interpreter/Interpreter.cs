using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// Tier 1: one loop over the instructions of one activation. A guest call is a host call of <see cref="Run"/>.
/// <para>
/// The shape of every case: test the tags for the common kinds, do the work, go on. Everything else is one call into
/// <see cref="SlowPaths"/>, which asks the language and returns whether an error is pending. The handlers must stay short: the JIT
/// compiler stops optimising methods that grow too large. <c>Add</c> is the model for arithmetic, <c>JumpIfLess</c> for branches.
/// </para>
/// <para>
/// Register writes compare the tag first: a register usually keeps its kind, and a store without a reference needs no write barrier.
/// </para>
/// </summary>
internal static class Interpreter
{
    /// <summary>Runs an activation.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="function">The function; also lies in the register before the window.</param>
    /// <param name="window">Where the registers start on the stack; the first hold the arguments.</param>
    /// <param name="start">First instruction: 0, or where a generator was left.</param>
    /// <returns>The result, or the abnormal marker.</returns>
    [SkipLocalsInit]
    public static unsafe Value Run(Context context, FunctionObject function, int window, int start)
    {
        Prototype prototype = function.Prototype;
        int depth = context.Depth + 1;
        byte marker;
        if (depth > context.DepthLimit || window + prototype.RegisterCount > context.Stack.Length || (nuint)(&marker) < context.HostStackLimit)
        {
            return Calls.RunSlow(context, function, window, start);
        }

        context.Depth = depth;
        context.FrameBases[depth] = window;
        prototype.CallCountField++;

        ref Value registers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Stack), window);
        ref Instruction code = ref MemoryMarshal.GetArrayDataReference(prototype.CodeField);
        ref Feedback feedback = ref MemoryMarshal.GetArrayDataReference(prototype.FeedbackField);
        HeapObject intTag = Tags.Int;
        HeapObject floatTag = Tags.Float;
        nint pc = start;

        while (true)
        {
            ref Instruction i = ref Unsafe.Add(ref code, pc);
            pc++;
            switch (i.Opcode)
            {
                case Opcode.Nop:
                    continue;

                case Opcode.Move:
                case Opcode.Borrow:
                    Set(ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref registers, (nint)i.B));
                    continue;

                case Opcode.Copy:
                    {
                        ref Value source = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (source.Tag.Kind >= Kind.Array)
                        {
                            source.Tag.Shared = true;
                        }

                        Set(ref Unsafe.Add(ref registers, (nint)i.A), ref source);
                        continue;
                    }

                case Opcode.Share:
                    Unsafe.Add(ref registers, (nint)i.A).Share();
                    continue;

                case Opcode.Unshare:
                    SlowPaths.Unshare(ref Unsafe.Add(ref registers, (nint)i.A));
                    continue;

                case Opcode.LoadConstant:
                    Set(ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(prototype.ConstantsField), (nint)i.B));
                    continue;

                case Opcode.LoadInt:
                    SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, i.Wide);
                    continue;

                case Opcode.LoadNil:
                    Unsafe.Add(ref registers, (nint)i.A) = Value.Nil;
                    continue;

                case Opcode.LoadBool:
                    SetBits(ref Unsafe.Add(ref registers, (nint)i.A), Tags.Bool, i.B);
                    continue;

                case Opcode.LoadUndefined:
                    Unsafe.Add(ref registers, (nint)i.A) = Value.Undefined;
                    continue;

                case Opcode.GetGlobal:
                    {
                        GlobalCell cell = Unsafe.As<GlobalCell>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(prototype.ObjectsField), (nint)i.B));
                        if (cell.Value.Tag.Kind == Kind.Undefined)
                        {
                            SlowPaths.FailUnbound(context, prototype, cell.Name);
                            goto Unwind;
                        }

                        Set(ref Unsafe.Add(ref registers, (nint)i.A), ref cell.Value);
                        continue;
                    }

                case Opcode.SetGlobal:
                    {
                        GlobalCell cell = Unsafe.As<GlobalCell>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(prototype.ObjectsField), (nint)i.B));
                        if (cell.Mutability != Mutability.Mutable || cell.IsLibrary)
                        {
                            if (!SlowPaths.PrepareGlobalWrite(context, prototype, cell))
                            {
                                goto Unwind;
                            }
                        }

                        Set(ref cell.Value, ref Unsafe.Add(ref registers, (nint)i.A));
                        continue;
                    }

                case Opcode.DefineGlobal:
                    SlowPaths.DefineGlobal(prototype, i, ref registers);
                    continue;

                case Opcode.CheckGlobalMutable:
                    if (!SlowPaths.CheckGlobalMutable(context, prototype, i))
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.GetScoped:
                    if (!SlowPaths.GetScoped(context, prototype, i, ref registers))
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.SetScoped:
                    if (!SlowPaths.SetScoped(context, prototype, i, ref registers))
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.CheckBound:
                    if (Unsafe.Add(ref registers, (nint)i.A).Tag.Kind == Kind.Undefined)
                    {
                        SlowPaths.FailUnbound(context, prototype, (string)prototype.ObjectsField[i.B]);
                        goto Unwind;
                    }

                    continue;

                case Opcode.NewCell:
                    {
                        ref Value target = ref Unsafe.Add(ref registers, (nint)i.A);
                        target = new Value(new CellObject(target));
                        continue;
                    }

                case Opcode.GetCell:
                    Set(ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.As<CellObject>(Unsafe.Add(ref registers, (nint)i.B).Tag).Content);
                    continue;

                case Opcode.SetCell:
                    Set(ref Unsafe.As<CellObject>(Unsafe.Add(ref registers, (nint)i.A).Tag).Content, ref Unsafe.Add(ref registers, (nint)i.B));
                    continue;

                case Opcode.GetCapture:
                    Set(ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Captures), (nint)i.B));
                    continue;

                case Opcode.GetCaptureCell:
                    Set(ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.As<CellObject>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Captures), (nint)i.B).Tag).Content);
                    continue;

                case Opcode.SetCaptureCell:
                    Set(ref Unsafe.As<CellObject>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Captures), (nint)i.B).Tag).Content, ref Unsafe.Add(ref registers, (nint)i.A));
                    continue;

                case Opcode.LoadCallee:
                    Unsafe.Add(ref registers, (nint)i.A) = new Value(function);
                    continue;

                case Opcode.MakeFunction:
                    SlowPaths.MakeFunction(function, i, ref registers);
                    continue;

                case Opcode.Add:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long a = left.Bits;
                            long b = right.Bits;
                            long result = a + b;
                            if (((a ^ result) & (b ^ result)) >= 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, result);
                                continue;
                            }
                        }
                        else if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            Unsafe.Add(ref feedback, pc - 1).First |= (int)OperandFeedback.Floats;
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), floatTag, BitConverter.DoubleToInt64Bits(left.AsFloat + right.AsFloat));
                            continue;
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Add, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.Subtract:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long a = left.Bits;
                            long b = right.Bits;
                            long result = a - b;
                            if (((a ^ b) & (a ^ result)) >= 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, result);
                                continue;
                            }
                        }
                        else if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            Unsafe.Add(ref feedback, pc - 1).First |= (int)OperandFeedback.Floats;
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), floatTag, BitConverter.DoubleToInt64Bits(left.AsFloat - right.AsFloat));
                            continue;
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Subtract, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.Multiply:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long high = Math.BigMul(left.Bits, right.Bits, out long result);
                            if (high == result >> 63)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, result);
                                continue;
                            }
                        }
                        else if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            Unsafe.Add(ref feedback, pc - 1).First |= (int)OperandFeedback.Floats;
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), floatTag, BitConverter.DoubleToInt64Bits(left.AsFloat * right.AsFloat));
                            continue;
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Multiply, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.Divide:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long b = right.Bits;
                            if (b > 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, left.Bits / b);
                                continue;
                            }
                        }
                        else if (left.Tag == floatTag && right.Tag == floatTag && right.AsFloat != 0)
                        {
                            Unsafe.Add(ref feedback, pc - 1).First |= (int)OperandFeedback.Floats;
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), floatTag, BitConverter.DoubleToInt64Bits(left.AsFloat / right.AsFloat));
                            continue;
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Divide, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.Modulo:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long b = right.Bits;
                            if (b > 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, left.Bits % b);
                                continue;
                            }
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Modulo, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.AddImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag)
                        {
                            long a = left.Bits;
                            long b = (short)i.C;
                            long result = a + b;
                            if (((a ^ result) & (b ^ result)) >= 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, result);
                                continue;
                            }
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Add, ref left, Value.FromInt((short)i.C), ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.SubtractImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag)
                        {
                            long a = left.Bits;
                            long b = (short)i.C;
                            long result = a - b;
                            if (((a ^ b) & (a ^ result)) >= 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, result);
                                continue;
                            }
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Subtract, ref left, Value.FromInt((short)i.C), ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.MultiplyImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag)
                        {
                            long high = Math.BigMul(left.Bits, (short)i.C, out long result);
                            if (high == result >> 63)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, result);
                                continue;
                            }
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Multiply, ref left, Value.FromInt((short)i.C), ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.DivideImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag)
                        {
                            long b = (short)i.C;
                            if (b > 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, left.Bits / b);
                                continue;
                            }
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Divide, ref left, Value.FromInt((short)i.C), ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.ModuloImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag)
                        {
                            long b = (short)i.C;
                            if (b > 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, left.Bits % b);
                                continue;
                            }
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Modulo, ref left, Value.FromInt((short)i.C), ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.AddConstant:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(prototype.ConstantsField), (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long a = left.Bits;
                            long b = right.Bits;
                            long result = a + b;
                            if (((a ^ result) & (b ^ result)) >= 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, result);
                                continue;
                            }
                        }
                        else if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            Unsafe.Add(ref feedback, pc - 1).First |= (int)OperandFeedback.Floats;
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), floatTag, BitConverter.DoubleToInt64Bits(left.AsFloat + right.AsFloat));
                            continue;
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Add, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.SubtractConstant:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(prototype.ConstantsField), (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long a = left.Bits;
                            long b = right.Bits;
                            long result = a - b;
                            if (((a ^ b) & (a ^ result)) >= 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, result);
                                continue;
                            }
                        }
                        else if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            Unsafe.Add(ref feedback, pc - 1).First |= (int)OperandFeedback.Floats;
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), floatTag, BitConverter.DoubleToInt64Bits(left.AsFloat - right.AsFloat));
                            continue;
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Subtract, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.MultiplyConstant:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(prototype.ConstantsField), (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long high = Math.BigMul(left.Bits, right.Bits, out long result);
                            if (high == result >> 63)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, result);
                                continue;
                            }
                        }
                        else if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            Unsafe.Add(ref feedback, pc - 1).First |= (int)OperandFeedback.Floats;
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), floatTag, BitConverter.DoubleToInt64Bits(left.AsFloat * right.AsFloat));
                            continue;
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Multiply, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.DivideConstant:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(prototype.ConstantsField), (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long b = right.Bits;
                            if (b > 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, left.Bits / b);
                                continue;
                            }
                        }
                        else if (left.Tag == floatTag && right.Tag == floatTag && right.AsFloat != 0)
                        {
                            Unsafe.Add(ref feedback, pc - 1).First |= (int)OperandFeedback.Floats;
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), floatTag, BitConverter.DoubleToInt64Bits(left.AsFloat / right.AsFloat));
                            continue;
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Divide, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.ModuloConstant:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(prototype.ConstantsField), (nint)i.C);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            long b = right.Bits;
                            if (b > 0)
                            {
                                SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, left.Bits % b);
                                continue;
                            }
                        }

                        if (!SlowPaths.Arithmetic(context, prototype, BinaryOperator.Modulo, ref left, right, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.Negate:
                    {
                        ref Value operand = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (operand.Tag == intTag && operand.Bits != long.MinValue)
                        {
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, -operand.Bits);
                            continue;
                        }

                        if (!SlowPaths.Negate(context, prototype, ref operand, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.Not:
                    {
                        ref Value operand = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (operand.Tag.Kind == Kind.Bool)
                        {
                            SetBits(ref Unsafe.Add(ref registers, (nint)i.A), operand.Tag, operand.Bits ^ 1);
                            continue;
                        }

                        if (!SlowPaths.Not(context, prototype, ref operand, ref Unsafe.Add(ref registers, (nint)i.A)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.ToBool:
                    SetBits(ref Unsafe.Add(ref registers, (nint)i.A), Tags.Bool, IsTruthy(prototype, ref Unsafe.Add(ref registers, (nint)i.B)) ? 1 : 0);
                    continue;

                case Opcode.Equal:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        int outcome;
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            outcome = left.Bits == right.Bits ? 1 : 0;
                        }
                        else if ((outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Equal, ref left, right, ref Unsafe.Add(ref feedback, pc - 1))) < 0)
                        {
                            goto Unwind;
                        }

                        SetBits(ref Unsafe.Add(ref registers, (nint)i.A), Tags.Bool, outcome);
                        continue;
                    }

                case Opcode.NotEqual:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        int outcome;
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            outcome = left.Bits != right.Bits ? 1 : 0;
                        }
                        else if ((outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.NotEqual, ref left, right, ref Unsafe.Add(ref feedback, pc - 1))) < 0)
                        {
                            goto Unwind;
                        }

                        SetBits(ref Unsafe.Add(ref registers, (nint)i.A), Tags.Bool, outcome);
                        continue;
                    }

                case Opcode.Less:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        int outcome;
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            outcome = left.Bits < right.Bits ? 1 : 0;
                        }
                        else if ((outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Less, ref left, right, ref Unsafe.Add(ref feedback, pc - 1))) < 0)
                        {
                            goto Unwind;
                        }

                        SetBits(ref Unsafe.Add(ref registers, (nint)i.A), Tags.Bool, outcome);
                        continue;
                    }

                case Opcode.LessEqual:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        int outcome;
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            outcome = left.Bits <= right.Bits ? 1 : 0;
                        }
                        else if ((outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.LessEqual, ref left, right, ref Unsafe.Add(ref feedback, pc - 1))) < 0)
                        {
                            goto Unwind;
                        }

                        SetBits(ref Unsafe.Add(ref registers, (nint)i.A), Tags.Bool, outcome);
                        continue;
                    }

                case Opcode.Greater:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        int outcome;
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            outcome = left.Bits > right.Bits ? 1 : 0;
                        }
                        else if ((outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Greater, ref left, right, ref Unsafe.Add(ref feedback, pc - 1))) < 0)
                        {
                            goto Unwind;
                        }

                        SetBits(ref Unsafe.Add(ref registers, (nint)i.A), Tags.Bool, outcome);
                        continue;
                    }

                case Opcode.GreaterEqual:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.C);
                        int outcome;
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            outcome = left.Bits >= right.Bits ? 1 : 0;
                        }
                        else if ((outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.GreaterEqual, ref left, right, ref Unsafe.Add(ref feedback, pc - 1))) < 0)
                        {
                            goto Unwind;
                        }

                        SetBits(ref Unsafe.Add(ref registers, (nint)i.A), Tags.Bool, outcome);
                        continue;
                    }

                case Opcode.Jump:
                    pc += i.Wide;
                    if (i.Wide < 0)
                    {
                        goto BackEdge;
                    }

                    continue;

                case Opcode.JumpIf:
                    if (IsTruthy(prototype, ref Unsafe.Add(ref registers, (nint)i.A)))
                    {
                        goto WideTaken;
                    }

                    goto NotTaken;

                case Opcode.JumpUnless:
                    if (!IsTruthy(prototype, ref Unsafe.Add(ref registers, (nint)i.A)))
                    {
                        goto WideTaken;
                    }

                    goto NotTaken;

                case Opcode.JumpIfNil:
                    if (Unsafe.Add(ref registers, (nint)i.A).Tag.Kind == Kind.Nil)
                    {
                        goto WideTaken;
                    }

                    goto NotTaken;

                case Opcode.JumpIfNotNil:
                    if (Unsafe.Add(ref registers, (nint)i.A).Tag.Kind != Kind.Nil)
                    {
                        goto WideTaken;
                    }

                    goto NotTaken;

                case Opcode.JumpIfUndefined:
                    if (Unsafe.Add(ref registers, (nint)i.A).Tag.Kind == Kind.Undefined)
                    {
                        goto WideTaken;
                    }

                    goto NotTaken;

                case Opcode.JumpIfEqual:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (left.Bits == right.Bits)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Equal, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfNotEqual:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (left.Bits != right.Bits)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.NotEqual, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfLess:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (left.Bits < right.Bits)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            if (left.AsFloat < right.AsFloat)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Less, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfLessEqual:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (left.Bits <= right.Bits)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            if (left.AsFloat <= right.AsFloat)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.LessEqual, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfGreater:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (left.Bits > right.Bits)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            if (left.AsFloat > right.AsFloat)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Greater, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfGreaterEqual:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (left.Bits >= right.Bits)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            if (left.AsFloat >= right.AsFloat)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.GreaterEqual, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpUnlessLess:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (!(left.Bits < right.Bits))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            if (!(left.AsFloat < right.AsFloat))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Less, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome == 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpUnlessLessEqual:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (!(left.Bits <= right.Bits))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            if (!(left.AsFloat <= right.AsFloat))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.LessEqual, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome == 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpUnlessGreater:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (!(left.Bits > right.Bits))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            if (!(left.AsFloat > right.AsFloat))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Greater, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome == 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpUnlessGreaterEqual:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value right = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (left.Tag == intTag && right.Tag == intTag)
                        {
                            if (!(left.Bits >= right.Bits))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        if (left.Tag == floatTag && right.Tag == floatTag)
                        {
                            if (!(left.AsFloat >= right.AsFloat))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.GreaterEqual, ref left, right, ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome == 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfEqualImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (left.Bits == (short)i.B)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Equal, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfNotEqualImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (left.Bits != (short)i.B)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.NotEqual, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfLessImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (left.Bits < (short)i.B)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Less, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfLessEqualImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (left.Bits <= (short)i.B)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.LessEqual, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfGreaterImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (left.Bits > (short)i.B)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Greater, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpIfGreaterEqualImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (left.Bits >= (short)i.B)
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.GreaterEqual, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome > 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpUnlessLessImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (!(left.Bits < (short)i.B))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Less, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome == 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpUnlessLessEqualImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (!(left.Bits <= (short)i.B))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.LessEqual, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome == 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpUnlessGreaterImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (!(left.Bits > (short)i.B))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.Greater, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome == 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpUnlessGreaterEqualImmediate:
                    {
                        ref Value left = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (left.Tag == intTag)
                        {
                            if (!(left.Bits >= (short)i.B))
                            {
                                goto Taken;
                            }

                            goto NotTaken;
                        }

                        int outcome = SlowPaths.Compare(context, prototype, ComparisonOperator.GreaterEqual, ref left, Value.FromInt((short)i.B), ref Unsafe.Add(ref feedback, pc - 1));
                        if (outcome == 0)
                        {
                            goto Taken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.JumpUnlessCase:
                    if (!prototype.Language.MatchesCase(Unsafe.Add(ref registers, (nint)i.A), prototype.ObjectsField[i.B]))
                    {
                        goto Taken;
                    }

                    goto NotTaken;

                case Opcode.Return:
                    context.Depth = depth - 1;
                    return Unsafe.Add(ref registers, (nint)i.A);

                case Opcode.ReturnNil:
                    context.Depth = depth - 1;
                    return Value.Nil;

                case Opcode.Throw:
                    context.Throw(Unsafe.Add(ref registers, (nint)i.A));
                    goto Unwind;

                case Opcode.Propagate:
                    {
                        Propagation propagation = prototype.Language.Propagate(context, Unsafe.Add(ref registers, (nint)i.B), out Value payload);
                        if (propagation == Propagation.Unwrap)
                        {
                            Unsafe.Add(ref registers, (nint)i.A) = payload;
                            continue;
                        }

                        if (propagation == Propagation.Fail)
                        {
                            goto Unwind;
                        }

                        context.Depth = depth - 1;
                        return Unsafe.Add(ref registers, (nint)i.B);
                    }

                case Opcode.Call:
                case Opcode.CallUpdate:
                    {
                        ref Value callee = ref Unsafe.Add(ref registers, (nint)i.A);
                        Value result;
                        if (callee.Tag.Kind == Kind.Function)
                        {
                            FunctionObject target = Unsafe.As<FunctionObject>(callee.Tag);
                            Prototype targetPrototype = target.Prototype;
                            if (!ReferenceEquals(Unsafe.Add(ref feedback, pc - 1).Target, targetPrototype))
                            {
                                SlowPaths.RecordCallee(ref Unsafe.Add(ref feedback, pc - 1), targetPrototype);
                            }

                            if (targetPrototype.ParameterCount == i.B && targetPrototype.IsPlain)
                            {
                                if (i.D != 0)
                                {
                                    Calls.ShareBorrowed(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref callee, 1), i.B), i.D);
                                }

                                result = Run(context, target, window + i.A + 1, 0);
                                goto Called;
                            }
                        }

                        result = Calls.CallSlow(context, prototype, window, in i);
                    Called:
                        if (result.Tag.Kind == Kind.Abnormal)
                        {
                            goto Unwind;
                        }

                        Set(ref Unsafe.Add(ref registers, (nint)i.C), ref result);
                        continue;
                    }

                case Opcode.CallNative:
                    if (!SlowPaths.CallNative(context, prototype, window, in i))
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.LoadMethod:
                    if (!SlowPaths.LoadMethod(context, prototype, ref Unsafe.Add(ref registers, (nint)i.A), in i, ref Unsafe.Add(ref feedback, pc - 1)))
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.NewArray:
                    Unsafe.Add(ref registers, (nint)i.A) = new Value(ArrayObject.FromSpan(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref registers, (nint)i.B), i.C)));
                    continue;

                case Opcode.ArrayAppend:
                    Unsafe.Add(ref registers, (nint)i.A).AsArray.Add(Unsafe.Add(ref registers, (nint)i.B));
                    continue;

                case Opcode.ArrayAppendAll:
                    if (prototype.Language.AppendAll(context, Unsafe.Add(ref registers, (nint)i.A).AsArray, Unsafe.Add(ref registers, (nint)i.B)).IsAbnormal)
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.NewMap:
                    Unsafe.Add(ref registers, (nint)i.A) = new Value(new MapObject());
                    continue;

                case Opcode.MapPut:
                    if (prototype.Language.PutEntry(context, Unsafe.Add(ref registers, (nint)i.A).AsMap, Unsafe.Add(ref registers, (nint)i.B), Unsafe.Add(ref registers, (nint)i.C)).IsAbnormal)
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.MapPutAll:
                    if (prototype.Language.PutAll(context, Unsafe.Add(ref registers, (nint)i.A).AsMap, Unsafe.Add(ref registers, (nint)i.B)).IsAbnormal)
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.GetIndex:
                    {
                        ref Value container = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value index = ref Unsafe.Add(ref registers, (nint)i.C);
                        if (container.Tag.Kind == Kind.Array && index.Tag == intTag)
                        {
                            ArrayObject array = Unsafe.As<ArrayObject>(container.Tag);
                            long position = index.Bits;
                            if ((ulong)position < (ulong)array.CountField)
                            {
                                Unsafe.Add(ref feedback, pc - 1).First |= 1 << (int)array.StorageField;
                                switch (array.StorageField)
                                {
                                    case ArrayStorage.Ints:
                                        SetBits(ref Unsafe.Add(ref registers, (nint)i.A), intTag, Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), (nint)position));
                                        continue;
                                    case ArrayStorage.Floats:
                                        SetBits(ref Unsafe.Add(ref registers, (nint)i.A), floatTag, BitConverter.DoubleToInt64Bits(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<double[]>(array.Items)), (nint)position)));
                                        continue;
                                    case ArrayStorage.Bools:
                                        SetBits(ref Unsafe.Add(ref registers, (nint)i.A), Tags.Bool, Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<bool[]>(array.Items)), (nint)position) ? 1 : 0);
                                        continue;
                                    default:
                                        Set(ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Value[]>(array.Items)), (nint)position));
                                        continue;
                                }
                            }
                        }

                        if (!SlowPaths.GetIndex(context, prototype, ref container, ref index, ref Unsafe.Add(ref registers, (nint)i.A)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.SetIndex:
                    {
                        ref Value container = ref Unsafe.Add(ref registers, (nint)i.A);
                        ref Value index = ref Unsafe.Add(ref registers, (nint)i.B);
                        ref Value element = ref Unsafe.Add(ref registers, (nint)i.C);
                        if (container.Tag.Kind == Kind.Array && index.Tag == intTag)
                        {
                            ArrayObject array = Unsafe.As<ArrayObject>(container.Tag);
                            long position = index.Bits;
                            if ((ulong)position < (ulong)array.CountField && !array.Shared)
                            {
                                Unsafe.Add(ref feedback, pc - 1).First |= 1 << (int)array.StorageField;
                                switch (array.StorageField)
                                {
                                    case ArrayStorage.Ints when element.Tag == intTag:
                                        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), (nint)position) = element.Bits;
                                        continue;
                                    case ArrayStorage.Floats when element.Tag == floatTag:
                                        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<double[]>(array.Items)), (nint)position) = element.AsFloat;
                                        continue;
                                    case ArrayStorage.Bools when element.Tag.Kind == Kind.Bool:
                                        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<bool[]>(array.Items)), (nint)position) = element.Bits != 0;
                                        continue;
                                    case ArrayStorage.Values:
                                        Set(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Value[]>(array.Items)), (nint)position), ref element);
                                        continue;
                                }
                            }
                        }

                        if (!SlowPaths.SetIndex(context, prototype, ref container, ref index, ref element))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.GetField:
                    {
                        ref Value container = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (container.Tag.Kind == Kind.Record)
                        {
                            RecordObject record = Unsafe.As<RecordObject>(container.Tag);
                            ref Feedback cache = ref Unsafe.Add(ref feedback, pc - 1);
                            if (ReferenceEquals(record.ShapeField, cache.Target))
                            {
                                Set(ref Unsafe.Add(ref registers, (nint)i.A), ref record.Slot(cache.First));
                                continue;
                            }
                        }

                        if (!SlowPaths.GetField(context, prototype, in i, ref container, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.GetFieldOptional:
                    {
                        ref Value container = ref Unsafe.Add(ref registers, (nint)i.B);
                        if (container.Tag.Kind == Kind.Nil)
                        {
                            Unsafe.Add(ref registers, (nint)i.A) = container;
                            continue;
                        }

                        if (!SlowPaths.GetField(context, prototype, in i, ref container, ref Unsafe.Add(ref registers, (nint)i.A), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.SetField:
                    {
                        ref Value container = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (container.Tag.Kind == Kind.Record)
                        {
                            RecordObject record = Unsafe.As<RecordObject>(container.Tag);
                            ref Feedback cache = ref Unsafe.Add(ref feedback, pc - 1);
                            if (ReferenceEquals(record.ShapeField, cache.Target) && !record.Shared)
                            {
                                Set(ref record.Slot(cache.First), ref Unsafe.Add(ref registers, (nint)i.C));
                                continue;
                            }
                        }

                        if (!SlowPaths.SetField(context, prototype, in i, ref container, ref Unsafe.Add(ref registers, (nint)i.C), ref Unsafe.Add(ref feedback, pc - 1)))
                        {
                            goto Unwind;
                        }

                        continue;
                    }

                case Opcode.NewRecord:
                    SlowPaths.NewRecord(context, prototype, in i, ref registers);
                    continue;

                case Opcode.NewVariant:
                    Unsafe.Add(ref registers, (nint)i.A) = SlowPaths.NewVariant(prototype, in i, ref registers);
                    continue;

                case Opcode.GetPayload:
                    Unsafe.Add(ref registers, (nint)i.A) = SlowPaths.GetPayload(ref Unsafe.Add(ref registers, (nint)i.B), i.C);
                    continue;

                case Opcode.Interpolate:
                    if (!SlowPaths.Interpolate(context, prototype, in i, ref registers))
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.IterPrepare:
                    context.Top = window + prototype.RegisterCount;
                    if (!SlowPaths.IterPrepare(context, prototype, ref Unsafe.Add(ref registers, (nint)i.B), ref Unsafe.Add(ref registers, (nint)i.A)))
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.RangePrepare:
                    context.Top = window + prototype.RegisterCount;
                    if (!SlowPaths.RangePrepare(context, prototype, in i, ref Unsafe.Add(ref registers, (nint)i.A)))
                    {
                        goto Unwind;
                    }

                    continue;

                case Opcode.IterNext:
                    {
                        ref Value state = ref Unsafe.Add(ref registers, (nint)i.A);
                        if (state.Tag == intTag)
                        {
                            ref Value remaining = ref Unsafe.Add(ref state, 1);
                            long left = remaining.Bits;
                            if (left <= 0)
                            {
                                goto NotTaken;
                            }

                            SetBits(ref remaining, intTag, left - 1);
                            long item = state.Bits;
                            SetBits(ref state, intTag, unchecked(item + Unsafe.Add(ref state, 2).Bits));
                            SetBits(ref Unsafe.Add(ref state, 3), intTag, item);
                            goto WideTaken;
                        }

                        context.Top = window + prototype.RegisterCount;
                        int outcome = SlowPaths.IterNext(context, ref state);
                        if (outcome > 0)
                        {
                            goto WideTaken;
                        }

                        if (outcome < 0)
                        {
                            goto Unwind;
                        }

                        goto NotTaken;
                    }

                case Opcode.Yield:
                    {
                        Unsafe.As<GeneratorObject>(Unsafe.Add(ref registers, (nint)i.B).Tag).Suspend(MemoryMarshal.CreateReadOnlySpan(ref registers, prototype.RegisterCount), (int)pc);
                        context.Depth = depth - 1;
                        return Unsafe.Add(ref registers, (nint)i.A);
                    }

                default:
                    SlowPaths.FailUnknownOpcode(prototype, (int)pc - 1);
                    continue;
            }

        Taken:
            Unsafe.Add(ref feedback, pc - 1).First++;
            pc += (short)i.C;
            if ((short)i.C >= 0)
            {
                continue;
            }

            goto BackEdge;

        WideTaken:
            Unsafe.Add(ref feedback, pc - 1).First++;
            pc += i.Wide;
            if (i.Wide >= 0)
            {
                continue;
            }

        BackEdge:
            prototype.BackEdgeCountField++;
            if (!context.IsInterrupted)
            {
                continue;
            }

            context.Poll();
            goto Unwind;

        NotTaken:
            Unsafe.Add(ref feedback, pc - 1).Second++;
            continue;

        Unwind:
            int handler = SlowPaths.Unwind(context, prototype, (int)pc - 1, depth, ref registers);
            if (handler < 0)
            {
                return Value.Abnormal;
            }

            pc = handler;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsTruthy(Prototype prototype, ref Value value) =>
        value.Tag.Kind == Kind.Bool ? value.Bits != 0 : prototype.Language.IsTruthy(value);

    /// <summary>Writes a value, storing the tag only if it changes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(ref Value target, ref Value source)
    {
        long bits = source.Bits;
        HeapObject tag = source.Tag;
        if (!ReferenceEquals(target.Tag, tag))
        {
            Unsafe.AsRef(in target.Tag) = tag;
        }

        Unsafe.AsRef(in target.Bits) = bits;
    }

    /// <summary>Writes an immediate, storing the tag only if it changes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetBits(ref Value target, HeapObject tag, long bits)
    {
        if (!ReferenceEquals(target.Tag, tag))
        {
            Unsafe.AsRef(in target.Tag) = tag;
        }

        Unsafe.AsRef(in target.Bits) = bits;
    }
}
