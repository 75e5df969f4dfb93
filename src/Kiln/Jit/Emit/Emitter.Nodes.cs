using System.Reflection.Emit;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;
using Label = System.Reflection.Emit.Label;

namespace Kiln.Jit.Emit;

/// <content>Arithmetic and comparisons.</content>
internal sealed partial class Emitter
{
    private void EmitNode(Node node)
    {
        if (node.IsConstant || node.Op is NodeOp.ThisFunction or NodeOp.Parameter || IsFused(node))
        {
            return;
        }

        if (_uses[node.Id] == 0 && node.Info.IsValue && !node.Info.Exits)
        {
            return;
        }

        switch (node.Op)
        {
            case NodeOp.LoopRegister:
                _il.Argument(FirstArgument);
                RegisterAddress((int)node.Number);
                _il.Object(OpCodes.Ldobj, typeof(Value));
                Store(node);
                return;
            case NodeOp.Box:
                LoadWhole(node.Inputs[0]);
                Store(node);
                return;
            case >= NodeOp.GuardInt and <= NodeOp.Poll:
                EmitGuard(node);
                return;
            case >= NodeOp.AddInt and <= NodeOp.NegateInt:
                EmitIntArithmetic(node);
                return;
            case >= NodeOp.AddFloat and <= NodeOp.NegateFloat:
                EmitFloatArithmetic(node);
                return;
            case NodeOp.FloatFunction:
                Array.ForEach(node.Inputs, Load);
                _il.Call(Members.FloatFunction((Intrinsic)node.Number));
                Store(node);
                return;
            case NodeOp.IntToFloat:
                Load(node.Inputs[0]);
                _il.Emit(OpCodes.Conv_R8);
                Store(node);
                return;
            case >= NodeOp.CompareInt and <= NodeOp.IsPrototype when node.Op != NodeOp.IsTruthy:
                EmitTest(node);
                Store(node);
                return;
            case NodeOp.IsTruthy:
                _il.Constant(_pool, node.Aux!);
                Load(node.Inputs[0]);
                _il.Call(Members.Helper(nameof(Support.IsTruthy)));
                Store(node);
                return;
            case >= NodeOp.LoadGlobal and <= NodeOp.NewRecord:
                EmitMemory(node);
                return;
            default:
                EmitCall(node);
                return;
        }
    }

    private bool IsFused(Node node) =>
        _uses[node.Id] == 1 && node.Op is >= NodeOp.CompareInt and <= NodeOp.IsPrototype and not NodeOp.IsTruthy
        && node.Block is { End: BlockEnd.Branch } block && ReferenceEquals(block.Operand, node);

    private void EmitIntArithmetic(Node node)
    {
        Node a = node.Inputs[0];
        bool isChecked = node.Number == 0;
        switch (node.Op)
        {
            case NodeOp.NegateInt:
                if (isChecked)
                {
                    Load(a);
                    _il.Long(long.MinValue);
                    _il.Emit(OpCodes.Beq, ExitOf(node));
                }

                Load(a);
                _il.Emit(OpCodes.Neg);
                Store(node);
                return;
            case NodeOp.DivideInt or NodeOp.ModuloInt:
                Node divisor = node.Inputs[1];
                if (isChecked && !(divisor.Op == NodeOp.ConstantInt && divisor.Number > 0))
                {
                    Load(divisor);
                    _il.Long(0);
                    _il.Emit(OpCodes.Ble, ExitOf(node));
                }

                Load(a);
                Load(divisor);
                _il.Emit(node.Op == NodeOp.DivideInt ? OpCodes.Div : OpCodes.Rem);
                Store(node);
                return;
        }

        Node b = node.Inputs[1];
        if (isChecked && node.Op == NodeOp.MultiplyInt)
        {
            EmitCheckedMultiply(node, a, b);
            return;
        }

        Load(a);
        Load(b);
        _il.Emit(node.Op switch { NodeOp.AddInt => OpCodes.Add, NodeOp.SubtractInt => OpCodes.Sub, _ => OpCodes.Mul });
        _uses[node.Id]++;
        Store(node);
        if (isChecked)
        {
            EmitOverflowCheck(node, a, b);
        }
    }

    /// <summary>
    /// Leaves if a sum or difference did not fit. With a constant operand one comparison decides; else the signs do
    /// (Warren, Hacker's Delight, 2-13): a sum overflowed if both operands have the other sign than the result.
    /// </summary>
    private void EmitOverflowCheck(Node node, Node a, Node b)
    {
        bool isSum = node.Op == NodeOp.AddInt;
        if (isSum && a.Op == NodeOp.ConstantInt)
        {
            (a, b) = (b, a);
        }

        if (b.Op == NodeOp.ConstantInt)
        {
            bool grows = b.Number >= 0 == isSum;
            Load(node);
            Load(a);
            _il.Emit(grows ? OpCodes.Blt : OpCodes.Bgt, ExitOf(node));
            return;
        }

        Load(a);
        Load(isSum ? node : b);
        _il.Emit(OpCodes.Xor);
        Load(isSum ? b : a);
        Load(node);
        _il.Emit(OpCodes.Xor);
        _il.Emit(OpCodes.And);
        _il.Long(0);
        _il.Emit(OpCodes.Blt, ExitOf(node));
    }

