using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Tiering;

/// <summary>
/// The first compilation in a process takes some twenty times as long as later ones, because .NET loads the types and binds the methods of a
/// compiler when they are used first. While a program is read and its first instructions run, the compile thread has nothing to do: it
/// compiles a made-up function and a made-up loop, as if they had run, and drops the results.
/// <para>
/// The sample touches what most programs touch: integers, floats, an array, a call, a loop.
/// </para>
/// <code>
/// sample(n, xs, x)            while i &lt; n { i := i + 1; x := x + 1.5; xs[i] := xs[i] * x }
///                             return sample(i, xs, x)
/// </code>
/// </summary>
internal static class WarmUp
{
    private const int Count = 0;
    private const int Items = 1;
    private const int Sum = 2;
    private const int Index = 3;
    private const int Item = 4;
    private const int Callee = 5;

    /// <summary>Compiles the sample.</summary>
    /// <param name="language">Any language: what it means is not asked for.</param>
    /// <param name="options">How the tier works.</param>
    /// <param name="hasWork">Whether something else waits for the thread by now.</param>
    public static void Run(Language language, JitOptions options, Func<bool> hasWork)
    {
        (Prototype sample, int loop) = Sample(language);
        Compiler.Compile(sample, 0, null, options, out _, out _);
        if (!hasWork())
        {
            Kind[] kinds = [Kind.Int, Kind.Array, Kind.Float, Kind.Int, Kind.Undefined, Kind.Undefined, Kind.Undefined, Kind.Undefined, Kind.Undefined];
            Compiler.Compile(sample, loop, kinds, options, out _, out _);
        }
    }

    /// <summary>The sample, and where its loop starts.</summary>
    public static (Prototype Sample, int Loop) Sample(Language language)
    {
        var builder = new BytecodeBuilder();
        SourceSpan span = default;
        var body = new Label();
        var head = new Label();
        var cell = new GlobalCell("sample");
        builder.Allocate(Callee + 4);
        int cellIndex = builder.AddObject(cell);
        builder.EmitWide(span, Opcode.LoadInt, Index, 0);
        builder.EmitJump(span, Opcode.Jump, 0, head);
        builder.Bind(body);
        int loop = builder.Position;
        builder.Emit(span, Opcode.AddImmediate, Index, Index, 1);
        int addition = builder.Emit(span, Opcode.AddConstant, Sum, Sum, builder.AddConstant(Value.FromFloat(1.5)));
        int load = builder.Emit(span, Opcode.GetIndex, Item, Items, Index);
        int product = builder.Emit(span, Opcode.Multiply, Item, Item, Sum);
        int store = builder.Emit(span, Opcode.SetIndex, Items, Index, Item);
        builder.Bind(head);
        builder.EmitShortJump(span, Opcode.JumpIfLess, Index, Count, body);
        builder.Emit(span, Opcode.GetGlobal, Callee, cellIndex);
        builder.Emit(span, Opcode.Move, Callee + 1, Index);
        builder.Emit(span, Opcode.Copy, Callee + 2, Items);
        builder.Emit(span, Opcode.Move, Callee + 3, Sum);
        int call = builder.Emit(span, Opcode.Call, Callee, 3, Item);
        builder.Emit(span, Opcode.Return, Item);
        Prototype sample = builder.Build(new PrototypeHeader(language, new SourceText("", "sample"), "sample") { ParameterCount = 3 });

        cell.Value = new Value(new FunctionObject(sample, FunctionObject.NoCaptures));
        Feedback[] feedback = sample.FeedbackField;
        feedback[addition].First = feedback[product].First = (int)OperandFeedback.Floats;
        feedback[load].First = feedback[store].First = 1 << (int)ArrayStorage.Floats;
        feedback[call].Target = sample;
        return (sample, loop);
    }
}
