using System.Runtime.InteropServices;

namespace Kiln.Bytecode;

/// <summary>One instruction: 8 bytes, an opcode, a small operand D and three 16-bit operands.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 2, Size = 8)]
public struct Instruction
{
    /// <summary>Most registers a function may use.</summary>
    public const int MaximumRegisters = 4_000;

    /// <summary>In the scaled copy of the code that the interpreter runs, register operands are shifted left by this.</summary>
    internal const int ScaleShift = 4;

    /// <summary>What to do.</summary>
    public Opcode Opcode;

    /// <summary>A small extra operand.</summary>
    public byte D;

    /// <summary>Usually the destination register.</summary>
    public ushort A;

    /// <summary>Second operand.</summary>
    public ushort B;

    /// <summary>Third operand.</summary>
    public ushort C;

    /// <summary>An instruction with three operands.</summary>
    public Instruction(Opcode opcode, int a = 0, int b = 0, int c = 0, int d = 0)
    {
        Opcode = opcode;
        D = checked((byte)d);
        A = checked((ushort)a);
        B = unchecked((ushort)b);
        C = unchecked((ushort)c);
    }

    /// <summary>Operands B and C as one signed 32-bit number.</summary>
    public int Wide
    {
        readonly get => B | (C << 16);
        set
        {
            B = unchecked((ushort)value);
            C = unchecked((ushort)(value >> 16));
        }
    }

    /// <summary>An instruction with one operand and a 32-bit number.</summary>
    public static Instruction WithWide(Opcode opcode, int a, int wide) => new(opcode, a) { Wide = wide };

    /// <summary>The instruction with its register operands turned into byte offsets.</summary>
    internal readonly Instruction Scale()
    {
        OpcodeInfo info = OpcodeTable.Of(Opcode);
        Instruction scaled = this;
        scaled.A = Scale(info.A, A);
        scaled.B = Scale(info.B, B);
        scaled.C = Scale(info.C, C);
        return scaled;
    }

    private static ushort Scale(OperandKind kind, ushort operand) => kind switch
    {
        OperandKind.Read or OperandKind.Write or OperandKind.ReadWrite or OperandKind.Sequence => (ushort)(operand << ScaleShift),
        _ => operand,
    };
}
