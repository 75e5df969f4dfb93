using Kiln.Interpreter;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Jit.Passes;

/// <summary>
/// Local rules: an operation whose inputs are known, or known well enough, is replaced by something simpler. One rule per line of the
/// switch; every rule holds whatever the inputs are.
/// </summary>
internal sealed class Simplifier(Graph graph)
{
    /// <summary>A node that computes the same; the node itself if no rule fits.</summary>
    public Node Simplify(Node node)
    {
        Node? a = node.Inputs.Length > 0 ? node.Inputs[0] : null;
        Node? b = node.Inputs.Length > 1 ? node.Inputs[1] : null;
        switch (node.Op)
        {
            // A guard of what was just boxed knows the answer; boxing what was just guarded gives the original.
            case NodeOp.GuardInt or NodeOp.GuardFloat or NodeOp.GuardBool or NodeOp.GuardKind when a!.Op == NodeOp.Box && Graph.KnownKind(a.Inputs[0]) == KindOf(node):
                return a.Inputs[0];
            case NodeOp.GuardNumber when a!.Op == NodeOp.Box && a.Inputs[0].Representation == Representation.Float:
                return a.Inputs[0];
            case NodeOp.GuardDefined when a!.Op is NodeOp.Box or NodeOp.ConstantNil:
                return Removed();
            case NodeOp.Box when a!.Op is NodeOp.GuardInt or NodeOp.GuardFloat or NodeOp.GuardBool or NodeOp.GuardKind:
                return a.Inputs[0];
            case NodeOp.GuardTrue when a!.Op == NodeOp.ConstantBool && a.Number == 1:
                return Removed();

            case NodeOp.IsNil or NodeOp.IsUndefined or NodeOp.IsAbnormal when a!.Op == NodeOp.Box:
                return Bool(false);
            case NodeOp.IsNil when a!.Op == NodeOp.ConstantNil:
                return Bool(true);
            case NodeOp.IsTruthy when a!.Op == NodeOp.Box && a.Inputs[0].Representation == Representation.Bool:
                return a.Inputs[0];
            case NodeOp.NotBool when a!.Op == NodeOp.NotBool:
                return a.Inputs[0];
            case NodeOp.NotBool when a!.Op == NodeOp.ConstantBool:
                return Bool(a.Number == 0);
            case NodeOp.NotBool when a!.Op == NodeOp.CompareInt:
                return Compare(a);
            case NodeOp.SameObject when ReferenceEquals(a, b):
                return Bool(true);
            case NodeOp.SameObject when Differ(a!, b!):
                return Bool(false);

            case NodeOp.CompareInt when a!.Op == NodeOp.ConstantInt && b!.Op == NodeOp.ConstantInt:
                return Bool(GeneralPath.Holds((ComparisonOperator)node.Number, a.Number.CompareTo(b.Number)));
            case NodeOp.IntToFloat when a!.Op == NodeOp.ConstantInt:
                return Float(a.Number);
            case NodeOp.AddInt or NodeOp.SubtractInt or NodeOp.MultiplyInt when a!.Op == NodeOp.ConstantInt && b!.Op == NodeOp.ConstantInt:
                return Fold(node, a.Number, b.Number);
            case NodeOp.AddInt or NodeOp.SubtractInt when b!.Op == NodeOp.ConstantInt && b.Number == 0:
                return a!;
            case NodeOp.AddInt when a!.Op == NodeOp.ConstantInt && a.Number == 0:
                return b!;
            case NodeOp.MultiplyInt when b!.Op == NodeOp.ConstantInt && b.Number == 1:
                return a!;
            case NodeOp.MultiplyFloat when b!.Op == NodeOp.ConstantFloat && b.Float == 1:
                return a!;
            case NodeOp.NegateFloat when a!.Op == NodeOp.ConstantFloat:
                return Float(-a.Float);
            case NodeOp.NegateFloat when a!.Op == NodeOp.NegateFloat:
                return a.Inputs[0];
            default:
                return node;
        }
    }

    private static Kind KindOf(Node guard) => guard.Op switch
    {
        NodeOp.GuardInt => Kind.Int,
        NodeOp.GuardFloat => Kind.Float,
        NodeOp.GuardBool => Kind.Bool,
        _ => (Kind)guard.Number,
    };

    /// <summary>Whether two values cannot be the same object: immediates have no identity that an object could have, new objects are new.</summary>
    private static bool Differ(Node a, Node b)
    {
        Kind first = Graph.KnownKind(a);
        Kind second = Graph.KnownKind(b.Op == NodeOp.Box ? b.Inputs[0] : b);
        return first != Kind.Undefined && second != Kind.Undefined && first != second;
    }

    /// <summary>The complement of a comparison is a comparison. (Not of doubles: both fail for NaN.)</summary>
    private Node Compare(Node compare)
    {
        ComparisonOperator complement = (ComparisonOperator)compare.Number switch
        {
            ComparisonOperator.Equal => ComparisonOperator.NotEqual,
            ComparisonOperator.NotEqual => ComparisonOperator.Equal,
            ComparisonOperator.Less => ComparisonOperator.GreaterEqual,
            ComparisonOperator.LessEqual => ComparisonOperator.Greater,
            ComparisonOperator.Greater => ComparisonOperator.LessEqual,
            _ => ComparisonOperator.Less,
        };
        Node node = graph.NewNode(NodeOp.CompareInt, compare.Inputs[0], compare.Inputs[1]);
        node.Number = (long)complement;
        return node;
    }

    private Node Fold(Node node, long a, long b)
    {
        Int128 result = node.Op switch
        {
            NodeOp.AddInt => (Int128)a + b,
            NodeOp.SubtractInt => (Int128)a - b,
            _ => (Int128)a * b,
        };
        if (result < long.MinValue || result > long.MaxValue)
        {
            return node;
        }

        Node constant = graph.NewNode(NodeOp.ConstantInt);
        constant.Number = (long)result;
        return constant;
    }

    private Node Bool(bool value)
    {
        Node node = graph.NewNode(NodeOp.ConstantBool);
        node.Number = value ? 1 : 0;
        return node;
    }

    private Node Float(double value)
    {
        Node node = graph.NewNode(NodeOp.ConstantFloat);
        node.Number = BitConverter.DoubleToInt64Bits(value);
        return node;
    }

    // A guard without a result that always holds is replaced by a constant that nobody uses.
    private Node Removed() => Bool(true);
}
