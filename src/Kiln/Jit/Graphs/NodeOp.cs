namespace Kiln.Jit.Graphs;

/// <summary>
/// The operations of the graph. <see cref="NodeTable"/> says for each what it takes, gives and does. ORDER NodeOp: the table has the
/// same order.
/// </summary>
public enum NodeOp : byte
{
#pragma warning disable CS1591 // the table carries the meaning of every member
    // Where values come from
    Phi,
    Parameter,
    LoopRegister,
    ThisFunction,
    ConstantInt,
    ConstantFloat,
    ConstantBool,
    ConstantNil,
    ConstantUndefined,
    ConstantObject,
    Box,

    // Guards
    GuardInt,
    GuardFloat,
    GuardNumber,
    GuardBool,
    GuardKind,
    GuardSame,
    GuardDefined,
    GuardShape,
    GuardStorage,
    GuardUnshared,
    GuardIndex,
    GuardTrue,
    GuardGlobal,
    GuardLibrary,
    GuardMutable,
    GuardVersion,
    CheckNormal,
    Poll,

    // Arithmetic and comparison
    AddInt,
    SubtractInt,
    MultiplyInt,
    DivideInt,
    ModuloInt,
    NegateInt,
    AddFloat,
    SubtractFloat,
    MultiplyFloat,
    DivideFloat,
    ModuloFloat,
    NegateFloat,
    IntToFloat,
    CompareInt,
    CompareFloat,
    NotBool,
    IsNil,
    IsUndefined,
    IsAbnormal,
    IsTruthy,
    SameObject,

    // Variables and memory
    LoadGlobal,
    StoreGlobal,
    NewCell,
    LoadCell,
    StoreCell,
    LoadCapture,
    Share,
    Unshare,
    ArrayCount,
    ArrayItems,
    LoadElement,
    LoadAnyElement,
    StoreElement,
    ArrayAppend,
    NewArray,
    LoadSlot,
    StoreSlot,
    NewRecord,

    // Calls and the general path
    Arithmetic,
    Compare,
    GetElement,
    SetElement,
    CallFunction,
    CallValue,
    CallBuiltin,
    LoadMethod,
    Throw,
    Caught,
    OpenWindow,
    StoreWindow,
    Execute,
    LoadWindow,
    CloseWindow,
#pragma warning restore CS1591
}
