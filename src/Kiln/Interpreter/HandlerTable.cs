using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// The handlers. First comes the handler of every opcode; then, at the same distance each, those for writes that change a register's kind
/// and those for other operands than the common ones. An entry starts as <see cref="Resolve"/>, which puts the real handler
/// there when the opcode is met for the first time: programs use a fraction of them, and .NET compiles a handler when it is first jumped to.
/// </summary>
internal static unsafe class HandlerTable
{
    /// <summary>Distance from an opcode's handler to the one for writes that change a register's kind.</summary>
    public const int Storing = 256;

    /// <summary>Distance from an opcode's handler to the one for other operands.</summary>
    public const int Other = 512;

    /// <summary>Entry of <see cref="Handlers.Slow"/>.</summary>
    public const int Slow = 768;

    /// <summary>Entry of <see cref="Handlers.Interrupted"/>.</summary>
    public const int Interrupted = 769;

    /// <summary>Entry of <see cref="Handlers.Leave"/>.</summary>
    public const int Leave = 770;

    /// <summary>Entry of <see cref="Handlers.HotLoop"/>.</summary>
    public const int HotLoop = 771;

    /// <summary>Entry of <see cref="Handlers.CallGlobalBuiltin"/>.</summary>
    public const int CallGlobalBuiltin = 772;

    private const int Count = 773;

    /// <summary>Address of the table. Every context has a copy: reading a static field is slow in precompiled code.</summary>
    public static readonly nint Entries = Create();

    private static nint Create()
    {
        nint* entries = (nint*)NativeMemory.Alloc(Count, (nuint)sizeof(nint));
        // Span.Fill uses vectors, so .NET would have to compile it at every start.
        for (int i = 0; i < Storing; i++)
        {
            entries[i] = (nint)(OpcodeHandler)(&Resolve);
            entries[Storing + i] = (nint)(OpcodeHandler)(&ResolveStoring);
            entries[Other + i] = (nint)(OpcodeHandler)(&ResolveOther);
        }
        entries[Slow] = (nint)(OpcodeHandler)(&Handlers.Slow);
        entries[Interrupted] = (nint)(OpcodeHandler)(&Handlers.Interrupted);
        entries[HotLoop] = (nint)(OpcodeHandler)(&Handlers.HotLoop);
        entries[Leave] = (nint)(OpcodeHandler)(&Handlers.Leave);
        entries[CallGlobalBuiltin] = (nint)(OpcodeHandler)(&Handlers.CallGlobalBuiltin);
        return (nint)entries;
    }

    [MethodImpl(Handlers.Threaded)]
    private static void Resolve(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        OpcodeHandler handler = HandlerOf(i.Opcode);
        ((nint*)Entries)[(int)i.Opcode] = (nint)handler;
        handler(ref registers, ref i, ref feedback, context, function, intTag);
    }

