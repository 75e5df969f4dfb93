using System.Reflection;
using System.Reflection.Emit;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;
using Label = System.Reflection.Emit.Label;

namespace Kiln.Jit.Emit;

/// <content>Guards and the exits they lead to. All exits of the code are emitted here.</content>
internal sealed partial class Emitter
{
    private readonly List<PendingExit> _exits = [];

    // Results whose abnormal completion the exit of the guard after the call has to notice, with the state of the call.
    private readonly Dictionary<int, FrameState> _uncheckedResults = [];

    /// <summary>An exit whose code stands at the end of the method.</summary>
    private sealed record PendingExit(Label Label, FrameState State, ExitReason Reason, Node? Seen, bool IsAbnormal, Block? Branch, Node? Guard)
    {
        /// <summary>If the value that was seen may be the mark of an abnormal completion: where that leads.</summary>
        public Label? WhenAbnormal { get; init; }
    }

    private Label ExitOf(Node node) => ExitLabel(node.State!, node.Reason, SeenBy(node), false, null, node);

    /// <summary>The value that a guard looks at, which reports show.</summary>
    private static Node? SeenBy(Node node) => node.Inputs.Length == 1 && node.Inputs[0].Representation == Representation.Tagged ? node.Inputs[0] : null;

    private Label ExitLabel(FrameState state, ExitReason reason, Node? seen, bool isAbnormal, Block? branch, Node? guard = null)
    {
        foreach (PendingExit exit in _exits)
        {
            if (ReferenceEquals(exit.State, state) && exit.Reason == reason && ReferenceEquals(exit.Seen, seen) && exit.IsAbnormal == isAbnormal && ReferenceEquals(exit.Branch, branch) && exit.Guard?.SitePc == guard?.SitePc && ReferenceEquals(exit.Guard?.SitePrototype, guard?.SitePrototype))
            {
                return exit.Label;
            }
        }

        Label label = _il.NewLabel();
        Label? whenAbnormal = null;
        if (seen is not null && guard is not null && _uncheckedResults.Remove(seen.Id, out FrameState? call))
        {
            whenAbnormal = ExitLabel(call, ExitReason.Failed, null, true, null);
        }

        _exits.Add(new PendingExit(label, state, reason, seen, isAbnormal, branch, guard) { WhenAbnormal = whenAbnormal });
        return label;
    }

    private void EmitGuard(Node node)
    {
        if (_stresses && !(node.Op == NodeOp.GuardShape && node.Number == 1) && node.Op is not (NodeOp.CheckNormal or NodeOp.Poll or NodeOp.GuardDepth))
        {
            LoadContext();
            _il.Call(Members.Helper(nameof(Support.FailsOnPurpose)));
            _il.Emit(OpCodes.Brtrue, ExitOf(node));
        }

        switch (node.Op)
        {
            case NodeOp.GuardInt:
                GuardTag(node, node.Representation);
                LoadBits(node.Inputs[0]);
                Store(node);
                return;
            case NodeOp.GuardFloat:
                GuardTag(node, node.Representation);
                LoadBits(node.Inputs[0]);
                _il.Call(Members.BitsToDouble);
                Store(node);
                return;
            case NodeOp.GuardBool:
                GuardTag(node, node.Representation);
                LoadBits(node.Inputs[0]);
                _il.Emit(OpCodes.Conv_I4);
                Store(node);
                return;
            case NodeOp.GuardNumber:
                EmitGuardNumber(node);
                return;
            case NodeOp.GuardKind:
                LoadTag(node.Inputs[0]);
                _il.Field(Members.Kind);
                _il.Int((int)node.Number);
                _il.Emit(OpCodes.Bne_Un, ExitOf(node));
                LoadTag(node.Inputs[0]);
                Store(node);
                return;
            case NodeOp.GuardSame:
                LoadTag(node.Inputs[0]);
                _il.Constant(_pool, node.Aux!);
                _il.Emit(OpCodes.Bne_Un, ExitOf(node));
                LoadTag(node.Inputs[0]);
                Store(node);
                return;
            case NodeOp.GuardDefined:
                LoadTag(node.Inputs[0]);
                LoadContext();
                _il.Field(Members.UndefinedTag);
                _il.Emit(OpCodes.Beq, ExitOf(node));
                return;
            case NodeOp.GuardPrototype:
                Load(node.Inputs[0]);
                _il.Field(Members.FunctionPrototype);
                _il.Constant(_pool, node.Aux!);
                _il.Emit(OpCodes.Bne_Un, ExitOf(node));
                return;
            case NodeOp.SelectMethod:
                EmitSelectMethod(node);
                return;
            case NodeOp.GuardShape when node.Number == 1:
                return;
            case NodeOp.GuardShape:
                Load(node.Inputs[0]);
                _il.Field(Members.RecordShape);
                _il.Constant(_pool, node.Aux!);
                _il.Emit(OpCodes.Bne_Un, ExitOf(node));
                return;
            case NodeOp.GuardStorage:
                Load(node.Inputs[0]);
                _il.Field(Members.ArrayStorage);
                _il.Int((int)node.Number);
                _il.Emit(OpCodes.Bne_Un, ExitOf(node));
                return;
            case NodeOp.GuardUnshared:
                Load(node.Inputs[0]);
                _il.Field(Members.Shared);
                _il.Emit(OpCodes.Brtrue, ExitOf(node));
                return;
            case NodeOp.GuardIndex:
                Load(node.Inputs[0]);
                Load(node.Inputs[1]);
                _il.Emit(OpCodes.Bge_Un, ExitOf(node));
                return;
            case NodeOp.GuardTrue:
                Load(node.Inputs[0]);
                _il.Emit(OpCodes.Brfalse, ExitOf(node));
                return;
            case NodeOp.GuardGlobal:
                _il.Constant(_pool, node.Aux!);
                _il.FieldAddress(Members.GlobalValue);
                _il.Field(Members.Tag);
                _il.Constant(_pool, node.Expected!);
                _il.Emit(OpCodes.Bne_Un, ExitOf(node));
                return;
            case NodeOp.GuardLibrary:
                _il.Constant(_pool, node.Aux!);
                _il.Field(Members.GlobalIsLibrary);
                _il.Emit(OpCodes.Brfalse, ExitOf(node));
                return;
            case NodeOp.GuardMutable:
                _il.Constant(_pool, node.Aux!);
                _il.Field(Members.GlobalMutability);
                _il.Emit(OpCodes.Brtrue, ExitOf(node));
                return;
            case NodeOp.GuardVersion:
                _il.Constant(_pool, node.Aux!);
                _il.Call(Members.TypeVersion);
                _il.Int((int)node.Number);
                _il.Emit(OpCodes.Bne_Un, ExitOf(node));
                return;
            case NodeOp.GuardDepth:
                _il.Argument(DepthArgument);
                _il.Int((int)node.Number);
                _il.Emit(OpCodes.Add);
                LoadContext();
                _il.Field(Members.DepthLimit);
                _il.Emit(OpCodes.Bgt, ExitOf(node));
                return;
            case NodeOp.CheckNormal:
                EmitCheckNormal(node);
                return;
            default:
                // Or .NET's compiler reads it once before the loop.
                LoadContext();
                _il.Emit(OpCodes.Volatile);
                _il.Field(Members.Interrupt);
                _il.Emit(OpCodes.Brtrue, ExitOf(node));
                return;
        }
    }

