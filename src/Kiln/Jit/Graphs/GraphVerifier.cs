using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Graphs;

/// <summary>A graph breaks a rule: the builder or a pass has a bug.</summary>
/// <param name="message">The rules that are broken.</param>
public sealed class InvalidGraphException(string message) : Exception(message);

/// <summary>
/// Checks a graph: every row of <see cref="NodeTable"/> is obeyed, control flow agrees in both directions, every use comes after its definition
/// on all paths. Off by default; tests switch it on, and then it runs after the builder and after every pass.
/// </summary>
public sealed partial class GraphVerifier
{
    private readonly Graph _graph;
    private readonly ControlFlow _flow;
    private readonly List<string> _errors = [];
    private readonly Dictionary<Node, int> _positions = [];

    private GraphVerifier(Graph graph, ControlFlow flow) => (_graph, _flow) = (graph, flow);

    /// <summary>Whether the compiler checks every graph.</summary>
    public static bool IsOn { get; set; } = Environment.GetEnvironmentVariable("KILN_VERIFY_GRAPHS") == "1";

    /// <summary>The rules that a graph breaks, one line each.</summary>
    public static IReadOnlyList<string> Errors(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        List<string> errors = [];
        foreach (Block block in graph.Blocks)
        {
            CheckEdges(block, errors);
        }

        if (errors.Count > 0)
        {
            // Without agreement on the edges there are no dominators, so nothing else can be said.
            return errors;
        }

        var verifier = new GraphVerifier(graph, new ControlFlow(graph));
        verifier.Run();
        return verifier._errors;
    }

    /// <summary>Throws if a graph breaks a rule.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="stage">What was done last.</param>
    /// <exception cref="InvalidGraphException">A rule is broken.</exception>
    public static void Check(Graph graph, string stage)
    {
        IReadOnlyList<string> errors = Errors(graph);
        if (errors.Count > 0)
        {
            throw new InvalidGraphException($"the graph of {graph.Prototype.NameOrLambda}@{graph.EntryPc} is wrong after {stage}: {string.Join("; ", errors)}");
        }
    }

    /// <summary>Throws if the checks are switched on and a graph breaks a rule.</summary>
    internal static void CheckIfOn(Graph graph, string stage)
    {
        if (IsOn)
        {
            Check(graph, stage);
        }
    }

    private void Run()
    {
        FindPositions();
        if (_flow.Order.Count != _graph.Blocks.Count)
        {
            foreach (Block block in _graph.Blocks.Except(_flow.Order))
            {
                Error(block, null, "control cannot reach it");
            }
        }

        foreach (Block block in _flow.Order)
        {
            CheckEntries(block);
            CheckEnd(block);
            foreach (Node phi in block.Phis)
            {
                CheckPhi(block, phi);
            }

            foreach (Node node in block.Nodes)
            {
                CheckNode(block, node);
            }

            CheckWindow(block);
        }
    }

    private void Error(Block block, Node? node, string message) =>
        _errors.Add(node is null ? $"{block}: {message}" : $"{block}: {GraphPrinter.Print(node)}: {message}");

    private void FindPositions()
    {
        foreach (Block block in _flow.Order)
        {
            // Phis come before everything else, all at once.
            foreach (Node phi in block.Phis)
            {
                AddPosition(block, phi, -1);
            }

            for (int i = 0; i < block.Nodes.Count; i++)
            {
                AddPosition(block, block.Nodes[i], i);
            }
        }

        var byId = new Dictionary<int, Node>();
        foreach ((Node node, _) in _positions)
        {
            if (node.Id >= _graph.NodeLimit || !byId.TryAdd(node.Id, node))
            {
                Error(node.Block!, node, "its number is not its own");
            }
        }
    }

    private void AddPosition(Block block, Node node, int position)
    {
        if (!_positions.TryAdd(node, position))
        {
            Error(block, node, "stands in two places");
        }

        if (!ReferenceEquals(node.Block, block))
        {
            Error(block, node, $"says that it stands in {node.Block?.ToString() ?? "no block"}");
        }

        if ((node.Op == NodeOp.Phi) != (position < 0))
        {
            Error(block, node, position < 0 ? "only phis stand before the nodes" : "a phi stands among the nodes");
        }
    }

    // ---- control flow

    private static void CheckEdges(Block block, List<string> errors)
    {
        foreach (Block successor in block.Successors)
        {
            if (successor.Predecessors.Count(p => ReferenceEquals(p, block)) != block.Successors.Count(s => ReferenceEquals(s, successor)))
            {
                errors.Add($"{block}: goes to {successor}, which does not say so");
            }
        }

        foreach (Block predecessor in block.Predecessors)
        {
            if (!predecessor.Successors.Contains(block))
            {
                errors.Add($"{block}: says that control comes from {predecessor}, which does not go there");
            }
        }
    }

