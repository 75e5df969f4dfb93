using Kiln.Bytecode;
using Kiln.Interpreter;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>
/// Call sites whose target is not a constant: a few functions that feedback knows, or methods found by the receiver's shape. Each target gets a branch of its
/// own, in which it is a constant and may be inlined; what is none of them leaves.
/// </content>
internal sealed partial class FunctionBuilder
{
    /// <summary>A method call that has met several shapes: the method is selected by shape.</summary>
    private bool SelectMethod(in Instruction i, Node receiver)
    {
        if (_prototype.FeedbackField[_pc].Target is not MethodCache first || !Allows(ExitReason.Shape))
        {
            return false;
        }

        for (MethodCache? cache = first; cache is not null; cache = cache.Next)
        {
            if (cache.Version != cache.Shape.Type.Version || cache.Method.Kind != Kind.Function)
            {
                return false;
            }
        }

        if (AsObject(receiver, Kind.Record) is not { } record)
        {
            return false;
        }

        for (MethodCache? cache = first; cache is not null; cache = cache.Next)
        {
            Node version = Guard(NodeOp.GuardVersion, ExitReason.GlobalChanged);
            version.Aux = cache.Shape.Type;
            version.Number = cache.Version;
        }

        Node method = Guard(NodeOp.SelectMethod, ExitReason.Shape, record);
        method.Aux = first;
        method.Kind = Kind.Function;
        Set(i.A, method);
        return true;
    }

    /// <summary>Calls what feedback says the site calls.</summary>
    private bool CallTargets(in Instruction i, Node callee, CallForm how)
    {
        if (callee.Op == NodeOp.SelectMethod)
        {
            CallSelected(i, callee, how);
            return true;
        }

        Prototype[] targets = _prototype.FeedbackField[_pc].Target switch
        {
            Prototype prototype => [prototype],
            Prototype[] several => several,
            _ => [],
        };
        int count = i.B;
        if (targets.Length == 0 || !Allows(ExitReason.ExpectedObject) || Array.Exists(targets, t => !CanCall(t, count))
            || AsObject(callee, Kind.Function) is not { } function)
        {
            return false;
        }

        var arms = new List<Edge>();
        for (int k = 0; k < targets.Length; k++)
        {
            Prototype target = targets[k];
            if (k == targets.Length - 1)
            {
                Guard(NodeOp.GuardPrototype, ExitReason.ExpectedObject, function).Aux = target;
                AddArm(arms, () => how.Known(function, target));
            }
            else
            {
                SplitArm(arms, AddAbout(NodeOp.IsPrototype, target, function), () => how.Known(function, target));
            }
        }

        JoinArms(arms);
        return true;
    }

    /// <summary>Calls a method that was selected by shape: the same question again, with a call behind every answer.</summary>
    private void CallSelected(in Instruction i, Node method, CallForm how)
    {
        Node record = method.Inputs[0];
        var arms = new List<Edge>();
        Instruction call = i;
        for (var cache = (MethodCache?)method.Aux; cache is not null; cache = cache.Next)
        {
            MethodCache found = cache;
            void Arm()
            {
                // Known from the branch, or from the selection.
                Node shape = Guard(NodeOp.GuardShape, ExitReason.Shape, record);
                shape.Aux = found.Shape;
                shape.Number = 1;
                var function = (FunctionObject)found.Method.Tag;
                Node callee = Constant(found.Method);
                if (CanCall(function.Prototype, call.B))
                {
                    how.Known(callee, function.Prototype);
                    return;
                }

                how.Unknown(callee);
            }

            if (cache.Next is null)
            {
                AddArm(arms, Arm);
            }
            else
            {
                SplitArm(arms, AddAbout(NodeOp.IsShape, cache.Shape, record), Arm);
            }
        }

        JoinArms(arms);
    }

    private void SplitArm(List<Edge> arms, Node condition, Action arm)
    {
        Block yes = _graph.NewBlock();
        Block no = _graph.NewBlock();
        EndWithBranch(condition, yes, no);
        Node?[] registers = (Node?[])_registers.Clone();
        FrameState? state = _state;
        _block = yes;
        AddArm(arms, arm);
        (_block, _registers, _state) = (no, registers, state);
    }

    private void AddArm(List<Edge> arms, Action arm)
    {
        arm();
        if (_block is not null)
        {
            arms.Add(new Edge(_block, (Node?[])_registers.Clone()));
        }
    }

    private void JoinArms(List<Edge> arms)
    {
        _state = null;
        switch (arms.Count)
        {
            case 0:
                _block = null;
                return;
            case 1:
                (_block, _registers) = (arms[0].Block, arms[0].Registers);
                return;
            default:
                Merge(_pc + 1, arms);
                return;
        }
    }
}
