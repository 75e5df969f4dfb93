using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Graphs;

/// <content>What each operation demands.</content>
public sealed partial class GraphVerifier
{
    private void CheckNode(Block block, Node node)
    {
        int position = _positions[node];
        foreach (Node input in node.Inputs)
        {
            CheckUse(block, node, input, block, position);
        }

        if (node.State is not null)
        {
            CheckState(block, node, node.State, block, position);
        }

        // What is not checked does not exit, so its frame state may be gone.
        bool isUnchecked = node.Number == 1 && node.Op is >= NodeOp.AddInt and <= NodeOp.ModuloFloat;
        if (node.Info.Exits != (node.State is not null) && !(isUnchecked && node.State is null))
        {
            Error(block, node, node.State is null ? "exits without a frame state" : "has a frame state but never exits");
        }

        if (node.State is not null && node.Reason == ExitReason.None)
        {
            Error(block, node, "exits without a reason");
        }

        if (node.IsTailCall && (_graph.IsLoop || block.End != BlockEnd.Return || !ReferenceEquals(block.Operand, node) || position != block.Nodes.Count - 1))
        {
            Error(block, node, "a tail call is the last node of a function's block, which returns its result");
        }

        CheckInputs(block, node);
        CheckResult(block, node);
        if (PayloadError(node) is { } error)
        {
            Error(block, node, error);
        }
    }

    private void CheckInputs(Block block, Node node)
    {
        string letters = node.Info.Inputs;
        bool repeats = letters.EndsWith('+');
        letters = letters.TrimEnd('+');
        if (repeats ? node.Inputs.Length < letters.Length - 1 : node.Inputs.Length != letters.Length)
        {
            Error(block, node, $"has {node.Inputs.Length} inputs, wants {node.Info.Inputs}");
            return;
        }

        for (int i = 0; i < node.Inputs.Length; i++)
        {
            char letter = letters[Math.Min(i, letters.Length - 1)];
            Representation held = node.Inputs[i].Representation;
            bool fits = letter switch
            {
                't' => held == Representation.Tagged,
                'i' when held == Representation.Bool => IsTestOfTruths(node),
                'i' => held == Representation.Int,
                'f' => held == Representation.Float,
                'b' => held == Representation.Bool,
                'o' => held == Representation.Object,
                's' => held == Representation.Storage,
                _ => held is not (Representation.None or Representation.Storage),
            };
            if (!fits)
            {
                Error(block, node, $"v{node.Inputs[i].Id} is held as {held}");
            }
        }

        if (FirstKind(node) is { } kind && node.Inputs is [{ Representation: Representation.Object } first, ..] && first.Kind != kind)
        {
            Error(block, node, $"v{first.Id} is no {kind}");
        }
    }

    /// <summary>Two truth values are equal if they are equal as numbers.</summary>
    private static bool IsTestOfTruths(Node node) =>
        node.Op == NodeOp.CompareInt && node.Number <= (long)ComparisonOperator.NotEqual && Array.TrueForAll(node.Inputs, static i => i.Representation == Representation.Bool);

    /// <summary>The kind of object that an operation works on.</summary>
    private static Kind? FirstKind(Node node) => node.Op switch
    {
        NodeOp.LoadCell or NodeOp.StoreCell => Kind.Cell,
        NodeOp.LoadCapture or NodeOp.CallFunction or NodeOp.TailCallFunction or NodeOp.Execute or NodeOp.GuardPrototype or NodeOp.IsPrototype => Kind.Function,
        NodeOp.GuardStorage or NodeOp.ArrayCount or NodeOp.ArrayItems or NodeOp.LoadAnyElement or NodeOp.ArrayAppend => Kind.Array,
        NodeOp.GuardShape or NodeOp.IsShape or NodeOp.SelectMethod or NodeOp.LoadSlot or NodeOp.StoreSlot => Kind.Record,
        NodeOp.LoadFirst or NodeOp.LoadSecond => Kind.Pair,
        _ => null,
    };

    private void CheckResult(Block block, Node node)
    {
        Representation demanded = node.Op switch
        {
            NodeOp.LoadElement => HeldIn((ArrayStorage)node.Number),
            NodeOp.Parameter when IsBelow(node.Number, _graph.Parameters.Length) => _graph.Parameters[node.Number],
            _ => node.Info.Result,
        };
        if (node.Representation != demanded)
        {
            Error(block, node, $"its result is held as {node.Representation}, not as {demanded}");
        }

        bool isObject = node.Representation == Representation.Object;
        if (isObject == (node.Kind == Kind.Undefined))
        {
            Error(block, node, isObject ? "an object's kind is known" : "only objects have a kind");
        }

        Kind? kind = node.Op switch
        {
            NodeOp.ThisFunction => Kind.Function,
            NodeOp.NewCell => Kind.Cell,
            NodeOp.NewArray => Kind.Array,
            NodeOp.NewRecord => Kind.Record,
            NodeOp.NewPair => Kind.Pair,
            NodeOp.GuardKind => (Kind)node.Number,
            NodeOp.GuardSame or NodeOp.ConstantObject => (node.Aux as HeapObject)?.Kind,
            NodeOp.LoadElement when (ArrayStorage)node.Number == ArrayStorage.Strings => Kind.String,
            _ => null,
        };
        if (kind is not null && kind != node.Kind)
        {
            Error(block, node, $"its result is a {kind}, not a {node.Kind}");
        }
    }

    private static Representation HeldIn(ArrayStorage storage) => storage switch
    {
        ArrayStorage.Ints => Representation.Int,
        ArrayStorage.Floats => Representation.Float,
        ArrayStorage.Bools => Representation.Bool,
        ArrayStorage.Strings => Representation.Object,
        _ => Representation.Tagged,
    };

