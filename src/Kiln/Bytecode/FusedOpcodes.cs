using Kiln.Values;

namespace Kiln.Bytecode;

/// <summary>
/// Opcodes that only the interpreter's copy of the code contains. Most are pairs: an instruction that is often followed by another one stands there
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

    /// <summary><c>AddImmediate</c>, then a call of a global function: its last argument is computed from a variable.</summary>
    public const Opcode AddImmediateGlobalCall = (Opcode)208;

    /// <summary>The same with <c>SubtractImmediate</c>.</summary>
    public const Opcode SubtractImmediateGlobalCall = (Opcode)209;

    /// <summary><c>Add</c>, then <c>IterNext</c>.</summary>
    public const Opcode AddIterNext = (Opcode)210;

    /// <summary><c>LoadInt</c>, then <c>JumpIfLess</c>: a limit that is no immediate operand.</summary>
    public const Opcode LoadIntJumpIfLess = (Opcode)211;

    /// <summary>
    /// <c>LoadConstant</c> of a string or another object. Every object is its own tag, so the register hardly ever holds that tag already,
    /// and the handler does not expect it.
    /// </summary>
    public const Opcode LoadObject = (Opcode)212;

    /// <summary>The interpreter's copy of code: register operands as byte offsets, frequent pairs fused.</summary>
    public static Instruction[] Prepare(Instruction[] code)
    {
        var prepared = new Instruction[code.Length];
        for (int i = 0; i < code.Length; i++)
        {
            prepared[i] = code[i].Scale();
            if (i + 1 < code.Length)
            {
                bool callsNext = i + 2 < code.Length && Fuse(code[i + 1], code[i + 2]) == GetGlobalCall;
                prepared[i].Opcode = callsNext ? FuseWithCall(code[i].Opcode, code[i + 1].Opcode) : Fuse(code[i], code[i + 1]);
            }
        }

        return prepared;
    }

    /// <summary>Tells apart in the interpreter's copy of code what depends on the constants.</summary>
    public static void Specialize(Instruction[] prepared, Instruction[] code, Value[] constants)
    {
        for (int i = 0; i < prepared.Length; i++)
        {
            if (prepared[i].Opcode == Opcode.LoadConstant && code[i].B < constants.Length && constants[code[i].B].Tag is not ImmediateTag)
            {
                prepared[i].Opcode = LoadObject;
            }
        }
    }

    /// <summary>The opcode that an opcode of the interpreter's copy stands for.</summary>
    public static Opcode First(Opcode opcode) => opcode switch
    {
        GetGlobalCall or GetGlobalTailCall => Opcode.GetGlobal,
        MoveMove or MoveGetGlobal => Opcode.Move,
        AddImmediateJumpIfLess or AddImmediateJumpIfLessImmediate or AddImmediateGlobalCall => Opcode.AddImmediate,
        SubtractImmediateGlobalCall => Opcode.SubtractImmediate,
        AddIterNext => Opcode.Add,
        LoadIntJumpIfLess => Opcode.LoadInt,
        NotJumpIf or NotJumpUnless => Opcode.Not,
        LoadObject => Opcode.LoadConstant,
        _ => opcode,
    };

    private static Opcode FuseWithCall(Opcode first, Opcode global) => first switch
    {
        Opcode.AddImmediate => AddImmediateGlobalCall,
        Opcode.SubtractImmediate => SubtractImmediateGlobalCall,
        _ => Fuse(first, global),
    };

    // A global right before a call is usually what is called, but it may be the call's last argument.
    private static Opcode Fuse(in Instruction first, in Instruction second) =>
        first.Opcode == Opcode.GetGlobal && second.Opcode is Opcode.Call or Opcode.CallUpdate or Opcode.TailCall && first.A != second.A
            ? first.Opcode
            : Fuse(first.Opcode, second.Opcode);

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
        (Opcode.Add, Opcode.IterNext) => AddIterNext,
        (Opcode.LoadInt, Opcode.JumpIfLess) => LoadIntJumpIfLess,
        _ => first,
    };
}
