using Kiln.Jit.Graphs;

namespace Kiln.Jit.Passes;

/// <summary>The passes and their order.</summary>
internal static class PassPipeline
{
    /// <summary>The passes by name, in order.</summary>
    public static IReadOnlyList<Pass> Passes { get; } =
    [
        new Pass("phis", PhiSimplification.Run),
        new Pass("values", ValueNumbering.Run),
        new Pass("loops", LoopInvariants.Run),
        new Pass("values2", ValueNumbering.Run),
        new Pass("parameters", ParameterTypes.Run),
        new Pass("dead", DeadCode.Run),
    ];

    /// <summary>A pass.</summary>
    internal sealed record Pass(string Name, Action<Graph> Run);

    /// <summary>Runs all passes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="observer">Looks at the graph after each pass.</param>
    public static void Run(Graph graph, Action<string, Graph>? observer = null)
    {
        foreach (Pass pass in Passes)
        {
            pass.Run(graph);
            GraphVerifier.CheckIfOn(graph, pass.Name);
            observer?.Invoke(pass.Name, graph);
        }
    }
}
