using Kiln.Jit.Graphs;

namespace Kiln.Jit.Passes;

/// <summary>Nodes that a pass found to be the same as others. Following them is cheap, and all uses change at once at the end.</summary>
internal sealed class Replacements(Graph graph)
{
    private readonly Node?[] _better = new Node?[graph.NodeLimit];

    /// <summary>Whether anything was replaced.</summary>
    public bool Any { get; private set; }

    /// <summary>Whether a node was replaced.</summary>
    public bool Has(Node node) => node.Id < _better.Length && _better[node.Id] is not null;

    /// <summary>Uses one node instead of another from now on.</summary>
    public void Replace(Node node, Node better)
    {
        if (!ReferenceEquals(node, better))
        {
            _better[node.Id] = better;
            Any = true;
        }
    }

    /// <summary>Undoes a replacement.</summary>
    public void Restore(Node node) => _better[node.Id] = null;

    /// <summary>The node that stands for a node.</summary>
    public Node Of(Node node)
    {
        while (node.Id < _better.Length && _better[node.Id] is { } better)
        {
            node = better;
        }

        return node;
    }

    /// <summary>Replaces the inputs of a node.</summary>
    public void Apply(Node node)
    {
        for (int i = 0; i < node.Inputs.Length; i++)
        {
            node.Inputs[i] = Of(node.Inputs[i]);
        }
    }

    /// <summary>Replaces all uses and removes the replaced nodes.</summary>
    public void Finish()
    {
        int visit = graph.NextVisit();
        foreach (Block block in graph.Blocks)
        {
            block.Phis.RemoveAll(Has);
            block.Nodes.RemoveAll(Has);
            block.Phis.ForEach(Apply);
            foreach (Node node in block.Nodes)
            {
                Apply(node);
                ApplyTo(node.State, visit);
            }

            block.Operand = block.Operand is null ? null : Of(block.Operand);
            ApplyTo(block.State, visit);
            ApplyTo(block.EntryState, visit);
        }
    }

    private void ApplyTo(FrameState? state, int visit)
    {
        for (; state is not null && state.Visit(visit); state = state.Caller)
        {
            state.Function = state.Function is { } function ? Of(function) : null;
            for (int r = 0; r < state.Registers.Length; r++)
            {
                state.Registers[r] = state.Registers[r] is { } value ? Of(value) : null;
            }
        }
    }
}
