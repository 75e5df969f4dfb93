using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>
/// Pairs of instructions: see <see cref="FusedOpcodes"/>. If the first one does not fit its common case, its own handlers go on, and the
/// second one is carried out by itself.
/// </content>
internal static unsafe partial class Handlers
{
    /// <summary><c>GetGlobal</c>, <c>Call</c>.</summary>
    [MethodImpl(Threaded)]
    public static void GetGlobalCall(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        GetGlobalCallBody(ref registers, ref i, ref feedback, context, function, intTag);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GetGlobalCallBody(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        // What is called has no payload, so nothing is to be done if the register holds it already.
        HeapObject callee = ObjectOf<GlobalCell>(function, i.B).Value.Tag;
        if (At(ref registers, i.A).Tag != callee || callee.Kind != Kind.Function)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        CallBody(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    /// <summary>
    /// The same if the register held something else, or if it is a builtin. Appending to an array that has room and keeps its storage is
    /// done here: programs build arrays element by element.
    /// </summary>
    [MethodImpl(Threaded)]
    public static void GetGlobalCallOther(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        HeapObject global = ObjectOf<GlobalCell>(function, i.B).Value.Tag;
        ref Value callee = ref At(ref registers, i.A);
        ref Instruction call = ref Unsafe.Add(ref i, 1);
        if (callee.Tag == global && global.Kind == Kind.Builtin && Unsafe.As<BuiltinObject>(global).Intrinsic == Intrinsic.Append && call.B == 2)
        {
            HeapObject tag = Unsafe.Add(ref callee, 1).Tag;
            ref Value item = ref Unsafe.Add(ref callee, 2);
            if (tag.Kind == Kind.Array && !tag.Shared && At(ref registers, call.C).Tag == tag && (call.Opcode == Opcode.CallUpdate || (call.D & 1) == 0))
            {
                ArrayObject array = Unsafe.As<ArrayObject>(tag);
                int count = array.CountField;
                if ((array.StorageField == ArrayStorage.Ints && item.Tag == intTag) || (array.StorageField == ArrayStorage.Floats && item.Tag == context.FloatTag))
                {
                    long[] items = Unsafe.As<long[]>(array.Items);
                    if (count < items.Length)
                    {
                        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(items), count) = item.Bits;
                        array.CountField = count + 1;
                        Step(ref registers, ref call, ref Unsafe.Add(ref feedback, 1), context, function, intTag);
                        return;
                    }
                }
                else if (array.StorageField == ArrayStorage.Strings && item.Tag.Kind == Kind.String)
                {
                    if (count < Unsafe.As<StringObject[]>(array.Items).Length)
                    {
                        StringAt(array, count) = Unsafe.As<StringObject>(item.Tag);
                        array.CountField = count + 1;
                        Step(ref registers, ref call, ref Unsafe.Add(ref feedback, 1), context, function, intTag);
                        return;
                    }
                }
                else if (array.StorageField == ArrayStorage.Values && item.Tag != tag)
                {
                    Value[] items = Unsafe.As<Value[]>(array.Items);
                    if (count < items.Length)
                    {
                        if ((call.D & 2) != 0 && item.Tag.Kind >= Kind.Array)
                        {
                            item.Tag.Shared = true;
                        }

                        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(items), count) = item;
                        array.CountField = count + 1;
                        Step(ref registers, ref call, ref Unsafe.Add(ref feedback, 1), context, function, intTag);
                        return;
                    }
                }
            }
        }

        if (global.Kind == Kind.Builtin && Unsafe.As<BuiltinObject>(global).Intrinsic != Intrinsic.Append)
        {
            ContinueAt(HandlerTable.CallGlobalBuiltin, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        GetGlobalBody(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>The same for another builtin.</summary>
    [MethodImpl(Threaded)]
    public static void CallGlobalBuiltin(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        HeapObject global = ObjectOf<GlobalCell>(function, i.B).Value.Tag;
        ref Value callee = ref At(ref registers, i.A);
        if (callee.Tag != global)
        {
            callee = new Value(global);
        }

        nint call = PositionOf(function, ref i) + 1;
        Resume(Calls.CallBuiltin(context, function, call, ref registers), ref registers, context, function, intTag);
    }

    /// <summary><c>Move</c>, <c>Move</c>.</summary>
    [MethodImpl(Threaded)]
    public static void MoveMove(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value source = ref At(ref registers, i.B);
        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != source.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        LoadBody<RegisterB>(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    /// <summary><c>Move</c>, <c>GetGlobal</c>.</summary>
    [MethodImpl(Threaded)]
    public static void MoveGetGlobal(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value source = ref At(ref registers, i.B);
        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != source.Tag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, source.Bits);
        GetGlobalBody(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    /// <summary><c>AddImmediate</c>, <c>JumpIfLess</c>.</summary>
    [MethodImpl(Threaded)]
    public static void AddImmediateJumpIfLess(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        if (!TryImmediate<AddOperator>(ref registers, ref i, intTag))
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        JumpOnBody<IsLess, IfHolds>(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    /// <summary><c>AddImmediate</c>, <c>JumpIfLessImmediate</c>.</summary>
    [MethodImpl(Threaded)]
    public static void AddImmediateJumpIfLessImmediate(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        if (!TryImmediate<AddOperator>(ref registers, ref i, intTag))
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        JumpOnImmediateBody<IsLess, IfHolds>(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    /// <summary><c>AddImmediate</c> or <c>SubtractImmediate</c>, then <c>GetGlobal</c> and <c>Call</c>.</summary>
    [MethodImpl(Threaded)]
    public static void ImmediateGlobalCall<TOperator>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TOperator : struct, IOperator
    {
        if (!TryImmediate<TOperator>(ref registers, ref i, intTag))
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        GetGlobalCallBody(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    /// <summary><c>Add</c>, <c>IterNext</c>: loops often end with a sum.</summary>
    [MethodImpl(Threaded)]
    public static void AddIterNext(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value left = ref At(ref registers, i.B);
        ref Value right = ref At(ref registers, i.C);
        ref Value target = ref At(ref registers, i.A);
        HeapObject tag = left.Tag;
        if (right.Tag != tag || target.Tag != tag)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        long a = left.Bits;
        long b = right.Bits;
        long result = AddOperator.Apply(a, b);
        if (tag == intTag && AddOperator.IsExact(a, b, result))
        {
            SetBits(ref target, result);
        }
        else if (tag == context.FloatTag)
        {
            feedback.First |= (int)OperandFeedback.Floats;
            SetBits(ref target, BitConverter.DoubleToInt64Bits(AddOperator.Apply(BitConverter.Int64BitsToDouble(a), BitConverter.Int64BitsToDouble(b))));
        }
        else
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        IterNextBody(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    /// <summary><c>LoadInt</c>, <c>JumpIfLess</c>.</summary>
    [MethodImpl(Threaded)]
    public static void LoadIntJumpIfLess(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value target = ref At(ref registers, i.A);
        if (target.Tag != intTag)
        {
            ContinueStoring(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, i.Wide);
        JumpOnBody<IsLess, IfHolds>(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    /// <summary><c>Not</c>, <c>JumpIf</c> or <c>JumpUnless</c>.</summary>
    [MethodImpl(Threaded)]
    public static void NotJump<TCondition>(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
        where TCondition : struct, ICondition
    {
        ref Value operand = ref At(ref registers, i.B);
        ref Value target = ref At(ref registers, i.A);
        if (operand.Tag != context.BoolTag || target.Tag != operand.Tag)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        SetBits(ref target, operand.Bits ^ 1);
        JumpIfBody<TCondition>(ref registers, ref Unsafe.Add(ref i, 1), ref Unsafe.Add(ref feedback, 1), context, function, intTag);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryImmediate<TOperator>(ref Value registers, ref Instruction i, HeapObject intTag)
        where TOperator : struct, IOperator
    {
        ref Value left = ref At(ref registers, i.B);
        ref Value target = ref At(ref registers, i.A);
        long a = left.Bits;
        long b = (short)i.C;
        long result = TOperator.Apply(a, b);
        if (left.Tag != intTag || target.Tag != intTag || !TOperator.IsExact(a, b, result))
        {
            return false;
        }

        SetBits(ref target, result);
        return true;
    }
}
