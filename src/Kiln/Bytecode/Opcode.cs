namespace Kiln.Bytecode;

/// <summary>
/// The instructions of the register machine. <see cref="OpcodeTable"/> says for each one what its operands are, what it does and
/// what it records; <c>docs/opcodes.md</c> is printed from that table. ORDER Opcode: the table has the same order.
/// </summary>
public enum Opcode : byte
{
#pragma warning disable CS1591 // the table carries the meaning of every member
    Nop,

    // Registers and constants
    Move,
    Borrow,
    Copy,
    Share,
    Unshare,
    LoadConstant,
    LoadInt,
    LoadNil,
    LoadBool,
    LoadUndefined,

    // Variables
    GetGlobal,
    SetGlobal,
    DefineGlobal,
    CheckGlobalMutable,
    GetScoped,
    SetScoped,
    CheckBound,
    NewCell,
    GetCell,
    SetCell,
    GetCapture,
    GetCaptureCell,
    SetCaptureCell,
    LoadCallee,
    MakeFunction,

    // Arithmetic; ORDER BinaryOperator in each group
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    AddImmediate,
    SubtractImmediate,
    MultiplyImmediate,
    DivideImmediate,
    ModuloImmediate,
    AddConstant,
    SubtractConstant,
    MultiplyConstant,
    DivideConstant,
    ModuloConstant,
    Quotient,
    Negate,
    Not,
    ToBool,

    // Comparison; ORDER ComparisonOperator in each group
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    IsKind,

    // Control
    Jump,
    JumpIf,
    JumpUnless,
    JumpIfNil,
    JumpIfNotNil,
    JumpIfUndefined,
    JumpIfEqual,
    JumpIfNotEqual,
    JumpIfLess,
    JumpIfLessEqual,
    JumpIfGreater,
    JumpIfGreaterEqual,
    JumpUnlessLess,
    JumpUnlessLessEqual,
    JumpUnlessGreater,
    JumpUnlessGreaterEqual,
    JumpIfEqualImmediate,
    JumpIfNotEqualImmediate,
    JumpIfLessImmediate,
    JumpIfLessEqualImmediate,
    JumpIfGreaterImmediate,
    JumpIfGreaterEqualImmediate,
    JumpUnlessLessImmediate,
    JumpUnlessLessEqualImmediate,
    JumpUnlessGreaterImmediate,
    JumpUnlessGreaterEqualImmediate,
    JumpIfEqualConstant,
    JumpIfNotEqualConstant,
    JumpUnlessCase,
    JumpUnlessLibrary,
    Return,
    ReturnNil,
    Throw,
    Propagate,

    // Calls
    Call,
    CallUpdate,
    CallNative,
    LoadMethod,

    // Containers
    NewArray,
    ArrayAppend,
    ArrayAppendAll,
    NewMap,
    MapPut,
    MapPutAll,
    GetIndex,
    SetIndex,
    GetField,
    GetFieldOptional,
    SetField,
    NewRecord,
    NewVariant,
    GetPayload,
    NewPair,
    GetFirst,
    GetSecond,
    Interpolate,

    // Iteration and generators
    IterPrepare,
    RangePrepare,
    IterNext,
    Yield,
#pragma warning restore CS1591
}
