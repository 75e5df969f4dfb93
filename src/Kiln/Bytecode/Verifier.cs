using System.Collections;
using System.Globalization;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Bytecode;

/// <summary>
/// Checks that bytecode cannot harm the interpreter, which does not check anything itself: every operand lies in its table, every
/// jump lands on an instruction, control never runs off the end, and no register is read before it was written on some path.
/// </summary>
public static class Verifier
{
    /// <summary>Checks a function and the functions inside it.</summary>
    /// <exception cref="InvalidBytecodeException">The first violation, with function and position.</exception>
    public static void Check(Prototype prototype)
    {
        var seen = new HashSet<Prototype>();
        var pending = new Stack<Prototype>();
        pending.Push(prototype);
        while (pending.TryPop(out Prototype? next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            CheckParameters(next);
            CheckOperands(next);
            CheckTailCalls(next);
            CheckDefinedBeforeUse(next);
            foreach (object item in next.Objects)
            {
                if (item is Prototype inner)
                {
                    pending.Push(inner);
                }
            }
        }
    }

    private static void CheckParameters(Prototype prototype)
    {
        if (prototype.OptionalCount < 0 || prototype.RequiredCount < 0 || prototype.ParameterCount > prototype.RegisterCount)
        {
            throw Invalid(prototype, 0, "parameters do not fit together");
        }
    }

    /// <summary>A tail call ends its activation, so nothing may be left for that to do.</summary>
    private static void CheckTailCalls(Prototype prototype)
    {
        for (int i = 0; prototype.HasTailCalls && i < prototype.Code.Length; i++)
        {
            if (prototype.Code[i].Opcode != Opcode.TailCall)
            {
                continue;
            }

            if (!prototype.IsPlain)
            {
                throw Invalid(prototype, i, "generators and asynchronous functions make no tail calls");
            }

            if (Array.Exists(prototype.Handlers, h => i >= h.Start && i < h.End))
            {
                throw Invalid(prototype, i, "a handler covers the tail call: it must be an ordinary call");
            }
        }
    }

    private static void CheckOperands(Prototype prototype)
    {
        for (int i = 0; i < prototype.Code.Length; i++)
        {
            Instruction instruction = prototype.Code[i];
            if ((int)instruction.Opcode >= OpcodeTable.Rows.Count)
            {
                throw Invalid(prototype, i, "unknown opcode");
            }

            OpcodeInfo info = OpcodeTable.Of(instruction.Opcode);
            CheckOperand(prototype, i, info.A, instruction.A);
            CheckOperand(prototype, i, info.B, instruction.B);
            CheckOperand(prototype, i, info.C, instruction.C);
            CheckObject(prototype, i, instruction);
            CheckCaptures(prototype, i, instruction);
            CheckSequence(prototype, i, OperandWalker.ReadSequence(instruction, prototype.Objects));
            CheckSequence(prototype, i, OperandWalker.WriteSequence(instruction));
            bool falls = !info.Effects.HasFlag(OpcodeEffects.Ends);
            if (falls && i + 1 == prototype.Code.Length)
            {
                throw Invalid(prototype, i, "control runs off the end");
            }
        }

        foreach (Handler handler in prototype.Handlers)
        {
            if (handler.Start > handler.End || handler.End > prototype.Code.Length || (uint)handler.Target >= (uint)prototype.Code.Length
                || (uint)handler.Register >= (uint)prototype.RegisterCount)
            {
                throw Invalid(prototype, handler.Start, "handler out of range");
            }
        }
    }

    private static void CheckOperand(Prototype prototype, int position, OperandKind kind, ushort field)
    {
        Instruction instruction = prototype.Code[position];
        bool ok = kind switch
        {
            OperandKind.Read or OperandKind.Write or OperandKind.ReadWrite or OperandKind.Sequence => field < prototype.RegisterCount || IsEmptySequence(kind, instruction),
            OperandKind.Constant => field < prototype.Constants.Length,
            OperandKind.Object => field < prototype.Objects.Length,
            OperandKind.Jump => (uint)(position + 1 + (short)field) < (uint)prototype.Code.Length,
            OperandKind.WideJump => (uint)(position + 1 + instruction.Wide) < (uint)prototype.Code.Length,
            _ => true,
        };
        if (!ok)
        {
            throw Invalid(prototype, position, $"operand {field.ToString(CultureInfo.InvariantCulture)} out of range ({kind})");
        }
    }

    // An empty sequence may start just past the last register.
    private static bool IsEmptySequence(OperandKind kind, Instruction instruction) =>
        kind == OperandKind.Sequence && instruction.Opcode is Opcode.NewArray or Opcode.NewRecord or Opcode.NewVariant or Opcode.CallNative or Opcode.Interpolate;

    private static void CheckObject(Prototype prototype, int position, Instruction instruction)
    {
        Type? expected = instruction.Opcode switch
        {
            Opcode.GetGlobal or Opcode.SetGlobal or Opcode.DefineGlobal or Opcode.CheckGlobalMutable => typeof(GlobalCell),
            Opcode.CheckBound or Opcode.LoadMethod or Opcode.SetField => typeof(string),
            Opcode.MakeFunction => typeof(Prototype),
            Opcode.CallNative => typeof(BuiltinObject),
            Opcode.NewVariant => typeof(VariantTag),
            _ => null,
        };
        if (expected is not null)
        {
            RequireObject(prototype, position, instruction.B, expected);
        }

        if (instruction.Opcode == Opcode.JumpUnlessLibrary)
        {
            RequireObject(prototype, position, instruction.A, typeof(GlobalCell));
        }

        expected = instruction.Opcode switch
        {
            Opcode.GetScoped or Opcode.SetScoped or Opcode.RangePrepare => typeof(GlobalCell),
            Opcode.GetField or Opcode.GetFieldOptional => typeof(string),
            Opcode.NewRecord => typeof(RecordLiteral),
            _ => null,
        };
        if (expected is not null)
        {
            RequireObject(prototype, position, instruction.C, expected);
        }
    }

    private static void CheckCaptures(Prototype prototype, int position, Instruction instruction)
    {
        bool ok = instruction.Opcode switch
        {
            Opcode.GetCapture or Opcode.GetCaptureCell or Opcode.SetCaptureCell => instruction.B < prototype.Captures.Length,
            Opcode.MakeFunction => Array.TrueForAll(
                ((Prototype)prototype.Objects[instruction.B]).Captures,
                capture => (uint)capture.Index < (uint)(capture.FromRegister ? prototype.RegisterCount : prototype.Captures.Length)),
            _ => true,
        };
        if (!ok)
        {
            throw Invalid(prototype, position, "capture out of range");
        }
    }

    private static void RequireObject(Prototype prototype, int position, int index, Type expected)
    {
        if (!expected.IsInstanceOfType(prototype.Objects[index]))
        {
            throw Invalid(prototype, position, $"object {index} is not a {expected.Name}");
        }
    }

    private static void CheckSequence(Prototype prototype, int position, (int Start, int Count) sequence)
    {
        if (sequence.Count > 0 && sequence.Start + sequence.Count > prototype.RegisterCount)
        {
            throw Invalid(prototype, position, "register sequence out of range");
        }
    }

    private static void CheckDefinedBeforeUse(Prototype prototype)
    {
        Instruction[] code = prototype.CodeField;
        var definedAt = new BitArray?[code.Length];
        var work = new Stack<int>();
        var entry = new BitArray(prototype.RegisterCount);
        for (int i = 0; i < prototype.ParameterCount; i++)
        {
            entry.Set(i, true);
        }

        if (prototype.IsGenerator)
        {
            entry.Set(prototype.GeneratorRegister, true);
        }

        Flow(0, entry);
        while (work.TryPop(out int position))
        {
            var defined = new BitArray(definedAt[position]!);
            foreach (Handler handler in prototype.Handlers)
            {
                if (position >= handler.Start && position < handler.End)
                {
                    var atHandler = new BitArray(defined);
                    atHandler.Set(handler.Register, true);
                    Flow(handler.Target, atHandler);
                }
            }

            Instruction instruction = code[position];
            var state = (prototype, position, defined);
            OperandWalker.Reads(instruction, prototype.Objects, ref state, static (ref (Prototype P, int Position, BitArray Defined) s, int register) =>
            {
                if (!s.Defined.Get(register))
                {
                    throw Invalid(s.P, s.Position, $"register {register} is read before it is written");
                }
            });
            OperandWalker.Writes(instruction, ref defined, static (ref BitArray set, int register) => set.Set(register, true));
            OpcodeInfo info = OpcodeTable.Of(instruction.Opcode);
            if (info.IsJump)
            {
                Flow(position + 1 + (info.C == OperandKind.Jump ? (short)instruction.C : instruction.Wide), defined);
            }

            if (!info.Effects.HasFlag(OpcodeEffects.Ends))
            {
                Flow(position + 1, defined);
            }
        }

        void Flow(int target, BitArray defined)
        {
            BitArray? known = definedAt[target];
            if (known is null)
            {
                definedAt[target] = new BitArray(defined);
                work.Push(target);
                return;
            }

            var meet = new BitArray(known).And(defined);
            if (!SameBits(meet, known))
            {
                definedAt[target] = meet;
                work.Push(target);
            }
        }
    }

    private static bool SameBits(BitArray a, BitArray b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a.Get(i) != b.Get(i))
            {
                return false;
            }
        }

        return true;
    }

    private static InvalidBytecodeException Invalid(Prototype prototype, int position, string problem) =>
        new($"{prototype.Name ?? "<lambda>"}@{position}: {prototype.Code[Math.Min(position, prototype.Code.Length - 1)].Opcode}: {problem}");
}

/// <summary>Bytecode that the interpreter must not run.</summary>
public sealed class InvalidBytecodeException(string message) : Exception(message);
