using Kiln.Jit.Building;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Passes;

/// <summary>
/// Passes numbers unboxed. A parameter that the function guards to be an integer or a double before anything else happens becomes a parameter of
/// that kind: callers that know the kind pass the number itself, and a stub in front of the function checks it for all others.
/// <code>
/// v1:Tagged = Parameter 0             v1:Int = Parameter 0
/// v3:Int    = GuardInt v1             (v3 is v1)
/// </code>
/// </summary>
internal static class ParameterTypes
{
    /// <summary>Runs the pass.</summary>
    public static void Run(Graph graph)
    {
        // Beyond that number they are passed in memory, whole.
        if (graph.IsLoop || graph.Parameters.Length > Tiering.Compiler.RegisterParameters)
        {
            return;
        }

        var uses = new List<Node>?[graph.NodeLimit];
        foreach (Block block in graph.Blocks)
        {
            NoteUses(block.Phis, uses);
            NoteUses(block.Nodes, uses);
        }

        var replacements = new Replacements(graph);
        foreach (Node parameter in graph.Entry.Nodes.FindAll(static n => n.Op == NodeOp.Parameter))
        {
            int index = (int)parameter.Number;
            if (uses[parameter.Id] is { } users
                && KindOf(graph, users) is { } kind
                && BuildSession.Allows(graph.Prototype, index, ExitReason.ParameterKind))
            {
                SetKind(graph, parameter, users, kind, replacements);
                graph.Parameters[index] = parameter.Representation;
                graph.ParameterGuards[index] = users.Find(static u => u.Op is NodeOp.GuardInt or NodeOp.GuardFloat);
            }
        }

        if (replacements.Any)
        {
            replacements.Finish();
        }
    }

    private static void NoteUses(List<Node> nodes, List<Node>?[] uses)
    {
        foreach (Node node in nodes)
        {
            foreach (Node input in node.Inputs)
            {
                if (input.Op == NodeOp.Parameter)
                {
                    (uses[input.Id] ??= []).Add(node);
                }
            }
        }
    }

    /// <summary>The kind that the function expects, if it expects one: at its start, or wherever it looks at the parameter.</summary>
    private static Kind? KindOf(Graph graph, List<Node> users)
    {
        Kind? kind = null;
        bool isAtStart = false;
        bool isAlways = true;
        foreach (Node user in users)
        {
            Kind expected = user.Op switch
            {
                NodeOp.GuardInt => Kind.Int,
                NodeOp.GuardFloat => Kind.Float,
                _ => Kind.Undefined,
            };
            if (expected == Kind.Undefined)
            {
                isAlways = false;
                continue;
            }

            if (kind is not null && kind != expected)
            {
                return null;
            }

            kind = expected;
            isAtStart |= ReferenceEquals(user.Block, graph.Entry);
        }

        return isAtStart || isAlways ? kind : null;
    }

    private static void SetKind(Graph graph, Node parameter, List<Node> users, Kind kind, Replacements replacements)
    {
        parameter.Representation = kind == Kind.Int ? Representation.Int : Representation.Float;
        Node? box = null;
        foreach (Node user in users)
        {
            if (user.Op is NodeOp.GuardInt or NodeOp.GuardFloat)
            {
                replacements.Replace(user, parameter);
                continue;
            }

            if (box is null)
            {
                box = graph.NewNode(NodeOp.Box, parameter);
                box.Block = graph.Entry;
                graph.Entry.Nodes.Insert(graph.Entry.Nodes.IndexOf(parameter) + 1, box);
            }

            for (int i = 0; i < user.Inputs.Length; i++)
            {
                user.Inputs[i] = ReferenceEquals(user.Inputs[i], parameter) ? box : user.Inputs[i];
            }
        }
    }
}
