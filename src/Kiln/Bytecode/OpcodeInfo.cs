namespace Kiln.Bytecode;

/// <summary>What an operand field of an instruction means.</summary>
public enum OperandKind : byte
{
    /// <summary>Not used.</summary>
    None,

    /// <summary>A register that is written.</summary>
    Write,

    /// <summary>A register that is read.</summary>
    Read,

    /// <summary>A register that is read and written.</summary>
    ReadWrite,

    /// <summary>An index into the constants.</summary>
    Constant,

    /// <summary>An index into the object table.</summary>
    Object,

    /// <summary>A signed 16-bit number.</summary>
    Immediate,

    /// <summary>A small count or index.</summary>
    Count,

    /// <summary>A signed 16-bit jump distance, counted from the next instruction.</summary>
    Jump,

    /// <summary>Fields B and C together: a signed 32-bit jump distance, counted from the next instruction.</summary>
    WideJump,

    /// <summary>Fields B and C together: a signed 32-bit number.</summary>
    WideImmediate,

    /// <summary>The first of several consecutive registers; <see cref="OperandWalker"/> knows how many and how they are used.</summary>
    Sequence,
}

/// <summary>What an instruction records while it runs.</summary>
public enum FeedbackKind : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Operand kinds.</summary>
    Operands,

    /// <summary>How often the jump was taken and not taken.</summary>
    Branch,

    /// <summary>The callee.</summary>
    Callee,

    /// <summary>The shape and slot of the field.</summary>
    Shape,

    /// <summary>The container's kind and storage.</summary>
    Storage,
}

/// <summary>What an instruction can do beside writing its result register.</summary>
[Flags]
public enum OpcodeEffects : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It can raise an error.</summary>
    Fails = 1,

    /// <summary>It can run other guest code.</summary>
    Calls = 2,

    /// <summary>It changes something outside of the registers.</summary>
    Writes = 4,

    /// <summary>Control never continues with the next instruction.</summary>
    Ends = 8,
}

/// <summary>One row of the opcode table.</summary>
/// <param name="Opcode">The instruction.</param>
/// <param name="A">Operand A.</param>
/// <param name="B">Operand B.</param>
/// <param name="C">Operand C.</param>
/// <param name="Effects">What else it can do.</param>
/// <param name="Feedback">What it records.</param>
/// <param name="Meaning">One line in register-transfer style. R is the register window, K the constants, O the object table.</param>
public sealed record OpcodeInfo(Opcode Opcode, OperandKind A, OperandKind B, OperandKind C, OpcodeEffects Effects, FeedbackKind Feedback, string Meaning)
{
    /// <summary>Whether the instruction has a jump distance.</summary>
    public bool IsJump => B == OperandKind.WideJump || C == OperandKind.Jump;
}