    [MethodImpl(Handlers.Threaded)]
    private static void ResolveStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        OpcodeHandler handler = StoringHandlerOf(FusedOpcodes.First(i.Opcode));
        ((nint*)Entries)[(int)i.Opcode + Storing] = (nint)handler;
        handler(ref registers, ref i, ref feedback, context, function, intTag);
    }

    [MethodImpl(Handlers.Threaded)]
    private static void ResolveOther(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        OpcodeHandler handler = OtherHandlerOf(i.Opcode);
        ((nint*)Entries)[(int)i.Opcode + Other] = (nint)handler;
        handler(ref registers, ref i, ref feedback, context, function, intTag);
    }

    private static OpcodeHandler HandlerOf(Opcode opcode) => opcode switch
    {
        FusedOpcodes.EnterLoop => &Handlers.EnterLoop,
        Opcode.Move or Opcode.Borrow => &Handlers.Load<Handlers.RegisterB>,
        Opcode.Copy => &Handlers.Copy,
        Opcode.Share => &Handlers.Share,
        Opcode.Unshare => &Handlers.Unshare,
        Opcode.LoadConstant => &Handlers.Load<Handlers.ConstantB>,
        Opcode.LoadInt => &Handlers.LoadInt,
        Opcode.LoadBool => &Handlers.LoadBool,
        Opcode.LoadNil => &Handlers.LoadNil,
        Opcode.GetGlobal => &Handlers.GetGlobal,
        Opcode.SetGlobal => &Handlers.SetGlobal,
        Opcode.CheckGlobalMutable => &Handlers.CheckGlobalMutable,
        Opcode.GetCell => &Handlers.Load<Handlers.CellB>,
        Opcode.SetCell => &Handlers.Set<Handlers.CellA>,
        Opcode.GetCapture => &Handlers.Load<Handlers.CaptureB>,
        Opcode.GetCaptureCell => &Handlers.Load<Handlers.CaptureCell>,
        Opcode.SetCaptureCell => &Handlers.Set<Handlers.CaptureCell>,

        Opcode.Add => &Handlers.Arithmetic<Handlers.AddOperator, Handlers.RightRegister>,
        Opcode.Subtract => &Handlers.Arithmetic<Handlers.SubtractOperator, Handlers.RightRegister>,
        Opcode.Multiply => &Handlers.Arithmetic<Handlers.MultiplyOperator, Handlers.RightRegister>,
        Opcode.Divide => &Handlers.Arithmetic<Handlers.DivideOperator, Handlers.RightRegister>,
        Opcode.Modulo => &Handlers.Arithmetic<Handlers.ModuloOperator, Handlers.RightRegister>,
        Opcode.AddImmediate => &Handlers.Arithmetic<Handlers.AddOperator, Handlers.RightImmediate>,
        Opcode.SubtractImmediate => &Handlers.Arithmetic<Handlers.SubtractOperator, Handlers.RightImmediate>,
        Opcode.MultiplyImmediate => &Handlers.Arithmetic<Handlers.MultiplyOperator, Handlers.RightImmediate>,
        Opcode.DivideImmediate => &Handlers.Arithmetic<Handlers.DivideOperator, Handlers.RightImmediate>,
        Opcode.ModuloImmediate => &Handlers.Arithmetic<Handlers.ModuloOperator, Handlers.RightImmediate>,
        Opcode.AddConstant => &Handlers.Arithmetic<Handlers.AddOperator, Handlers.RightConstant>,
        Opcode.SubtractConstant => &Handlers.Arithmetic<Handlers.SubtractOperator, Handlers.RightConstant>,
        Opcode.MultiplyConstant => &Handlers.Arithmetic<Handlers.MultiplyOperator, Handlers.RightConstant>,
        Opcode.DivideConstant => &Handlers.Arithmetic<Handlers.DivideOperator, Handlers.RightConstant>,
        Opcode.ModuloConstant => &Handlers.Arithmetic<Handlers.ModuloOperator, Handlers.RightConstant>,
        Opcode.Quotient => &Handlers.Arithmetic<Handlers.QuotientOperator, Handlers.RightRegister>,
        Opcode.Negate => &Handlers.Negate,
        Opcode.Not => &Handlers.Not,

        Opcode.Equal => &Handlers.Compare<Handlers.IsEqual>,
        Opcode.NotEqual => &Handlers.Compare<Handlers.IsNotEqual>,
        Opcode.Less => &Handlers.Compare<Handlers.IsLess>,
        Opcode.LessEqual => &Handlers.Compare<Handlers.IsLessEqual>,
        Opcode.Greater => &Handlers.Compare<Handlers.IsGreater>,
        Opcode.GreaterEqual => &Handlers.Compare<Handlers.IsGreaterEqual>,

        Opcode.IsKind => &Handlers.IsKind,
        Opcode.JumpUnlessLibrary => &Handlers.JumpUnlessLibrary,

        Opcode.Jump => &Handlers.Jump,
        Opcode.JumpIf => &Handlers.JumpIf<Handlers.IsTrue>,
        Opcode.JumpUnless => &Handlers.JumpIf<Handlers.IsFalse>,
        Opcode.JumpIfNil => &Handlers.JumpIf<Handlers.IsNil>,
        Opcode.JumpIfNotNil => &Handlers.JumpIf<Handlers.IsNotNil>,
        Opcode.JumpIfUndefined => &Handlers.JumpIf<Handlers.IsUndefined>,
        Opcode.JumpIfEqual => &Handlers.JumpOnEquality<Handlers.RegisterB, Handlers.IfHolds>,
        Opcode.JumpIfNotEqual => &Handlers.JumpOnEquality<Handlers.RegisterB, Handlers.UnlessHolds>,
        Opcode.JumpIfEqualConstant => &Handlers.JumpOnEquality<Handlers.ConstantB, Handlers.IfHolds>,
        Opcode.JumpIfNotEqualConstant => &Handlers.JumpOnEquality<Handlers.ConstantB, Handlers.UnlessHolds>,
        Opcode.JumpIfLess => &Handlers.JumpOn<Handlers.IsLess, Handlers.IfHolds>,
        Opcode.JumpIfLessEqual => &Handlers.JumpOn<Handlers.IsLessEqual, Handlers.IfHolds>,
        Opcode.JumpIfGreater => &Handlers.JumpOn<Handlers.IsGreater, Handlers.IfHolds>,
        Opcode.JumpIfGreaterEqual => &Handlers.JumpOn<Handlers.IsGreaterEqual, Handlers.IfHolds>,
        Opcode.JumpUnlessLess => &Handlers.JumpOn<Handlers.IsLess, Handlers.UnlessHolds>,
        Opcode.JumpUnlessLessEqual => &Handlers.JumpOn<Handlers.IsLessEqual, Handlers.UnlessHolds>,
        Opcode.JumpUnlessGreater => &Handlers.JumpOn<Handlers.IsGreater, Handlers.UnlessHolds>,
        Opcode.JumpUnlessGreaterEqual => &Handlers.JumpOn<Handlers.IsGreaterEqual, Handlers.UnlessHolds>,
        Opcode.JumpIfEqualImmediate => &Handlers.JumpOnImmediate<Handlers.IsEqual, Handlers.IfHolds>,
        Opcode.JumpIfNotEqualImmediate => &Handlers.JumpOnImmediate<Handlers.IsNotEqual, Handlers.IfHolds>,
        Opcode.JumpIfLessImmediate => &Handlers.JumpOnImmediate<Handlers.IsLess, Handlers.IfHolds>,
        Opcode.JumpIfLessEqualImmediate => &Handlers.JumpOnImmediate<Handlers.IsLessEqual, Handlers.IfHolds>,
        Opcode.JumpIfGreaterImmediate => &Handlers.JumpOnImmediate<Handlers.IsGreater, Handlers.IfHolds>,
        Opcode.JumpIfGreaterEqualImmediate => &Handlers.JumpOnImmediate<Handlers.IsGreaterEqual, Handlers.IfHolds>,
        Opcode.JumpUnlessLessImmediate => &Handlers.JumpOnImmediate<Handlers.IsLess, Handlers.UnlessHolds>,
        Opcode.JumpUnlessLessEqualImmediate => &Handlers.JumpOnImmediate<Handlers.IsLessEqual, Handlers.UnlessHolds>,
        Opcode.JumpUnlessGreaterImmediate => &Handlers.JumpOnImmediate<Handlers.IsGreater, Handlers.UnlessHolds>,
        Opcode.JumpUnlessGreaterEqualImmediate => &Handlers.JumpOnImmediate<Handlers.IsGreaterEqual, Handlers.UnlessHolds>,
        Opcode.IterNext => &Handlers.IterNext,

        Opcode.Call or Opcode.CallUpdate => &Handlers.Call,
        Opcode.TailCall => &Handlers.TailCall,
        Opcode.Return => &Handlers.Return,
        Opcode.ReturnNil => &Handlers.ReturnNil,
        Opcode.LoadMethod => &Handlers.LoadMethod,
        Opcode.GetIndex => &Handlers.GetIndex,
        Opcode.SetIndex => &Handlers.SetIndex,
        Opcode.GetField => &Handlers.GetField,
        Opcode.SetField => &Handlers.SetField,
        Opcode.NewRecord or Opcode.NewArray => &Handlers.Create,
        Opcode.NewPair => &Handlers.NewPair,
        Opcode.GetFirst => &Handlers.GetPart<Handlers.FirstPart>,
        Opcode.GetSecond => &Handlers.GetPart<Handlers.SecondPart>,

        FusedOpcodes.GetGlobalCall => &Handlers.GetGlobalCall,
        FusedOpcodes.GetGlobalTailCall => &Handlers.GetGlobalTailCall,
        FusedOpcodes.MoveMove => &Handlers.MoveMove,
        FusedOpcodes.MoveGetGlobal => &Handlers.MoveGetGlobal,
        FusedOpcodes.AddImmediateJumpIfLess => &Handlers.AddImmediateJumpIfLess,
        FusedOpcodes.AddImmediateJumpIfLessImmediate => &Handlers.AddImmediateJumpIfLessImmediate,
        FusedOpcodes.AddImmediateGlobalCall => &Handlers.ImmediateGlobalCall<Handlers.AddOperator>,
        FusedOpcodes.SubtractImmediateGlobalCall => &Handlers.ImmediateGlobalCall<Handlers.SubtractOperator>,
        FusedOpcodes.AddIterNext => &Handlers.AddIterNext,
        FusedOpcodes.LoadIntJumpIfLess => &Handlers.LoadIntJumpIfLess,
        FusedOpcodes.LoadObject => &Handlers.LoadStoring<Handlers.ConstantB>,
        FusedOpcodes.NotJumpIf => &Handlers.NotJump<Handlers.IsTrue>,
        FusedOpcodes.NotJumpUnless => &Handlers.NotJump<Handlers.IsFalse>,
        _ => &Handlers.Slow,
    };

    private static OpcodeHandler StoringHandlerOf(Opcode opcode) => opcode switch
    {
        Opcode.Move or Opcode.Borrow => &Handlers.LoadStoring<Handlers.RegisterB>,
        Opcode.Copy => &Handlers.LoadStoring<Handlers.RegisterB>,
        Opcode.LoadConstant => &Handlers.LoadStoring<Handlers.ConstantB>,
        Opcode.LoadInt => &Handlers.LoadIntStoring,
        Opcode.LoadBool => &Handlers.LoadBoolStoring,
        Opcode.LoadNil => &Handlers.LoadNilStoring,
        Opcode.GetGlobal => &Handlers.LoadStoring<Handlers.Global>,
        Opcode.SetGlobal => &Handlers.SetStoring<Handlers.Global>,
        Opcode.GetCell => &Handlers.LoadStoring<Handlers.CellB>,
        Opcode.SetCell => &Handlers.SetStoring<Handlers.CellA>,
        Opcode.GetCapture => &Handlers.LoadStoring<Handlers.CaptureB>,
        Opcode.GetCaptureCell => &Handlers.LoadStoring<Handlers.CaptureCell>,
        Opcode.SetCaptureCell => &Handlers.SetStoring<Handlers.CaptureCell>,
        Opcode.Add => &Handlers.ArithmeticStoring<Handlers.AddOperator, Handlers.RightRegister>,
        Opcode.Subtract => &Handlers.ArithmeticStoring<Handlers.SubtractOperator, Handlers.RightRegister>,
        Opcode.Multiply => &Handlers.ArithmeticStoring<Handlers.MultiplyOperator, Handlers.RightRegister>,
        Opcode.Divide => &Handlers.ArithmeticStoring<Handlers.DivideOperator, Handlers.RightRegister>,
        Opcode.Modulo => &Handlers.ArithmeticStoring<Handlers.ModuloOperator, Handlers.RightRegister>,
        Opcode.AddImmediate => &Handlers.ArithmeticStoring<Handlers.AddOperator, Handlers.RightImmediate>,
        Opcode.SubtractImmediate => &Handlers.ArithmeticStoring<Handlers.SubtractOperator, Handlers.RightImmediate>,
        Opcode.MultiplyImmediate => &Handlers.ArithmeticStoring<Handlers.MultiplyOperator, Handlers.RightImmediate>,
        Opcode.DivideImmediate => &Handlers.ArithmeticStoring<Handlers.DivideOperator, Handlers.RightImmediate>,
        Opcode.ModuloImmediate => &Handlers.ArithmeticStoring<Handlers.ModuloOperator, Handlers.RightImmediate>,
        Opcode.AddConstant => &Handlers.ArithmeticStoring<Handlers.AddOperator, Handlers.RightConstant>,
        Opcode.SubtractConstant => &Handlers.ArithmeticStoring<Handlers.SubtractOperator, Handlers.RightConstant>,
        Opcode.MultiplyConstant => &Handlers.ArithmeticStoring<Handlers.MultiplyOperator, Handlers.RightConstant>,
        Opcode.DivideConstant => &Handlers.ArithmeticStoring<Handlers.DivideOperator, Handlers.RightConstant>,
        Opcode.ModuloConstant => &Handlers.ArithmeticStoring<Handlers.ModuloOperator, Handlers.RightConstant>,
        Opcode.Quotient => &Handlers.ArithmeticStoring<Handlers.QuotientOperator, Handlers.RightRegister>,
        Opcode.Not => &Handlers.NotStoring,
        Opcode.Equal => &Handlers.CompareStoring<Handlers.IsEqual>,
        Opcode.NotEqual => &Handlers.CompareStoring<Handlers.IsNotEqual>,
        Opcode.Less => &Handlers.CompareStoring<Handlers.IsLess>,
        Opcode.LessEqual => &Handlers.CompareStoring<Handlers.IsLessEqual>,
        Opcode.Greater => &Handlers.CompareStoring<Handlers.IsGreater>,
        Opcode.GreaterEqual => &Handlers.CompareStoring<Handlers.IsGreaterEqual>,
        Opcode.GetFirst => &Handlers.GetPartStoring<Handlers.FirstPart>,
        Opcode.GetSecond => &Handlers.GetPartStoring<Handlers.SecondPart>,
        Opcode.TailCall => &Handlers.TailCallStoring,
        Opcode.Return => &Handlers.ReturnStoring,
        Opcode.IterNext => &Handlers.NextElementStoring,
        Opcode.GetIndex => &Handlers.GetIndexStoring,
        Opcode.SetIndex => &Handlers.SetIndexStoring,
        Opcode.GetField => &Handlers.GetFieldStoring,
        Opcode.SetField => &Handlers.SetFieldStoring,
        _ => &Handlers.Slow,
    };

    private static OpcodeHandler OtherHandlerOf(Opcode opcode) => opcode switch
    {
        FusedOpcodes.GetGlobalCall => &Handlers.GetGlobalCallOther,
        > FusedOpcodes.GetGlobalCall => HandlerOf(FusedOpcodes.First(opcode)),
        Opcode.GetIndex => &Handlers.GetElement,
        Opcode.SetIndex => &Handlers.SetElement,
        Opcode.Call or Opcode.CallUpdate => &Handlers.CallOther,
        Opcode.TailCall => &Handlers.TailCallOther,
        Opcode.IterNext => &Handlers.NextElement,
        Opcode.JumpIfEqual or Opcode.JumpIfNotEqual or Opcode.JumpIfEqualConstant or Opcode.JumpIfNotEqualConstant => &Handlers.JumpOnStrings,
        Opcode.Return => &Handlers.ReturnToHost,
        _ => &Handlers.Slow,
    };
}
