using System.Reflection.Emit;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;
using Label = System.Reflection.Emit.Label;

namespace Kiln.Jit.Emit;

/// <summary>
/// Small methods between callers that hold whole values and functions that take unboxed ones. <see cref="Unboxing"/> is what everybody calls who does
/// not know the kinds; <see cref="Boxing"/> takes the place of code that was given up.
/// </summary>
internal static class EntryStubs
{
    private const int FirstArgument = 3;

    /// <summary>Takes whole values and passes them on unboxed; to the interpreter if one has another kind.</summary>
    public static DynamicMethod Unboxing(CompiledUnit unit, DynamicMethod target, bool stresses)
    {
        Representation[] parameters = unit.Entry!.Parameters;
        Prototype prototype = unit.Prototype;
        DynamicMethod stub = New(prototype, Emitter.ParameterTypes(parameters.Length));
        var il = new ILWriter(stub.GetILGenerator(), false);
        Label mismatch = il.NewLabel();
        if (stresses)
        {
            il.Argument(0);
            il.Call(Members.Helper(nameof(Support.FailsOnPurpose)));
            il.Emit(OpCodes.Brtrue, mismatch);
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i] != Representation.Tagged)
            {
                il.Argument(FirstArgument + i);
                il.Field(Members.Tag);
                il.Argument(0);
                il.Field(Members.TagOf(parameters[i]));
                il.Emit(OpCodes.Bne_Un, mismatch);
            }
        }

        PushCommon(il);
        for (int i = 0; i < parameters.Length; i++)
        {
            il.Argument(FirstArgument + i);
            if (parameters[i] != Representation.Tagged)
            {
                il.Field(Members.Bits);
            }

            if (parameters[i] == Representation.Float)
            {
                il.Call(Members.BitsToDouble);
            }
        }

        if (prototype.HasTailCalls)
        {
            il.Emit(OpCodes.Tailcall);
        }

        il.Call(target);
        il.Emit(OpCodes.Ret);
        il.Mark(mismatch);
        il.Argument(0);
        il.Constant(unit.Constants, unit);
        for (int i = 0; i < parameters.Length; i++)
        {
            // Which ones they were, and what came instead, is told by a number.
            il.Argument(FirstArgument + i);
            il.Field(Members.Tag);
            il.Int(i);
            il.Int((int)parameters[i]);
            il.Call(Members.Helper(nameof(Support.KindMismatch)));
            if (i > 0)
            {
                il.Emit(OpCodes.Or);
            }
        }

        il.Call(Members.Helper(nameof(Support.NoteMismatch)));
        PushCommon(il);
        for (int i = 0; i < parameters.Length; i++)
        {
            il.Argument(FirstArgument + i);
        }

        il.Long(prototype.HasTailCalls ? TailCallStubs.InterpreterEntry(parameters.Length) : Support.InterpreterEntry(parameters.Length));
        il.Emit(OpCodes.Conv_I);
        Transfer(il, prototype, parameters.Length);
        return stub;
    }

    /// <summary>Takes unboxed values and passes them on whole, to wherever calls of the function go now.</summary>
    public static DynamicMethod Boxing(CompiledUnit unit)
    {
        Representation[] parameters = unit.Entry!.Parameters;
        DynamicMethod stub = New(unit.Prototype, Emitter.ParameterTypes(parameters));
        var il = new ILWriter(stub.GetILGenerator(), false);
        PushCommon(il);
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i] == Representation.Tagged)
            {
                il.Argument(FirstArgument + i);
                continue;
            }

            il.Argument(0);
            il.Field(Members.TagOf(parameters[i]));
            il.Argument(FirstArgument + i);
            if (parameters[i] == Representation.Float)
            {
                il.Call(Members.DoubleToBits);
            }

            il.New(Members.NewValue);
        }

        il.Constant(unit.Constants, unit.Prototype);
        il.Field(Members.EntryPoint);
        Transfer(il, unit.Prototype, parameters.Length);
        return stub;
    }

    /// <summary>Calls an address. Nothing of a stub may stay behind when a function makes tail calls, or a chain of them would need stack.</summary>
    private static void Transfer(ILWriter il, Prototype prototype, int parameterCount)
    {
        if (prototype.HasTailCalls)
        {
            il.TailCallPointer(typeof(Value), Emitter.ParameterTypes(parameterCount));
            return;
        }

        il.CallPointer(typeof(Value), Emitter.ParameterTypes(parameterCount));
        il.Emit(OpCodes.Ret);
    }

    private static DynamicMethod New(Prototype prototype, Type[] parameters) =>
        new(prototype.NameOrLambda + "-entry", typeof(Value), parameters, typeof(Support).Module, skipVisibility: true) { InitLocals = false };

    private static void PushCommon(ILWriter il)
    {
        il.Argument(0);
        il.Argument(1);
        il.Argument(2);
    }
}