    private void CheckEntries(Block block)
    {
        if (ReferenceEquals(block, _graph.Entry) && block.Predecessors.Count > 0)
        {
            Error(block, null, "control comes back to the entry");
        }

        for (int i = 0; i < block.Predecessors.Count; i++)
        {
            bool isBackward = _flow.PositionOf(block.Predecessors[i]) >= _flow.PositionOf(block);
            if (isBackward && !(block.IsLoopHeader && i > 0 && _flow.Dominates(block, block.Predecessors[i])))
            {
                Error(block, null, $"control comes back from {block.Predecessors[i]}, but it is no loop header whose entry comes first");
            }
        }

        if (block.EntryState is null)
        {
            return;
        }

        if (!block.IsLoopHeader || block.Predecessors.Count == 0)
        {
            Error(block, null, "only loop headers have an entry state");
            return;
        }

        CheckState(block, null, block.EntryState, block.Predecessors[0], int.MaxValue);
    }

    private void CheckEnd(Block block)
    {
        int successors = block.End switch { BlockEnd.Jump => 1, BlockEnd.Branch => 2, _ => 0 };
        if (block.Successors.Count != successors)
        {
            Error(block, null, $"ends with {block.End} but has {block.Successors.Count} successors");
        }

        bool hasOperand = block.End is BlockEnd.Branch or BlockEnd.Return;
        if (hasOperand != (block.Operand is not null))
        {
            Error(block, null, $"ends with {block.End} {(hasOperand ? "but lacks" : "and has")} an operand");
        }

        bool hasState = block.End is BlockEnd.Exit or BlockEnd.Abandon;
        if (hasState != (block.State is not null))
        {
            Error(block, null, $"ends with {block.End} {(hasState ? "but lacks" : "and has")} a frame state");
        }

        switch (block.End)
        {
            case BlockEnd.None:
                Error(block, null, "has no end");
                break;
            case BlockEnd.Exit when block.Reason == ExitReason.None:
                Error(block, null, "exits without a reason");
                break;
            case BlockEnd.Branch when block.Operand is { Representation: not Representation.Bool }:
                Error(block, null, $"branches on v{block.Operand.Id}, which is no Bool");
                break;
            case BlockEnd.Branch when block.Successors.Exists(static s => s.Phis.Count > 0):
                // Phis get their values at the end of the predecessor, where a branch has no room for assignments.
                Error(block, null, "branches to a block that has phis");
                break;
        }

        if (block.Operand is not null)
        {
            CheckUse(block, null, block.Operand, block, int.MaxValue);
        }

        if (block.State is not null)
        {
            CheckState(block, null, block.State, block, int.MaxValue);
        }
    }

    private void CheckPhi(Block block, Node phi)
    {
        if (phi.Representation is Representation.None or Representation.Storage)
        {
            Error(block, phi, "a phi holds a value");
        }

        if (phi.Inputs.Length != block.Predecessors.Count)
        {
            Error(block, phi, $"has {phi.Inputs.Length} inputs for {block.Predecessors.Count} predecessors");
            return;
        }

        for (int i = 0; i < phi.Inputs.Length; i++)
        {
            Node input = phi.Inputs[i];
            if (input.Representation != phi.Representation || (phi.Representation == Representation.Object && input.Kind != phi.Kind))
            {
                Error(block, phi, $"v{input.Id} is held in another way");
            }

            CheckUse(block, phi, input, block.Predecessors[i], int.MaxValue);
        }
    }

    // ---- uses

    private void CheckUse(Block block, Node? user, Node used, Block at, int position)
    {
        if (!_positions.TryGetValue(used, out int defined))
        {
            Error(block, user, $"v{used.Id} stands nowhere");
            return;
        }

        if (used.Representation == Representation.None)
        {
            Error(block, user, $"v{used.Id} has no result");
        }

        bool isBefore = ReferenceEquals(used.Block, at) ? defined < position : _flow.Dominates(used.Block!, at);
        if (!isBefore)
        {
            Error(block, user, $"v{used.Id} is not computed on every way there");
        }
    }

    private void CheckState(Block block, Node? user, FrameState state, Block at, int position)
    {
        for (FrameState? frame = state; frame is not null; frame = frame.Caller)
        {
            if (frame.Pc < 0 || frame.Pc >= frame.Prototype.CodeField.Length)
            {
                Error(block, user, $"{frame.Prototype.Name} has no instruction {frame.Pc}");
            }

            if (frame.Registers.Length != frame.Prototype.RegisterCount)
            {
                Error(block, user, $"{frame.Prototype.Name} has {frame.Prototype.RegisterCount} registers, the frame state {frame.Registers.Length}");
            }

            foreach (Node value in frame.Registers.OfType<Node>())
            {
                CheckUse(block, user, value, at, position);
                if (value.Representation == Representation.Storage)
                {
                    Error(block, user, $"v{value.Id} is no value for a register");
                }
            }

            // A frame that replaced the compiled function's own has a function and no caller.
            if (frame.Function is null && frame.Caller is not null)
            {
                Error(block, user, "an inlined frame has a function");
            }

            if (frame.Function is not null)
            {
                CheckUse(block, user, frame.Function, at, position);
                if (frame.Function is not { Representation: Representation.Object, Kind: Kind.Function })
                {
                    Error(block, user, $"v{frame.Function.Id} is no function");
                }
            }
        }
    }
}
