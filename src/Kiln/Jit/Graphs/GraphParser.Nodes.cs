using System.Globalization;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Graphs;

/// <content>Nodes.</content>
public sealed partial class GraphParser
{
    private void ReadNode(List<string> sections)
    {
        string[] sides = sections[0].Split(" = ", 2);
        if (sides.Length != 2)
        {
            throw new FormatException($"'{sections[0]}' computes nothing");
        }

        string[] words = sides[1].Split(' ', 2);
        NodeOp op = Name<NodeOp>(words[0]);
        string[] result = sides[0].Split(':', 2);
        Node node = _graph!.NodeOf(Number('v', result[0]), op, NodeTable.Of(op).Result);
        if (result.Length > 1)
        {
            ReadResult(node, result[1]);
        }

        node.Block = _block;
        (op == NodeOp.Phi ? _block!.Phis : _block!.Nodes).Add(node);
        if (!_nodes.TryAdd(node.Id, node))
        {
            throw new FormatException($"{result[0]} is there already");
        }

        List<string> operands = words.Length > 1 ? Split(words[1], ", ") : [];
        if (HasOperand(node, operands))
        {
            ReadOperand(node, operands[0]);
            operands.RemoveAt(0);
        }

        SetLanguage(node);
        if (op == NodeOp.Parameter && node.Number >= 0 && node.Number < _graph.Parameters.Length)
        {
            _graph.Parameters[node.Number] = node.Representation;
        }

        _later.Add(() => node.Inputs = [.. operands.Select(Use)]);
        foreach (string section in sections.Skip(1))
        {
            ReadSection(node, section);
        }
    }

    private static void ReadResult(Node node, string text)
    {
        if (Enum.TryParse(text, out Representation representation) && representation != Representation.Object)
        {
            node.Representation = representation;
            return;
        }

        node.Representation = Representation.Object;
        node.Kind = Name<Kind>(text);
    }

    private static bool HasOperand(Node node, List<string> operands) => node.Info.Operand switch
    {
        "-" => false,
        "n" when node.Op is >= NodeOp.AddInt and <= NodeOp.ModuloFloat => operands is ["unchecked", ..],
        _ => operands.Count > 0 ? true : throw new FormatException($"{node.Op} lacks its operand"),
    };

    private void ReadOperand(Node node, string text)
    {
        string letters = node.Info.Operand;
        if (letters == "an")
        {
            int space = text.LastIndexOf(' ');
            node.Number = Number(text[(space + 1)..]);
            (text, letters) = (text[..Math.Max(space, 0)], "a");
        }

        switch (letters)
        {
            case "n" when node.Op is >= NodeOp.AddInt and <= NodeOp.ModuloFloat:
                node.Number = 1;
                return;
            case "n" when node.Op == NodeOp.ConstantFloat:
                node.Number = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                    ? BitConverter.DoubleToInt64Bits(number) : throw new FormatException($"'{text}' is no number");
                return;
            case "n":
                node.Number = Number(text);
                return;
            case "c":
                node.Number = (long)Name<ComparisonOperator>(text);
                return;
            case "k":
                node.Number = (long)Name<Kind>(text);
                return;
            default:
                ReadObject(node, text);
                return;
        }
    }

    private void ReadObject(Node node, string text)
    {
        if (node.Op == NodeOp.ConstantObject && text.StartsWith("char ", StringComparison.Ordinal))
        {
            node.Number = Number(text[5..]);
            node.Aux = Value.FromChar((int)node.Number).Tag;
            return;
        }

        List<string> sides = Split(text, " == ");
        node.Aux = Find(node.Op, sides[0]);
        node.Expected = sides.Count > 1 ? Find(NodeOp.ConstantObject, sides[1]) : null;
    }

    private object? Find(NodeOp op, string name)
    {
        if (name == "nothing")
        {
            return null;
        }

        object? found = op is NodeOp.CallFunction or NodeOp.TailCallFunction or NodeOp.CollectRest or NodeOp.Caught or NodeOp.OpenWindow or NodeOp.Execute or NodeOp.GuardPrototype or NodeOp.IsPrototype
            ? _environment.FindPrototype(name) : _environment.FindObject(op, name);
        return found ?? throw new FormatException($"nothing is called '{name}'");
    }

    private void SetLanguage(Node node)
    {
        if (node.Op is NodeOp.Arithmetic or NodeOp.Compare or NodeOp.GetElement or NodeOp.SetElement or NodeOp.CallValue or NodeOp.PrepareCall or NodeOp.IsTruthy)
        {
            node.Aux = _environment.Language;
        }
    }

    private void ReadSection(Node node, string section)
    {
        string[] words = section.Split(' ', 3);
        switch (words)
        {
            case ["!", var reason, var state]:
                node.Reason = Name<ExitReason>(reason);
                _later.Add(() =>
                {
                    node.State = State(state);
                    if (node.SitePrototype is null)
                    {
                        (node.SitePrototype, node.SitePc) = (node.State.Prototype, node.State.Pc);
                    }
                });
                return;
            case ["at", var place]:
                (node.SitePrototype, node.SitePc) = Place(place);
                return;
            case ["depth", var depth]:
                node.FrameDepth = (int)Number(depth);
                return;
            default:
                throw new FormatException($"'{section}' says nothing about a node");
        }
    }
}
