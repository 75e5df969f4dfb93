using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Tests.Jit;

/// <summary>For each operation a small graph that contains it, made from the operation's row.</summary>
internal static class NodeSample
{
    public static Graph GraphOf(NodeOp op)
    {
        bool isLoop = op == NodeOp.LoopRegister;
        var text = new List<string> { isLoop ? "loop f@0" : "function f@0", "b0", isLoop ? "v0:Tagged = LoopRegister 1" : "v0:Tagged = Parameter 0", "v1:Function = ThisFunction" };
        string inputs = string.Join(", ", InputsOf(op, text));
        NodeInfo row = NodeTable.Of(op);
        if (op is NodeOp.Execute or NodeOp.StoreWindow or NodeOp.LoadWindow)
        {
            text.Add("v50:Int = OpenWindow f");
        }

        string operand = OperandOf(op);
        text.Add($"v60{ResultOf(op)} = {op}{(operand.Length > 0 ? " " + operand : "")}{(inputs.Length > 0 ? (operand.Length > 0 ? ", " : " ") + inputs : "")}"
            + (row.Exits ? "  ! ExpectedKind f@1 [r0=v0]" : ""));
        if (text.Any(static l => l.Contains(" = OpenWindow", StringComparison.Ordinal)) && op != NodeOp.CloseWindow)
        {
            text.Add($"CloseWindow {(op == NodeOp.OpenWindow ? "v60" : "v50")}");
            text[^1] = "v61 = " + text[^1];
        }

        bool hasValue = row.Result is not Representation.Storage && ResultOf(op).Length > 0;
        text.Add(hasValue ? "return v60" : "return v0");
        return GraphParser.Parse(string.Join('\n', text), new TestEnvironment());
    }

    private static List<string> InputsOf(NodeOp op, List<string> text)
    {
        var inputs = new List<string>();
        string letters = NodeTable.Of(op).Inputs.TrimEnd('+');
        int id = 2;
        foreach (char letter in letters)
        {
            string? made = letter switch
            {
                'i' when op == NodeOp.CloseWindow => "Int = OpenWindow f",
                'i' => "Int = GuardInt v0  ! ExpectedInt f@1 [r0=v0]",
                'f' => "Float = GuardFloat v0  ! ExpectedFloat f@1 [r0=v0]",
                'b' => "Bool = GuardBool v0  ! ExpectedBool f@1 [r0=v0]",
                'o' => ObjectOf(op),
                's' => "Storage = ArrayItems 0, v40",
                _ => null,
            };
            if (letter == 's')
            {
                text.Add("v40:Array = GuardKind Array, v0  ! ExpectedKind f@1 [r0=v0]");
            }

            if (op == NodeOp.StoreElement && inputs.Count == 2)
            {
                inputs.Add(inputs[1]);
                continue;
            }

            if (op is NodeOp.CallFunction or NodeOp.TailCallFunction)
            {
                return ["v1", "v0", "v0", "v0"];
            }

            inputs.Add(made is null ? "v0" : $"v{id}");
            if (made is not null)
            {
                text.Add($"v{id++}:{made}");
            }
        }

        return op == NodeOp.NewRecord ? ["v0", "v0"] : inputs;
    }

    private static string ObjectOf(NodeOp op)
    {
        Kind kind = op switch
        {
            NodeOp.LoadCell or NodeOp.StoreCell => Kind.Cell,
            NodeOp.LoadCapture or NodeOp.Execute or NodeOp.GuardPrototype or NodeOp.IsPrototype => Kind.Function,
            NodeOp.GuardShape or NodeOp.IsShape or NodeOp.SelectMethod or NodeOp.LoadSlot or NodeOp.StoreSlot => Kind.Record,
            NodeOp.LoadFirst or NodeOp.LoadSecond => Kind.Pair,
            _ => Kind.Array,
        };
        return $"{kind} = GuardKind {kind}, v0  ! ExpectedKind f@1 [r0=v0]";
    }

    private static string OperandOf(NodeOp op) => op switch
    {
        NodeOp.ConstantObject or NodeOp.GuardSame => "\"text\"",
        NodeOp.GuardGlobal => "g == func g",
        NodeOp.GuardShape => "P{x y} 0",
        NodeOp.IsShape => "P{x y}",
        NodeOp.SelectMethod => "MethodCache",
        NodeOp.GuardVersion => "type P 0",
        NodeOp.NewRecord => "P(x y)",
        NodeOp.CallBuiltin => "builtin b",
        NodeOp.CallFunction or NodeOp.TailCallFunction or NodeOp.CollectRest or NodeOp.OpenWindow or NodeOp.GuardPrototype or NodeOp.IsPrototype => "f",
        NodeOp.FloatFunction => $"{(int)Intrinsic.SquareRoot}",
        _ => NodeTable.Of(op).Operand switch
        {
            "n" when op is >= NodeOp.AddInt and <= NodeOp.ModuloFloat => "",
            "n" => "0",
            "a" => "g",
            "an" => "f 0",
            "c" => nameof(Kiln.Runtime.ComparisonOperator.Less),
            "k" => nameof(Kind.Map),
            _ => "",
        },
    };

    private static string ResultOf(NodeOp op) => op switch
    {
        NodeOp.LoadElement => ":Int",
        NodeOp.ThisFunction => ":Function",
        NodeOp.ConstantObject or NodeOp.GuardSame => ":String",
        NodeOp.GuardKind => ":Map",
        NodeOp.SelectMethod => ":Function",
        NodeOp.NewCell => ":Cell",
        NodeOp.NewArray => ":Array",
        NodeOp.NewRecord => ":Record",
        NodeOp.NewPair => ":Pair",
        _ => NodeTable.Of(op).Result == Representation.None ? "" : ":" + NodeTable.Of(op).Result,
    };
}
