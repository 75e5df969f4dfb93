namespace Kiln.Bytecode;

/// <summary>
/// Opcodes that only the interpreter's copy of the code contains: an instruction that is often followed by another one stands there
/// with an opcode whose handler carries out both. The second instruction stays in its place, so jumps to it work, and everything else
/// (positions, source map, verifier, disassembler) knows nothing of it. Example: a call of a global function is <c>GetGlobal</c> and
/// <c>Call</c>; the first becomes <see cref="GetGlobalCall"/>. Known as superinstructions (Ertl and Gregg, 2003).
/// </summary>
internal static class FusedOpcodes
{
    /// <summary><c>GetGlobal</c>, then <c>Call</c> or <c>CallUpdate</c>.</summary>
    public const Opcode GetGlobalCall = (Opcode)200;

    /// <summary><c>Move</c> or <c>Borrow</c>, twice.</summary>
    public const Opcode MoveMove = (Opcode)201;

    /// <summary><c>Move</c> or <c>Borrow</c>, then <c>GetGlobal</c>.</summary>
    public const Opcode MoveGetGlobal = (Opcode)202;

    /// <summary><c>AddImmediate</c>, then <c>JumpIfLess</c>.</summary>
    public const Opcode AddImmediateJumpIfLess = (Opcode)203;

    /// <summary><c>AddImmediate</c>, then <c>JumpIfLessImmediate</c>.</summary>
    public const Opcode AddImmediateJumpIfLessImmediate = (Opcode)204;

    /// <summary>Enters the machine code of the loop that starts here. The instruction that was replaced is known to the tier policy.</summary>
    public const Opcode EnterLoop = (Opcode)250;

    /// <summary><c>Not</c>, then <c>JumpIf</c>.</summary>
    public const Opcode NotJumpIf = (Opcode)205;

    /// <summary><c>Not</c>, then <c>JumpUnless</c>.</summary>
    public const Opcode NotJumpUnless = (Opcode)206;

    /// <summary><c>GetGlobal</c>, then <c>TailCall</c>.</summary>
    public const Opcode GetGlobalTailCall = (Opcode)207;

    /// <summary>The interpreter's copy of code: register operands as byte offsets, frequent pairs fused.</summary>
    public static Instruction[] Prepare(Instruction[] code)
    {
        var prepared = new Instruction[code.Length];
        for (int i = 0; i < code.Length; i++)
        {
            prepared[i] = code[i].Scale();
            if (i + 1 < code.Length)
            {
                prepared[i].Opcode = Fuse(code[i].Opcode, code[i + 1].Opcode);
            }
        }

        return prepared;
    }

    /// <summary>The opcode that an opcode of the interpreter's copy stands for.</summary>
    public static Opcode First(Opcode opcode) => opcode switch
    {
        GetGlobalCall or GetGlobalTailCall => Opcode.GetGlobal,
        MoveMove or MoveGetGlobal => Opcode.Move,
        AddImmediateJumpIfLess or AddImmediateJumpIfLessImmediate => Opcode.AddImmediate,
        NotJumpIf or NotJumpUnless => Opcode.Not,
        _ => opcode,
    };

    private static Opcode Fuse(Opcode first, Opcode second) => (first, second) switch
    {
        (Opcode.GetGlobal, Opcode.Call or Opcode.CallUpdate) => GetGlobalCall,
        (Opcode.GetGlobal, Opcode.TailCall) => GetGlobalTailCall,
        (Opcode.Move or Opcode.Borrow, Opcode.Move or Opcode.Borrow) => MoveMove,
        (Opcode.Move or Opcode.Borrow, Opcode.GetGlobal) => MoveGetGlobal,
        (Opcode.AddImmediate, Opcode.JumpIfLess) => AddImmediateJumpIfLess,
        (Opcode.AddImmediate, Opcode.JumpIfLessImmediate) => AddImmediateJumpIfLessImmediate,
        (Opcode.Not, Opcode.JumpIf) => NotJumpIf,
        (Opcode.Not, Opcode.JumpUnless) => NotJumpUnless,
        _ => first,
    };
}
