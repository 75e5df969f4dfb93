using Kiln.Jit.Graphs;

namespace Kiln.Jit.Passes;

/// <summary>The passes and their order.</summary>
internal static class PassPipeline
{
    /// <summary>The passes by name, in order.</summary>
    public static IReadOnlyList<(string Name, Action<Graph> Run)> Passes { get; } =
    [
        ("phis", PhiSimplification.Run),
        ("values", ValueNumbering.Run),
        ("loops", LoopInvariants.Run),
        ("values2", ValueNumbering.Run),
        ("parameters", ParameterTypes.Run),
        ("dead", DeadCode.Run),
    ];

    /// <summary>Runs all passes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="observer">Looks at the graph after each pass.</param>
    public static void Run(Graph graph, Action<string, Graph>? observer = null)
    {
        foreach ((string name, Action<Graph> run) in Passes)
        {
            run(graph);
            GraphVerifier.CheckIfOn(graph, name);
            observer?.Invoke(name, graph);
        }
    }
}
