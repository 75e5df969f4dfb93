using System.Globalization;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Jit.Graphs;

/// <content>Tests and memory.</content>
public sealed partial class GraphEvaluator
{
    private bool CarryTest(Node node)
    {
        Value a = Of(node.Inputs[0]);
        Value b = node.Inputs.Length > 1 ? Of(node.Inputs[1]) : default;
        return Give(node, node.Op switch
        {
            NodeOp.CompareInt => Holds((ComparisonOperator)node.Number, a.Bits < b.Bits, a.Bits == b.Bits, a.Bits > b.Bits),
            NodeOp.CompareFloat => Holds((ComparisonOperator)node.Number, a.AsFloat < b.AsFloat, a.AsFloat == b.AsFloat, a.AsFloat > b.AsFloat),
            NodeOp.NotBool => !a.AsBool,
            NodeOp.IsNil => a.IsNil,
            NodeOp.IsUndefined => a.IsUndefined,
            NodeOp.IsAbnormal => a.IsAbnormal,
            NodeOp.IsKind => a.Kind == (Kind)node.Number,
            NodeOp.IsShape => ReferenceEquals(a.AsRecord.Shape, node.Aux),
            NodeOp.IsPrototype => ReferenceEquals(((FunctionObject)a.Tag).Prototype, node.Aux),
            NodeOp.IsTruthy => ((Language)node.Aux!).IsTruthy(a),
            _ => ReferenceEquals(a.Tag, b.Tag),
        });
    }

    private static bool Holds(ComparisonOperator comparison, bool isLess, bool isEqual, bool isGreater) => comparison switch
    {
        ComparisonOperator.Equal => isEqual,
        ComparisonOperator.NotEqual => !isEqual,
        ComparisonOperator.Less => isLess,
        ComparisonOperator.LessEqual => isLess || isEqual,
        ComparisonOperator.Greater => isGreater,
        _ => isGreater || isEqual,
    };

    private bool CarryMemory(Node node)
    {
        Value first = node.Inputs.Length > 0 && node.Inputs[0].Representation != Representation.Storage ? Of(node.Inputs[0]) : default;
        switch (node.Op)
        {
            case NodeOp.LoadGlobal:
                return Give(node, ((GlobalCell)node.Aux!).Value);
            case NodeOp.StoreGlobal:
                ((GlobalCell)node.Aux!).Value = first;
                ((GlobalCell)node.Aux!).IsLibrary = false;
                return true;
            case NodeOp.NewCell:
                return Give(node, new Value(new CellObject(first)));
            case NodeOp.LoadCell:
                return Give(node, ((CellObject)first.Tag).Content);
            case NodeOp.StoreCell:
                ((CellObject)first.Tag).Content = Of(node.Inputs[1]);
                return true;
            case NodeOp.LoadCapture:
                return Give(node, ((FunctionObject)first.Tag).Captures[node.Number]);
            case NodeOp.Share:
                first.Share();
                return true;
            case NodeOp.Unshare:
                return Give(node, Unshared(first));
            case NodeOp.ArrayCount:
                return Give(node, (long)first.AsArray.Count);
            case NodeOp.ArrayItems:
                if (first.AsArray.Storage != (ArrayStorage)node.Number)
                {
                    throw new InvalidOperationException($"v{node.Id}: the array has another storage");
                }

                _storages[node] = first.AsArray.Items;
                return true;
            case NodeOp.LoadElement:
                return Give(node, Element(_storages[node.Inputs[0]].GetValue(Int(node.Inputs[1]))!));
            case NodeOp.LoadAnyElement:
                return Give(node, first.AsArray[(int)Int(node.Inputs[1])]);
            case NodeOp.StoreElement:
                SetElement(_storages[node.Inputs[0]], Int(node.Inputs[1]), Of(node.Inputs[2]));
                return true;
            case NodeOp.ArrayAppend:
                first.AsArray.Add(Of(node.Inputs[1]));
                return true;
            case NodeOp.NewArray:
                return Give(node, new Value(ArrayObject.FromSpan([.. node.Inputs.Select(Of)])));
            case NodeOp.LoadSlot:
                return Give(node, first.AsRecord.Slot((int)node.Number));
            case NodeOp.LoadFirst:
                return Give(node, first.AsPair.First);
            case NodeOp.LoadSecond:
                return Give(node, first.AsPair.Second);
            case NodeOp.NewPair:
                return Give(node, new Value(new PairObject(first, Of(node.Inputs[1]))));
            case NodeOp.StoreSlot:
                first.AsRecord.Slot((int)node.Number) = Of(node.Inputs[1]);
                return true;
            default:
                return Give(node, NewRecord(node));
        }
    }

    private static Value Unshared(Value value) => !value.IsContainer || !value.Tag.Shared ? value : value.Kind switch
    {
        Kind.Array => new Value(value.AsArray.Clone()),
        Kind.Record => new Value(value.AsRecord.Clone()),
        _ => throw new NotSupportedException($"copying a {value.Kind}"),
    };

    private static Value Element(object item) => item switch
    {
        long number => Value.FromInt(number),
        double number => Value.FromFloat(number),
        bool truth => Value.FromBool(truth),
        StringObject text => new Value(text),
        Value value => value,
        _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"an element {item}")),
    };

    private static void SetElement(Array items, long index, Value value)
    {
        switch (items)
        {
            case long[] ints:
                ints[index] = value.AsInt;
                break;
            case double[] floats:
                floats[index] = value.AsFloat;
                break;
            case bool[] bools:
                bools[index] = value.AsBool;
                break;
            case StringObject[] strings:
                strings[index] = value.AsString;
                break;
            default:
                ((Value[])items)[index] = value;
                break;
        }
    }

    private Value NewRecord(Node node)
    {
        var literal = (RecordLiteral)node.Aux!;
        Shape shape = literal.CachedShape ?? (literal.TypeCell?.Value.Tag as RecordType)?.EmptyShape ?? throw new NotSupportedException($"{literal.TypeName} has no type");
        foreach (string name in literal.Names.Where(name => shape.IndexOf(name) < 0))
        {
            shape = shape.With(name);
        }

        var record = RecordObject.Create(shape);
        for (int i = 0; i < node.Inputs.Length; i++)
        {
            record.Slot(i) = Of(node.Inputs[i]);
        }

        return new Value(record);
    }
}
