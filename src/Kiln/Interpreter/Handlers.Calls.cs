using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Calls and returns.</content>
internal static unsafe partial class Handlers
{
    /// <summary>
    /// Calls what register A holds with the arguments in the registers after it. A plain guest function only needs a new window and its
    /// code: the callee's registers start where the arguments lie.
    /// </summary>
    [MethodImpl(Threaded)]
    public static void Call(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag) =>
        CallBody(ref registers, ref i, ref feedback, context, function, intTag);

    // The slow path asks for neither feedback nor, on returns, for the function: what is not passed on does not occupy a machine register
    // here, and every register less is one that need not be saved.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CallBody(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value callee = ref At(ref registers, i.A);
        HeapObject tag = callee.Tag;
        if (tag.Kind != Kind.Function)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Prototype called = Unsafe.As<FunctionObject>(tag).Prototype;
        int depth = context.Depth;
        ref Frame frame = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Frames), depth);
        int window = frame.Window + (i.A >> Instruction.ScaleShift) + 1;
        if (called.PlainParameterCountField != i.B || depth >= context.DepthLimit || window + called.RegisterCountField > context.Stack.Length || feedback.Target is null || ++called.CallCountField >= context.CallThreshold)
        {
            ContinueOther(ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        frame.Pc = PositionOf(function, ref i);
        ShareBorrowed(ref callee, i.D);
        context.Depth = depth + 1;
        Unsafe.Add(ref frame, 1).Window = window;
        Next(
            ref Unsafe.Add(ref callee, 1),
            ref MemoryMarshal.GetArrayDataReference(called.ScaledCodeField),
            ref MemoryMarshal.GetArrayDataReference(called.FeedbackField),
            context,
            Unsafe.As<FunctionObject>(tag),
            intTag);
    }

    /// <summary>Calls a builtin, or a function that is compiled or hot; anything else takes the slow path.</summary>
    [MethodImpl(Threaded)]
    public static void CallOther(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value callee = ref At(ref registers, i.A);
        if (callee.Tag.Kind == Kind.Function)
        {
            Prototype called = Unsafe.As<FunctionObject>(callee.Tag).Prototype;
            if (feedback.Target is null)
            {
                Calls.NoteCallee(function.Prototype, PositionOf(function, ref i), called);
                Next(ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            if (called.PlainParameterCountField == Prototype.Variadic)
            {
                ResumeOnTop(Calls.CallVariadic(context, function, PositionOf(function, ref i), ref registers), ref registers, context, function, intTag);
                return;
            }

            if (called.CallCountField >= context.CallThreshold && called.PlainParameterCountField == i.B)
            {
                Tiering.TierController.OnHotFunction(context, called);

                // The instruction is carried out again, and counts again.
                called.CallCountField--;
                Next(ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }

            if (called.IsCompiled && called.IsPlainFor(i.B))
            {
                Resume(Calls.CallCompiled(context, function, PositionOf(function, ref i), ref registers), ref registers, context, function, intTag);
                return;
            }
        }

        if (callee.Tag.Kind != Kind.Builtin)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (Unsafe.As<BuiltinObject>(callee.Tag).Intrinsic == Intrinsic.Append && i.B == 2)
        {
            HeapObject array = Unsafe.Add(ref callee, 1).Tag;
            if (array.Kind == Kind.Array && !array.Shared && array != Unsafe.Add(ref callee, 2).Tag && (i.Opcode == Opcode.CallUpdate || (i.D & 1) == 0))
            {
                GeneralPath.Append(ref i, ref callee, ref At(ref registers, i.C));
                Step(ref registers, ref i, ref feedback, context, function, intTag);
                return;
            }
        }

        Resume(Calls.CallBuiltin(context, function, PositionOf(function, ref i), ref registers), ref registers, context, function, intTag);
    }

    /// <summary>Returns register A.</summary>
    [MethodImpl(Threaded)]
    public static void Return(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        int depth = context.Depth - 1;
        context.Depth = depth;
        if (depth == context.BaseDepth)
        {
            ContinueOther(ref registers, ref i, ref Unsafe.NullRef<Feedback>(), context, null!, intTag);
            return;
        }

        ref Value result = ref At(ref registers, i.A);
        ref Frame frame = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Frames), depth);
        nint pc = frame.Pc;
        ref Value callerRegisters = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(context.Stack), frame.Window);
        FunctionObject caller = Unsafe.As<FunctionObject>(Unsafe.Add(ref callerRegisters, -1).Tag);
        ref Instruction call = ref Unsafe.Add(ref CodeOf(caller), pc);
        ref Value target = ref At(ref callerRegisters, call.C);
        if (target.Tag != result.Tag)
        {
            ContinueStoring(ref registers, ref i, ref Unsafe.NullRef<Feedback>(), context, null!, intTag);
            return;
        }

        SetBits(ref target, result.Bits);
        Step(ref callerRegisters, ref call, ref Unsafe.Add(ref FeedbackOf(caller), pc), context, caller, intTag);
    }

    /// <summary>Returns a value of another kind than the caller's register held; the activation is off the list already.</summary>
    [MethodImpl(Threaded)]
    public static void ReturnStoring(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value result = ref At(ref registers, i.A);
        ref Frame frame = ref context.Frames[context.Depth];
        nint pc = frame.Pc;
        ref Value callerRegisters = ref context.Stack[frame.Window];
        FunctionObject caller = Unsafe.As<FunctionObject>(Unsafe.Add(ref callerRegisters, -1).Tag);
        ref Instruction call = ref Unsafe.Add(ref CodeOf(caller), pc);
        At(ref callerRegisters, call.C) = result;
        Step(ref callerRegisters, ref call, ref Unsafe.Add(ref FeedbackOf(caller), pc), context, caller, intTag);
    }

    /// <summary>Returns from the activation that library code or the embedder started; it is off the list already.</summary>
    [MethodImpl(Threaded)]
    public static void ReturnToHost(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        context.Result = At(ref registers, i.A);
    }

    /// <summary>Returns nil: by way of the register before the window, which held the function and is not needed any more.</summary>
    [MethodImpl(Threaded)]
    public static void ReturnNil(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        int depth = context.Depth - 1;
        context.Depth = depth;
        if (depth == context.BaseDepth)
        {
            SetTagged(ref context.Result, context.NilTag, 0);
            return;
        }

        ref Frame frame = ref context.Frames[depth];
        nint pc = frame.Pc;
        ref Value callerRegisters = ref context.Stack[frame.Window];
        FunctionObject caller = Unsafe.As<FunctionObject>(Unsafe.Add(ref callerRegisters, -1).Tag);
        ref Instruction call = ref Unsafe.Add(ref CodeOf(caller), pc);
        ref Value target = ref At(ref callerRegisters, call.C);
        if (target.Tag != context.NilTag)
        {
            SetTagged(ref target, context.NilTag, 0);
        }

        Step(ref callerRegisters, ref call, ref Unsafe.Add(ref FeedbackOf(caller), pc), context, caller, intTag);
    }

    /// <summary>Finds a record's method in the instruction's cache.</summary>
    [MethodImpl(Threaded)]
    public static void LoadMethod(ref Value registers, ref Instruction i, ref Feedback feedback, Context context, FunctionObject function, HeapObject intTag)
    {
        ref Value target = ref At(ref registers, i.A);
        HeapObject receiver = Unsafe.Add(ref target, 1).Tag;
        if (receiver.Kind != Kind.Record)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        Shape shape = Unsafe.As<RecordObject>(receiver).ShapeField;
        MethodCache? cache = Unsafe.As<MethodCache?>(feedback.Target);
        while (cache is not null && cache.Shape != shape)
        {
            cache = cache.Next;
        }

        if (cache is null || cache.Version != shape.Type.Version)
        {
            ContinueAt(HandlerTable.Slow, ref registers, ref i, ref feedback, context, function, intTag);
            return;
        }

        if (target.Tag != cache.Method.Tag)
        {
            Unsafe.AsRef(in target.Tag) = cache.Method.Tag;
        }

        Step(ref registers, ref i, ref feedback, context, function, intTag);
    }

    /// <summary>Marks the containers among a call's borrowed arguments, which lie above the callee, as shared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ShareBorrowed(ref Value callee, int mask)
    {
        ref Value argument = ref callee;
        for (int borrowed = mask; borrowed != 0; borrowed >>= 1)
        {
            argument = ref Unsafe.Add(ref argument, 1);
            if ((borrowed & 1) != 0 && argument.Tag.Kind >= Kind.Array)
            {
                argument.Tag.Shared = true;
            }
        }
    }
}
