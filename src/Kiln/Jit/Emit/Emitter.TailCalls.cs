using System.Reflection.Emit;
using Kiln.Jit.Graphs;

namespace Kiln.Jit.Emit;

/// <content>Tail calls: .NET's <c>tail.</c> prefix makes the callee's frame replace this one's. A function that calls itself is a loop already.</content>
internal sealed partial class Emitter
{
    private void EmitTailCall(Node node)
    {
        switch (node.Op)
        {
            case NodeOp.CollectRest:
                EmitArguments(node.Inputs);
                LoadContext();
                _il.Constant(_pool, node.Aux!);
                _il.Int(node.Inputs.Length);
                _il.Call(Members.Helper(nameof(Support.CollectRest)));
                Store(node);
                return;
            case NodeOp.PrepareCall:
                EmitArguments(node.Inputs.AsSpan(1));
                StartHelper(node);
                Load(node.Inputs[0]);
                _il.Int(node.Inputs.Length - 1);
                _il.Call(Members.Helper(nameof(Support.PrepareCall)));
                Store(node);
                return;
            case NodeOp.CallPrepared:
                LoadContext();
                LoadDepth(node);
                _il.Call(Members.Helper(nameof(Support.CallPrepared)));
                Store(node);
                return;
            case NodeOp.TailCallPrepared:
                TailCallStubs.EmitPendingCall(_il);
                return;
            default:
                EmitCallFunction(node);
                return;
        }
    }
}