    /// <summary>Factors of 32 bits cannot overflow; for others a helper decides.</summary>
    private void EmitCheckedMultiply(Node node, Node a, Node b)
    {
        Label fits = _il.NewLabel();
        Label done = _il.NewLabel();
        Label slow = _il.NewLabel();
        foreach (Node factor in new[] { a, b })
        {
            if (factor.Op == NodeOp.ConstantInt && factor.Number == (int)factor.Number)
            {
                continue;
            }

            Load(factor);
            Load(factor);
            _il.Emit(OpCodes.Conv_I4);
            _il.Emit(OpCodes.Conv_I8);
            _il.Emit(OpCodes.Bne_Un, slow);
        }

        _il.Mark(fits);
        Load(a);
        Load(b);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Stloc, LocalOf(node));
        _il.Emit(OpCodes.Br, done);
        _il.Mark(slow);
        Load(a);
        Load(b);
        _il.Call(Members.Helper(nameof(Support.Overflows)));
        _il.Emit(OpCodes.Brfalse, fits);
        _il.Emit(OpCodes.Br, ExitOf(node));
        _il.Mark(done);
    }

    private void EmitFloatArithmetic(Node node)
    {
        if (node.Op == NodeOp.NegateFloat)
        {
            Load(node.Inputs[0]);
            _il.Emit(OpCodes.Neg);
            Store(node);
            return;
        }

        Node divisor = node.Inputs[1];
        if (node.Op is NodeOp.DivideFloat or NodeOp.ModuloFloat && node.Number == 0 && !(divisor.Op == NodeOp.ConstantFloat && divisor.Float != 0))
        {
            Load(divisor);
            _il.Double(0);
            _il.Emit(OpCodes.Beq, ExitOf(node));
        }

        Load(node.Inputs[0]);
        Load(divisor);
        _il.Emit(node.Op switch
        {
            NodeOp.AddFloat => OpCodes.Add,
            NodeOp.SubtractFloat => OpCodes.Sub,
            NodeOp.MultiplyFloat => OpCodes.Mul,
            NodeOp.DivideFloat => OpCodes.Div,
            _ => OpCodes.Rem,
        });
        Store(node);
    }

    /// <summary>Pushes 0 or 1.</summary>
    private void EmitTest(Node node)
    {
        switch (node.Op)
        {
            case NodeOp.CompareInt or NodeOp.CompareFloat:
                bool isFloat = node.Op == NodeOp.CompareFloat;
                var comparison = (ComparisonOperator)node.Number;
                Load(node.Inputs[0]);
                Load(node.Inputs[1]);
                _il.Emit(comparison switch
                {
                    ComparisonOperator.Equal or ComparisonOperator.NotEqual => OpCodes.Ceq,
                    ComparisonOperator.Less => OpCodes.Clt,
                    ComparisonOperator.LessEqual => isFloat ? OpCodes.Cgt_Un : OpCodes.Cgt,
                    ComparisonOperator.Greater => OpCodes.Cgt,
                    _ => isFloat ? OpCodes.Clt_Un : OpCodes.Clt,
                });
                if (comparison is ComparisonOperator.NotEqual or ComparisonOperator.LessEqual or ComparisonOperator.GreaterEqual)
                {
                    Complement();
                }

                return;
            case NodeOp.NotBool:
                Load(node.Inputs[0]);
                Complement();
                return;
            case NodeOp.IsShape or NodeOp.IsPrototype:
                Load(node.Inputs[0]);
                _il.Field(node.Op == NodeOp.IsShape ? Members.RecordShape : Members.FunctionPrototype);
                _il.Constant(_pool, node.Aux!);
                _il.Emit(OpCodes.Ceq);
                return;
            case NodeOp.IsKind:
                LoadTag(node.Inputs[0]);
                _il.Field(Members.Kind);
                _il.Int((int)node.Number);
                _il.Emit(OpCodes.Ceq);
                return;
            case NodeOp.SameObject:
                LoadTag(node.Inputs[0]);
                LoadTag(node.Inputs[1]);
                _il.Emit(OpCodes.Ceq);
                return;
            default:
                LoadTag(node.Inputs[0]);
                LoadContext();
                _il.Field(node.Op switch { NodeOp.IsNil => Members.NilTag, NodeOp.IsUndefined => Members.UndefinedTag, _ => Members.AbnormalTag });
                _il.Emit(OpCodes.Ceq);
                return;
        }
    }

    private void Complement()
    {
        _il.Int(0);
        _il.Emit(OpCodes.Ceq);
    }

    /// <summary>Jumps if a truth value holds.</summary>
    private void EmitBranch(Node condition, Label target)
    {
        if (!IsFused(condition))
        {
            Load(condition);
            _il.Emit(OpCodes.Brtrue, target);
            return;
        }

        if (condition.Op is NodeOp.CompareInt or NodeOp.CompareFloat)
        {
            Load(condition.Inputs[0]);
            Load(condition.Inputs[1]);
            _il.Emit(
                (ComparisonOperator)condition.Number switch
                {
                    ComparisonOperator.Equal => OpCodes.Beq,
                    ComparisonOperator.NotEqual => OpCodes.Bne_Un,
                    ComparisonOperator.Less => OpCodes.Blt,
                    ComparisonOperator.LessEqual => OpCodes.Ble,
                    ComparisonOperator.Greater => OpCodes.Bgt,
                    _ => OpCodes.Bge,
                },
                target);
            return;
        }

        EmitTest(condition);
        _il.Emit(OpCodes.Brtrue, target);
    }
}
