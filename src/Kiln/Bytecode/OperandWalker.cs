namespace Kiln.Bytecode;

/// <summary>
/// Tells which registers an instruction reads and writes. Single operands come from the opcode table; sequences of registers are
/// listed here, once, for the liveness analysis and the verifier.
/// </summary>
public static class OperandWalker
{
    /// <summary>Calls back for every register that an instruction reads.</summary>
    public static void Reads<TState>(in Instruction instruction, object[] objects, ref TState state, RegisterVisitor<TState> visit)
    {
        OpcodeInfo info = OpcodeTable.Of(instruction.Opcode);
        VisitIf(info.A is OperandKind.Read or OperandKind.ReadWrite, instruction.A, ref state, visit);
        VisitIf(info.B is OperandKind.Read or OperandKind.ReadWrite, instruction.B, ref state, visit);
        VisitIf(info.C is OperandKind.Read or OperandKind.ReadWrite, instruction.C, ref state, visit);
        (int start, int count) = ReadSequence(instruction, objects);
        for (int i = 0; i < count; i++)
        {
            visit(ref state, start + i);
        }

        if (instruction.Opcode == Opcode.MakeFunction)
        {
            foreach (Capture capture in ((Prototype)objects[instruction.B]).Captures)
            {
                VisitIf(capture.FromRegister, capture.Index, ref state, visit);
            }
        }
    }

    /// <summary>Calls back for every register that an instruction writes.</summary>
    public static void Writes<TState>(in Instruction instruction, ref TState state, RegisterVisitor<TState> visit)
    {
        OpcodeInfo info = OpcodeTable.Of(instruction.Opcode);
        VisitIf(info.A is OperandKind.Write or OperandKind.ReadWrite, instruction.A, ref state, visit);
        VisitIf(info.B is OperandKind.Write or OperandKind.ReadWrite, instruction.B, ref state, visit);
        VisitIf(info.C is OperandKind.Write or OperandKind.ReadWrite, instruction.C, ref state, visit);
        (int start, int count) = WriteSequence(instruction);
        for (int i = 0; i < count; i++)
        {
            visit(ref state, start + i);
        }
    }

    /// <summary>The consecutive registers that an instruction reads beside its single operands.</summary>
    public static (int Start, int Count) ReadSequence(in Instruction instruction, object[] objects) => instruction.Opcode switch
    {
        Opcode.Call or Opcode.CallUpdate or Opcode.TailCall => (instruction.A, instruction.B + 1),
        Opcode.CallNative => (instruction.A, instruction.D),
        Opcode.LoadMethod => (instruction.A + 1, 1),
        Opcode.NewArray or Opcode.Interpolate => (instruction.B, instruction.C),
        Opcode.NewRecord => (instruction.B, ((RecordLiteral)objects[instruction.C]).Names.Length),
        Opcode.NewVariant => (instruction.C, instruction.D),
        Opcode.RangePrepare => (instruction.A, instruction.B),
        Opcode.IterNext => (instruction.A, 3),
        _ => (0, 0),
    };

    /// <summary>The consecutive registers that an instruction writes beside its single operands.</summary>
    public static (int Start, int Count) WriteSequence(in Instruction instruction) => instruction.Opcode switch
    {
        Opcode.LoadMethod => (instruction.A, 1),
        Opcode.IterPrepare or Opcode.RangePrepare => (instruction.A, 3),
        Opcode.IterNext => (instruction.A, 4),
        _ => (0, 0),
    };

    private static void VisitIf<TState>(bool condition, int register, ref TState state, RegisterVisitor<TState> visit)
    {
        if (condition)
        {
            visit(ref state, register);
        }
    }
}

/// <summary>Receives one register.</summary>
/// <typeparam name="TState">What the visit works on.</typeparam>
public delegate void RegisterVisitor<TState>(ref TState state, int register);
