using System.Globalization;
using System.Text;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Jit.Graphs;

/// <summary>
/// The text form of a graph: a line per node, what it does first, then its operand, its inputs, and for an exit the reason and the frame state.
/// <code>
/// b2 &lt;- b1 b3  loop
///   v7:Int = Phi v2, v12
///   v12:Int = AddInt v7, v9  ! Overflow f@4 [r0=v7, r1=v2]
///   branch v13 ? b3 : b4
/// </code>
/// </summary>
public static class GraphPrinter
{
    /// <summary>The text of a whole graph.</summary>
    public static string Print(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(graph.IsLoop ? "loop" : "function")} {NameOf(graph.Prototype)}@{graph.EntryPc}\n");
        foreach (Block block in graph.InOrder())
        {
            PrintBlock(text, block);
        }

        return text.ToString();
    }

    /// <summary>The text of one node.</summary>
    public static string Print(Node node)
    {
        var text = new StringBuilder();
        PrintNode(text, node);
        return text.ToString();
    }

    private static void PrintBlock(StringBuilder text, Block block)
    {
        text.Append(block);
        if (block.Predecessors.Count > 0)
        {
            text.Append(" <- ").AppendJoin(' ', block.Predecessors);
        }

        text.Append(block.IsLoopHeader ? "  loop" : "");
        text.Append(block.LoopDepth > 0 ? $"  loops {block.LoopDepth}" : "");
        if (block.EntryState is not null)
        {
            text.Append("  entry ");
            PrintState(text, block.EntryState);
        }

        text.Append('\n');
        foreach (Node node in block.Phis.Concat(block.Nodes))
        {
            text.Append("  ");
            PrintNode(text, node);
            text.Append('\n');
        }

        text.Append("  ");
        switch (block.End)
        {
            case BlockEnd.Jump:
                text.Append(CultureInfo.InvariantCulture, $"jump {block.Successors[0]}");
                break;
            case BlockEnd.Branch:
                text.Append(CultureInfo.InvariantCulture, $"branch v{block.Operand!.Id} ? {block.Successors[0]} : {block.Successors[1]}");
                break;
            case BlockEnd.Return:
                text.Append(CultureInfo.InvariantCulture, $"return v{block.Operand!.Id}");
                break;
            case BlockEnd.Exit:
                text.Append(CultureInfo.InvariantCulture, $"exit ! {block.Reason} ");
                PrintState(text, block.State!);
                text.Append(block.Site != 0 || block.SiteJumps ? $"  from {block.Site}" : "").Append(block.SiteJumps ? " jumping" : "");
                break;
            case BlockEnd.Abandon:
                text.Append("abandon ! ");
                PrintState(text, block.State!);
                break;
            default:
                text.Append("unfinished");
                break;
        }

        text.Append('\n');
    }

    private static void PrintNode(StringBuilder text, Node node)
    {
        text.Append(CultureInfo.InvariantCulture, $"v{node.Id}");
        if (node.Representation != Representation.None)
        {
            text.Append(':').Append(node.Representation == Representation.Object ? node.Kind.ToString() : node.Representation.ToString());
        }

        text.Append(" = ").Append(node.Op);
        string operand = OperandOf(node);
        string inputs = string.Join(", ", node.Inputs.Select(static i => $"v{i.Id}"));
        text.Append(operand.Length > 0 ? " " + operand : "");
        text.Append(inputs.Length > 0 ? (operand.Length > 0 ? ", " : " ") + inputs : "");
        if (node.State is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"  ! {node.Reason} ");
            PrintState(text, node.State);
            bool isElsewhere = node.SitePrototype is not null && (!ReferenceEquals(node.SitePrototype, node.State.Prototype) || node.SitePc != node.State.Pc);
            text.Append(isElsewhere ? $"  at {NameOf(node.SitePrototype)}@{node.SitePc}" : "");
        }

        // Only what can run other code looks at the depth of calls.
        text.Append(node.FrameDepth > 0 && node.Info.Effects.HasFlag(NodeEffects.Calls) ? $"  depth {node.FrameDepth}" : "");
    }

    private static string OperandOf(Node node)
    {
        var parts = new List<string>();
        foreach (char letter in node.Info.Operand)
        {
            parts.Add(letter switch
            {
                'n' when node.Op == NodeOp.ConstantFloat => node.Float.ToString("R", CultureInfo.InvariantCulture),
                'n' when node.Info.Exits && node.Number == 0 && node.Op is >= NodeOp.AddInt and <= NodeOp.ModuloFloat => "",
                'n' when node.Info.Exits && node.Op is >= NodeOp.AddInt and <= NodeOp.ModuloFloat => "unchecked",
                'n' => node.Number.ToString(CultureInfo.InvariantCulture),
                'c' => ((ComparisonOperator)node.Number).ToString(),
                'k' => ((Kind)node.Number).ToString(),
                'a' when node.Expected is not null => $"{NameOf(node.Aux)} == {NameOf(node.Expected)}",
                'a' when node.Op == NodeOp.ConstantObject && node.Kind == Kind.Char => $"char {node.Number}",
                'a' => NameOf(node.Aux),
                _ => "",
            });
        }

        return string.Join(' ', parts.Where(static p => p.Length > 0));
    }

    /// <summary>How the text form calls an object. Objects that it calls alike are told apart by whoever reads it.</summary>
    internal static string NameOf(object? value) => value switch
    {
        Prototype prototype => Plain(prototype.NameOrLambda),
        FunctionObject function => "func " + Plain(function.Prototype.NameOrLambda),
        BuiltinObject builtin => "builtin " + Plain(builtin.Name),
        GlobalCell cell => Plain(cell.Name),
        Shape shape => Plain(shape.Type.Name) + "{" + string.Join(' ', shape.Names.Select(Plain)) + "}",
        RecordLiteral literal => Plain(literal.TypeName) + "(" + string.Join(' ', literal.Names.Select(Plain)) + ")",
        RecordType type => "type " + Plain(type.Name),
        StringObject text => Quoted(text.ToString()),
        null => "nothing",
        _ => value.GetType().Name,
    };

    private static string Plain(string name) => name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.') ? name : Quoted(name);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                < ' ' or > '~' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static void PrintState(StringBuilder text, FrameState state)
    {
        for (FrameState? frame = state; frame is not null; frame = frame.Caller)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(ReferenceEquals(frame, state) ? "" : " < ")}{NameOf(frame.Prototype)}@{frame.Pc}{(frame.Function is null ? "" : $" of v{frame.Function.Id}")} [");
            string separator = "";
            for (int r = 0; r < frame.Registers.Length; r++)
            {
                if (frame.Registers[r] is { } value)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{separator}r{r}=v{value.Id}");
                    separator = ", ";
                }
            }

            text.Append(']');
        }
    }
}