    private string? PayloadError(Node node)
    {
        switch (node.Op)
        {
            case NodeOp.Parameter:
                return _graph.IsLoop || !IsBelow(node.Number, _graph.Prototype.ParameterCount) ? "there is no such argument" : null;
            case NodeOp.LoopRegister:
                return !_graph.IsLoop || !IsBelow(node.Number, _graph.Prototype.RegisterCount) || !ReferenceEquals(node.Block, _graph.Entry)
                    ? "registers are read at entry into a loop only" : null;
            case NodeOp.ConstantBool:
                return IsBelow(node.Number, 2) ? null : "a truth value is 0 or 1";
            case NodeOp.ConstantObject or NodeOp.GuardSame:
                return node.Aux is HeapObject ? null : "lacks its object";
            case NodeOp.GuardShape or NodeOp.IsShape:
                return node.Aux is Shape ? null : "lacks its shape";
            case NodeOp.GuardKind:
                return node.Number is >= (long)Kind.BigInteger and <= (long)Kind.Record ? null : "there is no such kind of objects";
            case NodeOp.GuardStorage or NodeOp.ArrayItems or NodeOp.LoadElement or NodeOp.StoreElement:
                return StorageError(node);
            case NodeOp.GuardGlobal:
                return node is { Aux: GlobalCell, Expected: HeapObject } ? null : "lacks its global, or the object that it held";
            case NodeOp.GuardLibrary or NodeOp.GuardMutable or NodeOp.LoadGlobal or NodeOp.StoreGlobal:
                return node.Aux is GlobalCell ? null : "lacks its global";
            case NodeOp.GuardVersion:
                return node.Aux is RecordType ? null : "lacks its type";
            case NodeOp.CompareInt or NodeOp.CompareFloat:
                return IsBelow(node.Number, (long)ComparisonOperator.GreaterEqual + 1) ? null : "there is no such comparison";
            case >= NodeOp.AddInt and <= NodeOp.ModuloFloat when node.Info.Exits:
                return IsBelow(node.Number, 2) ? null : "is checked or not: 0 or 1";
            case NodeOp.NewRecord:
                return node.Aux is RecordLiteral literal && literal.Names.Length == node.Inputs.Length ? null : "lacks its literal, or has not one input per field";
            case NodeOp.Arithmetic or NodeOp.Compare or NodeOp.GetElement or NodeOp.SetElement or NodeOp.CallValue or NodeOp.PrepareCall or NodeOp.IsTruthy:
                return node.Aux is not Language ? "lacks its language"
                    : node.Op is NodeOp.CallValue or NodeOp.PrepareCall && node.Inputs is not [{ Representation: Representation.Tagged }, ..] ? "calls a whole value" : null;
            case NodeOp.CallFunction or NodeOp.TailCallFunction:
                return node.Aux is Prototype callee && node.Inputs.Length == callee.ParameterCount + 1 ? null : "lacks its code, or has not one input per parameter";
            case NodeOp.CallBuiltin:
                return node.Aux is BuiltinObject ? null : "lacks its builtin";
            case NodeOp.SelectMethod:
                return node.Aux is Interpreter.MethodCache ? null : "lacks its methods";
            case NodeOp.CollectRest or NodeOp.Caught or NodeOp.OpenWindow or NodeOp.Execute or NodeOp.GuardPrototype or NodeOp.IsPrototype:
                return node.Aux is Prototype ? null : "lacks its function";
            case NodeOp.CheckNormal:
                return node.Inputs is [{ Representation: Representation.Tagged or Representation.Int }] ? null : "looks at the result of a call";
            default:
                return null;
        }
    }

    private static bool IsBelow(long number, long limit) => number >= 0 && number < limit;

    private static string? StorageError(Node node)
    {
        if (!IsBelow(node.Number, (long)ArrayStorage.Strings + 1))
        {
            return "there is no such storage";
        }

        if (node.Op is NodeOp.LoadElement or NodeOp.StoreElement && node.Inputs is [{ Op: NodeOp.ArrayItems } items, ..] && items.Number != node.Number)
        {
            return $"v{items.Id} is another storage";
        }

        Representation held = HeldIn((ArrayStorage)node.Number);
        return node.Op == NodeOp.StoreElement && held != Representation.Tagged && node.Inputs is [_, _, { } value] && value.Representation != held
            ? $"v{value.Id} does not fit the storage" : null;
    }

    /// <summary>
    /// The registers of an instruction that the general path carries out are one piece of the register stack: nothing that calls, exits or
    /// uses the stack itself may come in between.
    /// </summary>
    private void CheckWindow(Block block)
    {
        Node? open = null;
        foreach (Node node in block.Nodes)
        {
            switch (node.Op)
            {
                case NodeOp.OpenWindow:
                    if (open is not null)
                    {
                        Error(block, node, $"v{open.Id} is still open");
                    }

                    open = node;
                    break;
                case NodeOp.CloseWindow:
                    if (!ReferenceEquals(open, node.Inputs.FirstOrDefault()))
                    {
                        Error(block, node, "closes a window that is not open");
                    }

                    open = null;
                    break;
                case NodeOp.StoreWindow or NodeOp.Execute or NodeOp.LoadWindow:
                    if (open is null)
                    {
                        Error(block, node, "no window is open");
                    }

                    break;
                default:
                    if (open is not null && (node.Info.Exits || node.Info.Effects.HasFlag(NodeEffects.Calls) || node.Op is NodeOp.NewArray or NodeOp.CollectRest))
                    {
                        Error(block, node, $"stands where v{open.Id} is open");
                    }

                    break;
            }
        }

        if (open is not null)
        {
            Error(block, open, "is never closed");
        }
    }
}
