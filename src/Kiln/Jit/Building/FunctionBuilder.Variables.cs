using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>Globals, cells, captured variables, sharing.</content>
internal sealed partial class FunctionBuilder
{
    /// <summary>
    /// A global that holds a function is taken to keep it: a guard compares, and everything after it may rely on the function. Any other
    /// global is read; once bound it stays bound, so only unbound ones are guarded.
    /// </summary>
    private void GetGlobal(int target, GlobalCell cell)
    {
        Value value = cell.Value;
        if (value.Kind is Kind.Function or Kind.Builtin or Kind.RecordType && Allows(ExitReason.GlobalChanged))
        {
            Node guard = Guard(NodeOp.GuardGlobal, ExitReason.GlobalChanged);
            guard.Aux = cell;
            guard.Expected = value.Tag;
            Set(target, Constant(value));
            return;
        }

        Node loaded = AddAbout(NodeOp.LoadGlobal, cell);
        if (value.IsUndefined)
        {
            Guard(NodeOp.GuardDefined, ExitReason.Unbound, loaded);
        }

        Set(target, loaded);
    }

    private void SetGlobal(GlobalCell cell, Node value)
    {
        Guard(NodeOp.GuardMutable, ExitReason.Failed).Aux = cell;
        AddAbout(NodeOp.StoreGlobal, cell, value);
    }

    private void CheckGlobalMutable(GlobalCell cell) => Guard(NodeOp.GuardMutable, ExitReason.Failed).Aux = cell;

    private void CheckBound(Node value)
    {
        if (value.Representation == Representation.Tagged && value.Op is not (NodeOp.Box or NodeOp.ConstantNil))
        {
            Guard(NodeOp.GuardDefined, ExitReason.Unbound, value);
        }
    }

    private void NewCell(int register)
    {
        Node cell = Add(NodeOp.NewCell, Get(register));
        cell.Kind = Kind.Cell;
        Set(register, cell);
    }

    /// <summary>The cell in a register. The bytecode puts nothing else there, so it is a change of view and no guard that can fail.</summary>
    private Node AsCell(Node value) => value.Representation == Representation.Object ? value : Refine(value, Kind.Cell, ExitReason.ExpectedKind);

    private Node CapturedCell(int index) => Refine(AddNumbered(NodeOp.LoadCapture, index, _thisFunction!), Kind.Cell, ExitReason.ExpectedKind);

    private void Share(Node value)
    {
        if (value.Representation == Representation.Tagged ? value.Op is not (NodeOp.ConstantNil or NodeOp.ConstantUndefined) : value.Representation == Representation.Object && value.Kind >= Kind.Array)
        {
            Add(NodeOp.Share, value);
        }
    }

    /// <summary>
    /// Containers are rarely shared where they are written: a guard costs less than the question, and a container that fails it often is copied
    /// in place.
    /// </summary>
    private void Unshare(int register)
    {
        Node value = Get(register);
        if (value.Representation == Representation.Object)
        {
            if (value.Kind < Kind.Array)
            {
                return;
            }

            if (Allows(ExitReason.SharedContainer))
            {
                Guard(NodeOp.GuardUnshared, ExitReason.SharedContainer, value);
                return;
            }
        }
        else if (value.Representation != Representation.Tagged)
        {
            return;
        }

        Node result = Add(NodeOp.Unshare, Box(value));
        Set(register, result);
        if (value.Representation == Representation.Object)
        {
            // The copy has the kind of the original.
            Refine(result, value.Kind, ExitReason.ExpectedKind);
        }
    }
}
