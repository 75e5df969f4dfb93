using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>Pairs, and code that relies on names of the library.</content>
internal sealed partial class FunctionBuilder
{
    private void GetPart(in Instruction i)
    {
        if (AsObject(Get(i.B), Kind.Pair) is { } pair)
        {
            Set(i.A, Add(i.Opcode == Opcode.GetFirst ? NodeOp.LoadFirst : NodeOp.LoadSecond, pair));
            return;
        }

        Execute(i);
    }

    /// <summary>While the name means what the library says, only that side is compiled; the guard leaves when it changes.</summary>
    private void JumpUnlessLibrary(in Instruction i)
    {
        GlobalCell cell = ObjectAt<GlobalCell>(i.A);
        if (!cell.IsLibrary)
        {
            GoTo(_pc + 1 + i.Wide);
            return;
        }

        Guard(NodeOp.GuardLibrary, ExitReason.GlobalChanged).Aux = cell;
        GoTo(_pc + 1);
    }
}
