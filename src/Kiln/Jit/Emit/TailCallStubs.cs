using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;
using Label = System.Reflection.Emit.Label;

namespace Kiln.Jit.Emit;

/// <summary>
/// Where chains of tail calls cross between compiled code and the interpreter. Compiled code enters the interpreter by a call; were the interpreter to
/// enter compiled code by a call too, each crossing would leave a frame on the host stack. Instead, the interpreter's activation ends, the call stays
/// pending in the context, and a stub, which has the <c>tail.</c> prefix that C# lacks, makes it in its own place.
/// <code>
/// compiled f --tail.--> interpreter stub --call--> interpreter: g ends with a call of f
///                       interpreter stub &lt;-- "a call is pending" --
///                       pending-call stub (in its place) --tail.--> compiled f (in its place)
/// </code>
/// </summary>
internal static class TailCallStubs
{
    private const int FirstArgument = 3;

    private static readonly Lazy<(DynamicMethod Method, nint Pointer)> s_pendingCall = new(static () => Finish(MakePendingCall()));
    private static readonly Lazy<(DynamicMethod Method, nint Pointer)>[] s_interpreterEntries = [.. Enumerable.Range(0, Compiler.RegisterParameters + 2)
        .Select(static count => new Lazy<(DynamicMethod, nint)>(() => Finish(MakeInterpreterEntry(count))))];

    /// <summary>The entry point of functions that make tail calls and have no machine code.</summary>
    public static nint InterpreterEntry(int parameterCount) => s_interpreterEntries[Math.Min(parameterCount, Compiler.RegisterParameters + 1)].Value.Pointer;

    /// <summary>Replaces a function's plain way into the interpreter, which every function has at first, because making stubs takes time.</summary>
    public static void Install(Prototype prototype) =>
        Interlocked.CompareExchange(ref prototype.EntryPoint, InterpreterEntry(prototype.ParameterCount), Support.InterpreterEntry(prototype.ParameterCount));

    /// <summary>Writes the end of a method that may get a pending call from the interpreter: makes that call in its place, or returns the result.</summary>
    public static void EmitReturnOrCall(ILWriter il, LocalBuilder result)
    {
        Label returns = il.NewLabel();
        il.Emit(OpCodes.Ldloc, result);
        il.Field(Members.Tag);
        il.Argument(0);
        il.Field(Members.AbnormalTag);
        il.Emit(OpCodes.Bne_Un, returns);
        il.Argument(0);
        il.Call(Members.Helper(nameof(Support.HasPendingCall)));
        il.Emit(OpCodes.Brfalse, returns);
        EmitPendingCall(il);
        il.Mark(returns);
        il.Emit(OpCodes.Ldloc, result);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>Makes the pending call, or takes the result that is there instead, in the place of a method whose third argument is its depth.</summary>
    public static void EmitPendingCall(ILWriter il)
    {
        il.Argument(0);
        il.Argument(2);
        il.Long(s_pendingCall.Value.Pointer);
        il.Emit(OpCodes.Conv_I);
        il.TailCallPointer(typeof(Value), [typeof(Context), typeof(int)]);
    }

    private static DynamicMethod MakePendingCall()
    {
        DynamicMethod stub = New("pending-call", [typeof(Context), typeof(int)]);
        var il = new ILWriter(stub.GetILGenerator(), false);
        LocalBuilder function = il.Local(typeof(FunctionObject));
        LocalBuilder first = il.Local(typeof(Value).MakeByRefType());
        Label enters = il.NewLabel();
        il.Argument(0);
        il.Argument(1);
        il.Call(Members.Helper(nameof(Support.TakePending)));
        il.Emit(OpCodes.Stloc, function);
        il.Emit(OpCodes.Ldloc, function);
        il.Emit(OpCodes.Brtrue, enters);
        il.Argument(0);
        il.Field(Members.Result);
        il.Emit(OpCodes.Ret);
        il.Mark(enters);
        il.Argument(0);
        il.Field(Members.TailArguments);
        il.Call(Members.FirstElement(typeof(Value)));
        il.Emit(OpCodes.Stloc, first);
        for (int count = 0; count <= Compiler.RegisterParameters; count++)
        {
            Label other = il.NewLabel();
            il.Emit(OpCodes.Ldloc, function);
            il.Field(Members.FunctionPrototype);
            il.Call(Members.ParameterCount);
            il.Int(count);
            il.Emit(OpCodes.Bne_Un, other);
            PushCommon(il, function);
            for (int i = 0; i < count; i++)
            {
                il.Emit(OpCodes.Ldloc, first);
                Offset(il, i);
                il.Object(OpCodes.Ldobj, typeof(Value));
            }

            Enter(il, function, count);
            il.Mark(other);
        }

        PushCommon(il, function);
        il.Emit(OpCodes.Ldloc, first);
        Enter(il, function, Compiler.RegisterParameters + 1);
        return stub;
    }

    private static DynamicMethod MakeInterpreterEntry(int count)
    {
        DynamicMethod stub = New("interpreter-entry", Emitter.ParameterTypes(count));
        var il = new ILWriter(stub.GetILGenerator(), false);
        LocalBuilder result = il.Local(typeof(Value));
        if (count > Compiler.RegisterParameters)
        {
            il.Argument(0);
            il.Argument(1);
            il.Argument(FirstArgument);
            il.Call(Members.Helper(nameof(Support.CopyArguments)));
        }
        else
        {
            LocalBuilder window = il.Local(typeof(Value).MakeByRefType());
            il.Argument(0);
            il.Int(count);
            il.Call(Members.Helper(nameof(Support.BeginArguments)));
            il.Emit(OpCodes.Stloc, window);
            for (int i = 0; i < count; i++)
            {
                il.Emit(OpCodes.Ldloc, window);
                Offset(il, i);
                il.Argument(FirstArgument + i);
                il.Object(OpCodes.Stobj, typeof(Value));
            }
        }

        il.Argument(0);
        il.Argument(1);
        il.Argument(2);
        il.Call(Members.Helper(nameof(Support.InterpretAndLeave)));
        il.Emit(OpCodes.Stloc, result);
        EmitReturnOrCall(il, result);
        return stub;
    }

    private static void PushCommon(ILWriter il, LocalBuilder function)
    {
        il.Argument(0);
        il.Emit(OpCodes.Ldloc, function);
        il.Argument(1);
    }

    private static void Enter(ILWriter il, LocalBuilder function, int count)
    {
        il.Emit(OpCodes.Ldloc, function);
        il.Field(Members.FunctionPrototype);
        il.Field(Members.EntryPoint);
        il.TailCallPointer(typeof(Value), Emitter.ParameterTypes(count));
    }

    private static void Offset(ILWriter il, int index)
    {
        if (index > 0)
        {
            il.Int(index * Unsafe.SizeOf<Value>());
            il.Emit(OpCodes.Conv_I);
            il.Emit(OpCodes.Add);
        }
    }

    private static DynamicMethod New(string name, Type[] parameters) => new(name, typeof(Value), parameters, typeof(Support).Module, skipVisibility: true) { InitLocals = false };

    private static (DynamicMethod Method, nint Pointer) Finish(DynamicMethod method) => (method, Compiler.Finish(method));
}
