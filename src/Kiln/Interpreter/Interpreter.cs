using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// Tier 1: one loop over the instructions of an activation and of the activations it calls. A plain guest call moves the loop to the
/// called function's registers and code, and a return moves it back; only calls through library code nest on the host stack.
/// <para>
/// Every case here handles the common operands of its instruction and nothing else. Whatever does not fit goes to the one label
/// <c>Slow</c>, which lets <see cref="GeneralPath.Execute"/> carry out the whole instruction, error handling included, and say
/// where to go on. <c>Add</c> is the model for arithmetic, <c>JumpIfLess</c> for branches.
/// </para>
/// <para>
/// Why so strict: the loop is as fast as the JIT compiler's register allocation makes it. The program counter must never be live
/// across a call, or it would be stored to memory for every instruction (measured: 3.7 ns instead of about 1 ns an instruction).
/// Therefore the general path takes the program counter and returns the next one, and a guest call keeps it in the frame list.
/// </para>
/// <para>
/// The common case of every instruction falls straight through to <c>continue</c>; rarer ones sit behind labels at the end, because
/// taken branches are what limits the loop. The loop runs the scaled copy of the code, in which register operands are byte offsets.
/// </para>
/// <para>
/// Register writes compare the tag first: a register usually keeps its kind, and a store without a reference needs no write barrier.
/// The store with a barrier is a call too, so it passes the program counter through in the same way (<see cref="Store"/>).
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
        int baseDepth = context.Depth;
        byte marker;
        if (baseDepth >= context.DepthLimit || window + prototype.RegisterCountField > context.Stack.Length || (nuint)(&marker) < context.HostStackLimit)
        {
            return Calls.RunSlow(context, function, window, start);
        }

        context.Depth = baseDepth + 1;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Frames), baseDepth + 1).Window = window;
        prototype.CallCountField++;

        ref Value registers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Stack), window);
        ref Instruction code = ref MemoryMarshal.GetArrayDataReference(prototype.ScaledCodeField);
        ref Feedback feedback = ref MemoryMarshal.GetArrayDataReference(prototype.FeedbackField);
        HeapObject intTag = Tags.Int;
        ref Value target = ref registers;
        ref Value source = ref registers;
        HeapObject tag;
        long bits;
        nint pc = start;

        while (true)
        {
            ref Instruction i = ref Unsafe.Add(ref code, pc);
            switch (i.Opcode)
            {
                case Opcode.Move:
                case Opcode.Borrow:
                    {
                        source = ref At(ref registers, i.B);
                        target = ref At(ref registers, i.A);
                        if (target.Tag != source.Tag)
                        {
                            goto StoreSource;
                        }

                        SetBits(ref target, source.Bits);
                        pc++;
                        continue;
                    }

                case Opcode.Copy:
                    {
                        source = ref At(ref registers, i.B);
                        if (source.Tag.Kind >= Kind.Array)
                        {
                            source.Tag.Shared = true;
                        }

                        target = ref At(ref registers, i.A);
                        if (target.Tag != source.Tag)
                        {
                            goto StoreSource;
                        }

                        SetBits(ref target, source.Bits);
                        pc++;
                        continue;
                    }

                case Opcode.LoadConstant:
                    {
                        source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.B);
                        target = ref At(ref registers, i.A);
                        if (target.Tag != source.Tag)
                        {
                            goto StoreSource;
                        }

                        SetBits(ref target, source.Bits);
                        pc++;
                        continue;
                    }

                case Opcode.LoadInt:
                    {
                        target = ref At(ref registers, i.A);
                        bits = i.Wide;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.LoadBool:
                    {
                        tag = Tags.Bool;
                        bits = i.B;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.GetGlobal:
                    {
                        GlobalCell cell = Unsafe.As<GlobalCell>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ObjectsField), (nint)i.B));
                        source = ref cell.Value;
                        if (source.Tag.Kind == Kind.Undefined)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        if (target.Tag != source.Tag)
                        {
                            goto StoreSource;
                        }

                        SetBits(ref target, source.Bits);
                        pc++;
                        continue;
                    }

                case Opcode.SetGlobal:
                    {
                        GlobalCell cell = Unsafe.As<GlobalCell>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ObjectsField), (nint)i.B));
                        if (cell.Mutability != Mutability.Mutable || cell.IsLibrary)
                        {
                            goto Slow;
                        }

                        target = ref cell.Value;
                        source = ref At(ref registers, i.A);
                        goto StoreTarget;
                    }

                case Opcode.GetCell:
                    {
                        source = ref Unsafe.As<CellObject>(At(ref registers, i.B).Tag).Content;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != source.Tag)
                        {
                            goto StoreSource;
                        }

                        SetBits(ref target, source.Bits);
                        pc++;
                        continue;
                    }

                case Opcode.SetCell:
                    {
                        target = ref Unsafe.As<CellObject>(At(ref registers, i.A).Tag).Content;
                        source = ref At(ref registers, i.B);
                        goto StoreTarget;
                    }

                case Opcode.GetCapture:
                    {
                        source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Captures), (nint)i.B);
                        target = ref At(ref registers, i.A);
                        if (target.Tag != source.Tag)
                        {
                            goto StoreSource;
                        }

                        SetBits(ref target, source.Bits);
                        pc++;
                        continue;
                    }

                case Opcode.GetCaptureCell:
                    {
                        source = ref Unsafe.As<CellObject>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Captures), (nint)i.B).Tag).Content;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != source.Tag)
                        {
                            goto StoreSource;
                        }

                        SetBits(ref target, source.Bits);
                        pc++;
                        continue;
                    }

                case Opcode.SetCaptureCell:
                    {
                        target = ref Unsafe.As<CellObject>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Captures), (nint)i.B).Tag).Content;
                        source = ref At(ref registers, i.A);
                        goto StoreTarget;
                    }

                case Opcode.Add:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatAdd;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        long result = a + b;
                        if (((a ^ result) & (b ^ result)) < 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = result;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.Subtract:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatSubtract;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        long result = a - b;
                        if (((a ^ b) & (a ^ result)) < 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = result;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.Multiply:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatMultiply;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        if (a != (int)a || b != (int)b)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = a * b;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.Divide:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatDivide;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        if (b <= 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = a / b;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.Modulo:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto Slow;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        if (b <= 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = a % b;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.AddImmediate:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        long a = left.Bits;
                        long b = (short)i.C;
                        long result = a + b;
                        if ((result < a) != (b < 0))
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = result;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.SubtractImmediate:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        long a = left.Bits;
                        long b = (short)i.C;
                        long result = a - b;
                        if ((result > a) != (b < 0))
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = result;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.MultiplyImmediate:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        long a = left.Bits;
                        long b = (short)i.C;
                        if (a != (int)a || b != (int)b)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = a * b;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.DivideImmediate:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        long a = left.Bits;
                        long b = (short)i.C;
                        if (b <= 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = a / b;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.ModuloImmediate:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        long a = left.Bits;
                        long b = (short)i.C;
                        if (b <= 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = a % b;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.AddConstant:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatAddConstant;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        long result = a + b;
                        if (((a ^ result) & (b ^ result)) < 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = result;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.SubtractConstant:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatSubtractConstant;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        long result = a - b;
                        if (((a ^ b) & (a ^ result)) < 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = result;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.MultiplyConstant:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatMultiplyConstant;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        if (a != (int)a || b != (int)b)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = a * b;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.DivideConstant:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatDivideConstant;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        if (b <= 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = a / b;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.ModuloConstant:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto Slow;
                        }

                        long a = left.Bits;
                        long b = right.Bits;
                        if (b <= 0)
                        {
                            goto Slow;
                        }

                        target = ref At(ref registers, i.A);
                        bits = a % b;
                        if (target.Tag != intTag)
                        {
                            goto StoreInt;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.Not:
                    {
                        ref Value operand = ref At(ref registers, i.B);
                        tag = operand.Tag;
                        if (tag.Kind != Kind.Bool)
                        {
                            goto Slow;
                        }

                        bits = operand.Bits ^ 1;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.Equal:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto Slow;
                        }

                        tag = Tags.Bool;
                        bits = left.Bits == right.Bits ? 1 : 0;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.NotEqual:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto Slow;
                        }

                        tag = Tags.Bool;
                        bits = left.Bits != right.Bits ? 1 : 0;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.Less:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto Slow;
                        }

                        tag = Tags.Bool;
                        bits = left.Bits < right.Bits ? 1 : 0;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.LessEqual:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto Slow;
                        }

                        tag = Tags.Bool;
                        bits = left.Bits <= right.Bits ? 1 : 0;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.Greater:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto Slow;
                        }

                        tag = Tags.Bool;
                        bits = left.Bits > right.Bits ? 1 : 0;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.GreaterEqual:
                    {
                        ref Value left = ref At(ref registers, i.B);
                        ref Value right = ref At(ref registers, i.C);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto Slow;
                        }

                        tag = Tags.Bool;
                        bits = left.Bits >= right.Bits ? 1 : 0;
                        target = ref At(ref registers, i.A);
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.Jump:
                    {
                        pc += i.Wide + 1;
                        if (i.Wide < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIf:
                    {
                        ref Value condition = ref At(ref registers, i.A);
                        if (condition.Tag.Kind != Kind.Bool)
                        {
                            goto Slow;
                        }

                        if (condition.Bits == 0)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += i.Wide + 1;
                        if (i.Wide < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpUnless:
                    {
                        ref Value condition = ref At(ref registers, i.A);
                        if (condition.Tag.Kind != Kind.Bool)
                        {
                            goto Slow;
                        }

                        if (condition.Bits != 0)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += i.Wide + 1;
                        if (i.Wide < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfNil:
                    {
                        if (At(ref registers, i.A).Tag.Kind != Kind.Nil)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += i.Wide + 1;
                        if (i.Wide < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfNotNil:
                    {
                        if (At(ref registers, i.A).Tag.Kind == Kind.Nil)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += i.Wide + 1;
                        if (i.Wide < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfUndefined:
                    {
                        if (At(ref registers, i.A).Tag.Kind != Kind.Undefined)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += i.Wide + 1;
                        if (i.Wide < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfEqual:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto EqualityJump;
                        }

                        if (left.Bits != right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfNotEqual:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto EqualityJump;
                        }

                        if (left.Bits == right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfLess:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatJumpIfLess;
                        }

                        if (left.Bits >= right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfLessEqual:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatJumpIfLessEqual;
                        }

                        if (left.Bits > right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfGreater:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatJumpIfGreater;
                        }

                        if (left.Bits <= right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfGreaterEqual:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatJumpIfGreaterEqual;
                        }

                        if (left.Bits < right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpUnlessLess:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatJumpUnlessLess;
                        }

                        if (left.Bits < right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpUnlessLessEqual:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatJumpUnlessLessEqual;
                        }

                        if (left.Bits <= right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpUnlessGreater:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatJumpUnlessGreater;
                        }

                        if (left.Bits > right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpUnlessGreaterEqual:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        ref Value right = ref At(ref registers, i.B);
                        if (left.Tag != intTag || right.Tag != intTag)
                        {
                            goto FloatJumpUnlessGreaterEqual;
                        }

                        if (left.Bits >= right.Bits)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfEqualImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits != (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfNotEqualImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits == (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfLessImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits >= (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfLessEqualImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits > (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfGreaterImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits <= (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpIfGreaterEqualImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits < (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpUnlessLessImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits < (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpUnlessLessEqualImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits <= (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpUnlessGreaterImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits > (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.JumpUnlessGreaterEqualImmediate:
                    {
                        ref Value left = ref At(ref registers, i.A);
                        if (left.Tag != intTag)
                        {
                            goto Slow;
                        }

                        if (left.Bits >= (short)i.B)
                        {
                            goto NotTaken;
                        }

                        Unsafe.Add(ref feedback, pc).First++;
                        pc += (short)i.C + 1;
                        if ((short)i.C < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.Return:
                    {
                        source = ref At(ref registers, i.A);
                        tag = source.Tag;
                        bits = source.Bits;
                        context.Depth--;
                        goto Return;
                    }

                case Opcode.ReturnNil:
                    {
                        tag = Tags.Nil;
                        bits = 0;
                        context.Depth--;
                        goto Return;
                    }

                case Opcode.Call:
                case Opcode.CallUpdate:
                    {
                        target = ref At(ref registers, i.A);
                        if (target.Tag.Kind != Kind.Function)
                        {
                            goto OtherCall;
                        }

                        if (i.D != 0)
                        {
                            goto ShareAndCall;
                        }

                        goto PlainCall;
                    }

                case Opcode.GetIndex:
                    {
                        ref Value container = ref At(ref registers, i.B);
                        ref Value index = ref At(ref registers, i.C);
                        if (container.Tag.Kind != Kind.Array || index.Tag != intTag)
                        {
                            goto OtherGetIndex;
                        }

                        ArrayObject array = Unsafe.As<ArrayObject>(container.Tag);
                        nint position = (nint)index.Bits;
                        if ((nuint)position >= (nuint)array.CountField)
                        {
                            goto OtherGetIndex;
                        }

                        ArrayStorage storage = array.StorageField;
                        Unsafe.Add(ref feedback, pc).First |= 1 << (int)storage;
                        if (storage == ArrayStorage.Values)
                        {
                            source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Value[]>(array.Items)), position);
                            target = ref At(ref registers, i.A);
                            goto StoreTarget;
                        }

                        if (storage == ArrayStorage.Ints)
                        {
                            bits = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), position);
                            tag = intTag;
                        }
                        else if (storage == ArrayStorage.Floats)
                        {
                            tag = Tags.Float;
                            bits = BitConverter.DoubleToInt64Bits(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<double[]>(array.Items)), position));
                        }
                        else
                        {
                            tag = Tags.Bool;
                            bits = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<bool[]>(array.Items)), position) ? 1 : 0;
                        }

                        target = ref At(ref registers, i.A);
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.SetIndex:
                    {
                        ref Value container = ref At(ref registers, i.A);
                        ref Value index = ref At(ref registers, i.B);
                        ref Value element = ref At(ref registers, i.C);
                        if (container.Tag.Kind != Kind.Array || index.Tag != intTag)
                        {
                            goto OtherSetIndex;
                        }

                        ArrayObject array = Unsafe.As<ArrayObject>(container.Tag);
                        nint position = (nint)index.Bits;
                        if ((nuint)position >= (nuint)array.CountField || array.Shared)
                        {
                            goto OtherSetIndex;
                        }

                        ArrayStorage storage = array.StorageField;
                        Unsafe.Add(ref feedback, pc).First |= 1 << (int)storage;
                        if (storage == ArrayStorage.Values)
                        {
                            target = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Value[]>(array.Items)), position);
                            source = ref element;
                            goto StoreTarget;
                        }

                        if (storage == ArrayStorage.Ints && element.Tag == intTag)
                        {
                            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(array.Items)), position) = element.Bits;
                        }
                        else if (storage == ArrayStorage.Floats && element.Tag.Kind == Kind.Float)
                        {
                            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<double[]>(array.Items)), position) = element.AsFloat;
                        }
                        else if (storage == ArrayStorage.Bools && element.Tag.Kind == Kind.Bool)
                        {
                            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<bool[]>(array.Items)), position) = element.Bits != 0;
                        }
                        else
                        {
                            goto OtherSetIndex;
                        }

                        pc++;
                        continue;
                    }

                case Opcode.GetField:
                    {
                        ref Value container = ref At(ref registers, i.B);
                        if (container.Tag.Kind != Kind.Record)
                        {
                            goto Slow;
                        }

                        RecordObject record = Unsafe.As<RecordObject>(container.Tag);
                        ref Feedback cache = ref Unsafe.Add(ref feedback, pc);
                        if (!ReferenceEquals(record.ShapeField, cache.Target))
                        {
                            goto Slow;
                        }

                        source = ref record.InlineSlot(cache.First);
                        target = ref At(ref registers, i.A);
                        if (target.Tag != source.Tag)
                        {
                            goto StoreSource;
                        }

                        SetBits(ref target, source.Bits);
                        pc++;
                        continue;
                    }

                case Opcode.SetField:
                    {
                        ref Value container = ref At(ref registers, i.A);
                        if (container.Tag.Kind != Kind.Record)
                        {
                            goto Slow;
                        }

                        RecordObject record = Unsafe.As<RecordObject>(container.Tag);
                        ref Feedback cache = ref Unsafe.Add(ref feedback, pc);
                        if (!ReferenceEquals(record.ShapeField, cache.Target) || record.Shared)
                        {
                            goto Slow;
                        }

                        target = ref record.InlineSlot(cache.First);
                        source = ref At(ref registers, i.C);
                        goto StoreTarget;
                    }

                case Opcode.IterNext:
                    {
                        ref Value state = ref At(ref registers, i.A);
                        if (state.Tag != intTag || Unsafe.Add(ref state, 3).Tag != intTag)
                        {
                            goto NextElement;
                        }

                        ref Value remaining = ref Unsafe.Add(ref state, 1);
                        long left = remaining.Bits;
                        if (left <= 0)
                        {
                            goto NotTaken;
                        }

                        long item = state.Bits;
                        SetBits(ref remaining, left - 1);
                        SetBits(ref state, unchecked(item + Unsafe.Add(ref state, 2).Bits));
                        SetBits(ref Unsafe.Add(ref state, 3), item);
                        Unsafe.Add(ref feedback, pc).First++;
                        pc += i.Wide + 1;
                        if (i.Wide < 0)
                        {
                            goto BackEdge;
                        }

                        continue;
                    }

                case Opcode.LoadNil:
                    {
                        target = ref At(ref registers, i.A);
                        tag = Tags.Nil;
                        bits = 0;
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        pc++;
                        continue;
                    }

                case Opcode.Share:
                    {
                        tag = At(ref registers, i.A).Tag;
                        if (tag.Kind >= Kind.Array)
                        {
                            tag.Shared = true;
                        }

                        pc++;
                        continue;
                    }

                case Opcode.Unshare:
                    {
                        tag = At(ref registers, i.A).Tag;
                        if (tag.Kind >= Kind.Array && tag.Shared)
                        {
                            goto Slow;
                        }

                        pc++;
                        continue;
                    }

                case Opcode.CheckGlobalMutable:
                    {
                        if (Unsafe.As<GlobalCell>(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ObjectsField), (nint)i.B)).Mutability != Mutability.Mutable)
                        {
                            goto Slow;
                        }

                        pc++;
                        continue;
                    }

                case Opcode.Negate:
                    {
                        source = ref At(ref registers, i.B);
                        target = ref At(ref registers, i.A);
                        tag = source.Tag;
                        if (tag == intTag && source.Bits != long.MinValue)
                        {
                            bits = -source.Bits;
                        }
                        else if (tag.Kind == Kind.Float)
                        {
                            bits = source.Bits ^ long.MinValue;
                        }
                        else
                        {
                            goto Slow;
                        }

                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        SetBits(ref target, bits);
                        pc++;
                        continue;
                    }

                case Opcode.LoadMethod:
                    {
                        target = ref At(ref registers, i.A);
                        tag = Unsafe.Add(ref target, 1).Tag;
                        if (tag.Kind != Kind.Record || Unsafe.Add(ref feedback, pc).Target is not { } known)
                        {
                            goto Slow;
                        }

                        MethodCache cache = Unsafe.As<MethodCache>(known);
                        Shape shape = Unsafe.As<RecordObject>(tag).ShapeField;
                        while (cache.Shape != shape)
                        {
                            if (cache.Next is null)
                            {
                                goto Slow;
                            }

                            cache = cache.Next;
                        }

                        if (cache.Version != shape.Type.Version)
                        {
                            goto Slow;
                        }

                        tag = cache.Method.Tag;
                        bits = cache.Method.Bits;
                        if (target.Tag != tag)
                        {
                            goto StoreTagged;
                        }

                        pc++;
                        continue;
                    }

                case Opcode.NewRecord:
                case Opcode.NewArray:
                    pc = GeneralPath.Create(context, function, pc, ref registers);
                    continue;

                default:
                    goto Slow;
            }

        BackEdge:
            function.Prototype.BackEdgeCountField++;
            if (!context.IsInterrupted)
            {
                continue;
            }

        Interrupted:
            pc = GeneralPath.Interrupt(context, function, (int)pc, ref registers);
            goto Resume;

        NotTaken:
            Unsafe.Add(ref feedback, pc).Second++;
            pc++;
            continue;

        Taken:
            Unsafe.Add(ref feedback, pc).First++;
            pc += (short)i.C + 1;
            if ((short)i.C < 0)
            {
                goto BackEdge;
            }

            continue;

        StoreInt:
            pc = Store.Immediate(ref target, intTag, bits, pc);
            continue;

        StoreTagged:
            pc = Store.Immediate(ref target, tag, bits, pc);
            continue;

        StoreTarget:
            if (target.Tag == source.Tag)
            {
                SetBits(ref target, source.Bits);
                pc++;
                continue;
            }

        StoreSource:
            pc = Store.Value(ref target, ref source, pc);
            continue;

        FloatAdd:
            {
                ref Value left = ref At(ref registers, i.B);
                ref Value right = ref At(ref registers, i.C);
                tag = left.Tag;
                if (tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                Unsafe.Add(ref feedback, pc).First |= (int)OperandFeedback.Floats;
                bits = BitConverter.DoubleToInt64Bits(left.AsFloat + right.AsFloat);
                target = ref At(ref registers, i.A);
                if (target.Tag != tag)
                {
                    goto StoreTagged;
                }

                SetBits(ref target, bits);
                pc++;
                continue;
            }

        FloatSubtract:
            {
                ref Value left = ref At(ref registers, i.B);
                ref Value right = ref At(ref registers, i.C);
                tag = left.Tag;
                if (tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                Unsafe.Add(ref feedback, pc).First |= (int)OperandFeedback.Floats;
                bits = BitConverter.DoubleToInt64Bits(left.AsFloat - right.AsFloat);
                target = ref At(ref registers, i.A);
                if (target.Tag != tag)
                {
                    goto StoreTagged;
                }

                SetBits(ref target, bits);
                pc++;
                continue;
            }

        FloatMultiply:
            {
                ref Value left = ref At(ref registers, i.B);
                ref Value right = ref At(ref registers, i.C);
                tag = left.Tag;
                if (tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                Unsafe.Add(ref feedback, pc).First |= (int)OperandFeedback.Floats;
                bits = BitConverter.DoubleToInt64Bits(left.AsFloat * right.AsFloat);
                target = ref At(ref registers, i.A);
                if (target.Tag != tag)
                {
                    goto StoreTagged;
                }

                SetBits(ref target, bits);
                pc++;
                continue;
            }

        FloatDivide:
            {
                ref Value left = ref At(ref registers, i.B);
                ref Value right = ref At(ref registers, i.C);
                tag = left.Tag;
                if (tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float || right.AsFloat == 0)
                {
                    goto Slow;
                }

                Unsafe.Add(ref feedback, pc).First |= (int)OperandFeedback.Floats;
                bits = BitConverter.DoubleToInt64Bits(left.AsFloat / right.AsFloat);
                target = ref At(ref registers, i.A);
                if (target.Tag != tag)
                {
                    goto StoreTagged;
                }

                SetBits(ref target, bits);
                pc++;
                continue;
            }

        FloatAddConstant:
            {
                ref Value left = ref At(ref registers, i.B);
                ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
                tag = left.Tag;
                if (tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                Unsafe.Add(ref feedback, pc).First |= (int)OperandFeedback.Floats;
                bits = BitConverter.DoubleToInt64Bits(left.AsFloat + right.AsFloat);
                target = ref At(ref registers, i.A);
                if (target.Tag != tag)
                {
                    goto StoreTagged;
                }

                SetBits(ref target, bits);
                pc++;
                continue;
            }

        FloatSubtractConstant:
            {
                ref Value left = ref At(ref registers, i.B);
                ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
                tag = left.Tag;
                if (tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                Unsafe.Add(ref feedback, pc).First |= (int)OperandFeedback.Floats;
                bits = BitConverter.DoubleToInt64Bits(left.AsFloat - right.AsFloat);
                target = ref At(ref registers, i.A);
                if (target.Tag != tag)
                {
                    goto StoreTagged;
                }

                SetBits(ref target, bits);
                pc++;
                continue;
            }

        FloatMultiplyConstant:
            {
                ref Value left = ref At(ref registers, i.B);
                ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
                tag = left.Tag;
                if (tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                Unsafe.Add(ref feedback, pc).First |= (int)OperandFeedback.Floats;
                bits = BitConverter.DoubleToInt64Bits(left.AsFloat * right.AsFloat);
                target = ref At(ref registers, i.A);
                if (target.Tag != tag)
                {
                    goto StoreTagged;
                }

                SetBits(ref target, bits);
                pc++;
                continue;
            }

        FloatDivideConstant:
            {
                ref Value left = ref At(ref registers, i.B);
                ref Value right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(function.Prototype.ConstantsField), (nint)i.C);
                tag = left.Tag;
                if (tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float || right.AsFloat == 0)
                {
                    goto Slow;
                }

                Unsafe.Add(ref feedback, pc).First |= (int)OperandFeedback.Floats;
                bits = BitConverter.DoubleToInt64Bits(left.AsFloat / right.AsFloat);
                target = ref At(ref registers, i.A);
                if (target.Tag != tag)
                {
                    goto StoreTagged;
                }

                SetBits(ref target, bits);
                pc++;
                continue;
            }

        FloatJumpIfLess:
            {
                ref Value left = ref At(ref registers, i.A);
                ref Value right = ref At(ref registers, i.B);
                if (left.Tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                if (left.AsFloat < right.AsFloat)
                {
                    goto Taken;
                }

                goto NotTaken;
            }

        FloatJumpIfLessEqual:
            {
                ref Value left = ref At(ref registers, i.A);
                ref Value right = ref At(ref registers, i.B);
                if (left.Tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                if (left.AsFloat <= right.AsFloat)
                {
                    goto Taken;
                }

                goto NotTaken;
            }

        FloatJumpIfGreater:
            {
                ref Value left = ref At(ref registers, i.A);
                ref Value right = ref At(ref registers, i.B);
                if (left.Tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                if (left.AsFloat > right.AsFloat)
                {
                    goto Taken;
                }

                goto NotTaken;
            }

        FloatJumpIfGreaterEqual:
            {
                ref Value left = ref At(ref registers, i.A);
                ref Value right = ref At(ref registers, i.B);
                if (left.Tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                if (left.AsFloat >= right.AsFloat)
                {
                    goto Taken;
                }

                goto NotTaken;
            }

        FloatJumpUnlessLess:
            {
                ref Value left = ref At(ref registers, i.A);
                ref Value right = ref At(ref registers, i.B);
                if (left.Tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                if (left.AsFloat < right.AsFloat)
                {
                    goto NotTaken;
                }

                goto Taken;
            }

        FloatJumpUnlessLessEqual:
            {
                ref Value left = ref At(ref registers, i.A);
                ref Value right = ref At(ref registers, i.B);
                if (left.Tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                if (left.AsFloat <= right.AsFloat)
                {
                    goto NotTaken;
                }

                goto Taken;
            }

        FloatJumpUnlessGreater:
            {
                ref Value left = ref At(ref registers, i.A);
                ref Value right = ref At(ref registers, i.B);
                if (left.Tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                if (left.AsFloat > right.AsFloat)
                {
                    goto NotTaken;
                }

                goto Taken;
            }

        FloatJumpUnlessGreaterEqual:
            {
                ref Value left = ref At(ref registers, i.A);
                ref Value right = ref At(ref registers, i.B);
                if (left.Tag.Kind != Kind.Float || right.Tag.Kind != Kind.Float)
                {
                    goto Slow;
                }

                if (left.AsFloat >= right.AsFloat)
                {
                    goto NotTaken;
                }

                goto Taken;
            }

        OtherGetIndex:
            pc = GeneralPath.GetElement(context, function, pc, ref registers);
            if (pc < 0)
            {
                goto Resume;
            }

            continue;

        OtherSetIndex:
            pc = GeneralPath.SetElement(context, function, pc, ref registers);
            if (pc < 0)
            {
                goto Resume;
            }

            continue;

        OtherCall:
            if (target.Tag.Kind != Kind.Builtin)
            {
                goto Slow;
            }

            if (Unsafe.As<BuiltinObject>(target.Tag).Intrinsic == Intrinsic.Append && i.B == 2)
            {
                tag = Unsafe.Add(ref target, 1).Tag;
                if (tag.Kind == Kind.Array && !tag.Shared && (i.Opcode == Opcode.CallUpdate || (i.D & 1) == 0))
                {
                    pc = GeneralPath.Append(ref i, ref target, ref At(ref registers, i.C), pc);
                    continue;
                }
            }

            pc = Calls.CallBuiltin(context, function, pc, ref registers);
            if (pc < 0)
            {
                goto Resume;
            }

            continue;

        NextElement:
            if (At(ref registers, i.A).Tag.Kind != Kind.Array)
            {
                goto Slow;
            }

            pc = GeneralPath.NextElement(function.Prototype, pc, ref registers);
            if (context.IsInterrupted)
            {
                goto Interrupted;
            }

            continue;

        // Strings are the most common operands after integers.
        EqualityJump:
            {
                ref Value left = ref At(ref registers, i.A);
                ref Value right = ref At(ref registers, i.B);
                tag = left.Tag;
                if (tag == right.Tag && tag.Kind is Kind.Bool or Kind.Nil)
                {
                    bits = left.Bits - right.Bits;
                }
                else if (tag.Kind == Kind.String && right.Tag.Kind == Kind.String)
                {
                    pc = GeneralPath.StringEqualityJump(function.Prototype, pc, ref registers);
                    if (context.IsInterrupted)
                    {
                        goto Interrupted;
                    }

                    continue;
                }
                else
                {
                    goto Slow;
                }

                if ((bits == 0) == (i.Opcode == Opcode.JumpIfEqual))
                {
                    goto Taken;
                }

                goto NotTaken;
            }

        // Arguments that the caller goes on using become shared; a builtin would decide that by its traits, so this comes after the check.
        ShareAndCall:
            pc = Calls.ShareBorrowed(ref target, i.D, pc);
            i = ref Unsafe.Add(ref code, pc);
            target = ref At(ref registers, i.A);

        PlainCall:
            {
                FunctionObject invoked = Unsafe.As<FunctionObject>(target.Tag);
                Prototype called = invoked.Prototype;
                int depth = context.Depth;
                ref Frame frame = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Frames), depth);
                int calledWindow = frame.Window + (i.A >> Instruction.ScaleShift) + 1;
                if (called.PlainParameterCountField != i.B || depth >= context.DepthLimit || calledWindow + called.RegisterCountField > context.Stack.Length)
                {
                    goto Slow;
                }

                frame.Pc = (int)pc;
                context.Depth = depth + 1;
                Unsafe.Add(ref frame, 1).Window = calledWindow;
                called.CallCountField++;
                function = invoked;
                registers = ref Unsafe.Add(ref target, 1);
                code = ref MemoryMarshal.GetArrayDataReference(called.ScaledCodeField);
                feedback = ref MemoryMarshal.GetArrayDataReference(called.FeedbackField);
                pc = 0;
                continue;
            }

        // The activation's depth is gone already; the result goes to the register that the waiting call names.
        Return:
            {
                int depth = context.Depth;
                if (depth == baseDepth)
                {
                    return new Value(tag, bits);
                }

                ref Frame frame = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Frames), depth);
                pc = frame.Pc;
                registers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Stack), frame.Window);
                function = Unsafe.As<FunctionObject>(Unsafe.Add(ref registers, -1).Tag);
                Prototype caller = function.Prototype;
                code = ref MemoryMarshal.GetArrayDataReference(caller.ScaledCodeField);
                feedback = ref MemoryMarshal.GetArrayDataReference(caller.FeedbackField);
                target = ref At(ref registers, Unsafe.Add(ref code, pc).C);
                if (target.Tag != tag)
                {
                    goto StoreTagged;
                }

                SetBits(ref target, bits);
                pc++;
                continue;
            }

        Slow:
            pc = GeneralPath.Execute(context, function, (int)pc, ref registers);

        Resume:
            while (pc < 0)
            {
                if (pc != GeneralPath.LeaveAbnormally)
                {
                    source = ref Unsafe.Add(ref registers, GeneralPath.ReturnBase - pc);
                    tag = source.Tag;
                    bits = source.Bits;
                    goto Return;
                }

                int depth = context.Depth;
                if (depth == baseDepth)
                {
                    return Value.Abnormal;
                }

                ref Frame frame = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Frames), depth);
                registers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Stack), frame.Window);
                function = Unsafe.As<FunctionObject>(Unsafe.Add(ref registers, -1).Tag);
                pc = GeneralPath.Unwind(context, function, frame.Pc, ref registers);
                code = ref MemoryMarshal.GetArrayDataReference(function.Prototype.ScaledCodeField);
                feedback = ref MemoryMarshal.GetArrayDataReference(function.Prototype.FeedbackField);
            }
        }
    }

    /// <summary>The register at a byte offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Value At(ref Value registers, ushort offset) => ref Unsafe.AddByteOffset(ref registers, (nint)offset);

    /// <summary>Writes the payload of a value whose tag is right already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetBits(ref Value target, long bits) => Unsafe.AsRef(in target.Bits) = bits;
}