    private void GuardTag(Node node, Representation expected)
    {
        LoadTag(node.Inputs[0]);
        LoadContext();
        _il.Field(Members.TagOf(expected));
        _il.Emit(OpCodes.Bne_Un, ExitOf(node));
    }

    private void EmitSelectMethod(Node node)
    {
        Label done = _il.NewLabel();
        _uses[node.Id]++;
        for (var cache = (Interpreter.MethodCache?)node.Aux; cache is not null; cache = cache.Next)
        {
            Label other = _il.NewLabel();
            Load(node.Inputs[0]);
            _il.Field(Members.RecordShape);
            _il.Constant(_pool, cache.Shape);
            _il.Emit(OpCodes.Bne_Un, other);
            _il.Constant(_pool, cache.Method.Tag);
            Store(node);
            _il.Emit(OpCodes.Br, done);
            _il.Mark(other);
        }

        _il.Emit(OpCodes.Br, ExitOf(node));
        _il.Mark(done);
    }

    private void EmitGuardNumber(Node node)
    {
        Label isFloat = _il.NewLabel();
        Label done = _il.NewLabel();
        _uses[node.Id]++;
        LoadTag(node.Inputs[0]);
        LoadContext();
        _il.Field(Members.FloatTag);
        _il.Emit(OpCodes.Beq, isFloat);
        GuardTag(node, Representation.Int);
        LoadBits(node.Inputs[0]);
        _il.Emit(OpCodes.Conv_R8);
        Store(node);
        _il.Emit(OpCodes.Br, done);
        _il.Mark(isFloat);
        LoadBits(node.Inputs[0]);
        _il.Call(Members.BitsToDouble);
        Store(node);
        _il.Mark(done);
    }

    /// <summary>
    /// A guard of the result's kind that follows at once makes the check unnecessary: no kind is the mark of an abnormal completion, so the
    /// guard's exit finds out.
    /// </summary>
    private static bool IsCheckedByGuard(Node check)
    {
        List<Node> nodes = check.Block!.Nodes;
        int next = nodes.IndexOf(check) + 1;
        return next < nodes.Count
            && nodes[next].Op is NodeOp.GuardInt or NodeOp.GuardFloat or NodeOp.GuardBool or NodeOp.GuardKind
            && ReferenceEquals(nodes[next].Inputs[0], check.Inputs[0]);
    }

    private void EmitCheckNormal(Node node)
    {
        Node result = node.Inputs[0];
        if (!_stresses && result.Representation == Representation.Tagged && IsCheckedByGuard(node))
        {
            _uncheckedResults.Add(result.Id, node.State!);
            return;
        }

        Label exit = ExitLabel(node.State!, ExitReason.Failed, null, true, null);
        if (result.Representation == Representation.Int)
        {
            Load(result);
            _il.Long(-1);
            _il.Emit(OpCodes.Beq, exit);
            return;
        }

        LoadTag(result);
        LoadContext();
        _il.Field(Members.AbnormalTag);
        _il.Emit(OpCodes.Beq, exit);
    }

    private void StoreRegister(int register, Node value)
    {
        _il.Emit(OpCodes.Ldloc, _window!);
        RegisterAddress(register);
        LoadTag(value);
        LoadBits(value);
        _il.Call(Members.Helper(nameof(Support.StoreRegister)));
    }
}
