using Kiln.Bytecode;
using Kiln.Jit.Emit;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Tests.Jit;

/// <summary>The tables of the optimising tier agree with their enumerations, and the emitter with the node table.</summary>
public sealed class TableTests
{
    // Phis are assigned where control comes from. Nothing makes LoadMethod.
    public static TheoryData<NodeOp> Operations => [.. Enum.GetValues<NodeOp>().Where(static op => op is not NodeOp.Phi)];

    [Fact]
    public void Every_operation_has_exactly_one_row_in_the_same_order() =>
        Assert.Equal(Enum.GetValues<NodeOp>(), NodeTable.Rows.Select(static r => r.Op));

    [Fact]
    public void Every_reason_has_exactly_one_row_in_the_same_order() =>
        Assert.Equal(Enum.GetValues<ExitReason>(), ReasonTable.Rows.Select(static r => r.Reason));

    [Fact]
    public void Meanings_are_there() =>
        Assert.All(NodeTable.Rows, static r => Assert.False(string.IsNullOrWhiteSpace(r.Meaning), r.Op.ToString()));

    [Fact]
    public void Reads_and_writes_correspond() => Assert.All(
        NodeTable.Rows,
        static r => Assert.Equal(
            Enum.GetNames<NodeEffects>().Where(n => n.StartsWith("Writes", StringComparison.Ordinal) && n != "WritesAll" && r.Effects.HasFlag(Enum.Parse<NodeEffects>(n))).Select(static n => "Reads" + n[6..]).Order(),
            Enum.GetNames<NodeEffects>().Where(n => n.StartsWith("Reads", StringComparison.Ordinal) && n != "ReadsAll" && r.Disturbs.HasFlag(Enum.Parse<NodeEffects>(n))).Order()));

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_verifies_prints_and_has_code(NodeOp op)
    {
        Graph graph = NodeSample.GraphOf(op);
        Assert.Empty(GraphVerifier.Errors(graph));
        string text = GraphPrinter.Print(graph);
        Assert.Equal(text, GraphPrinter.Print(GraphParser.Parse(text, GraphEnvironment.Of(graph))));

        var unit = new CompiledUnit(graph.Prototype, graph.EntryPc, graph.IsLoop) { Entry = graph.IsLoop ? null : new TypedEntry(graph.Parameters) };
        System.Reflection.Emit.DynamicMethod method = Emitter.Emit(graph, unit, new JitOptions());
        int size = unit.ILSize;
        Assert.NotNull(graph.IsLoop
            ? method.CreateDelegate<LoopCode>()
            : method.CreateDelegate<Func<Kiln.Runtime.Context, FunctionObject, int, Value, Value, Value, Value>>());
        Assert.True(size > 0);
    }

    private delegate int LoopCode(Kiln.Runtime.Context context, FunctionObject function, int depth, ref Value registers);
}
