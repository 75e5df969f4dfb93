using Kiln.Bytecode;
using Kiln.Runtime;

namespace Kiln.Jit.Graphs;

/// <summary>What the names in the text form of a graph stand for.</summary>
public class GraphEnvironment
{
    private readonly Dictionary<(bool IsPrototype, string Name), object> _objects = [];

    /// <summary>The language that operations of the graph refer to.</summary>
    public Language? Language { get; set; }

    /// <summary>The objects that a graph refers to.</summary>
    public static GraphEnvironment Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var environment = new GraphEnvironment { Language = graph.Prototype.Language };
        environment.Add(graph.Prototype);
        foreach (Block block in graph.Blocks)
        {
            environment.AddState(block.State);
            environment.AddState(block.EntryState);
            foreach (Node node in block.Phis.Concat(block.Nodes))
            {
                environment.AddState(node.State);
                environment.Add(node.SitePrototype);
                environment.Add(node.Aux);
                environment.Add(node.Expected);
            }
        }

        return environment;
    }

    /// <summary>Makes an object known by the name that the text form gives it.</summary>
    public void Add(object? value)
    {
        if (value is not null)
        {
            _objects.TryAdd((value is Prototype, GraphPrinter.NameOf(value)), value);
        }
    }

    /// <summary>The function of a name.</summary>
    public virtual Prototype? FindPrototype(string name) => _objects.GetValueOrDefault((true, name)) as Prototype;

    /// <summary>The object that an operation refers to.</summary>
    public virtual object? FindObject(NodeOp op, string name) => _objects.GetValueOrDefault((false, name));

    private void AddState(FrameState? state)
    {
        for (; state is not null; state = state.Caller)
        {
            Add(state.Prototype);
        }
    }
}
