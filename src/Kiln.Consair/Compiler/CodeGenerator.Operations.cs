using Kiln.Bytecode;
using Kiln.Consair.Semantics;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <content>Operations that have instructions, as values and as conditions.</content>
internal sealed partial class CodeGenerator
{
    private void Operate(OperationNode node, int target)
    {
        switch (node.Operation)
        {
            case Operation.Subtract when node.Arguments.Length == 1:
                _code.Emit(node.Span, Opcode.Negate, target, Operand(node.Arguments[0]));
                return;
            case Operation.Add or Operation.Subtract or Operation.Multiply or Operation.Divide:
                Calculate(node, target);
                return;
            case Operation.Not:
                _code.Emit(node.Span, Opcode.Not, target, Operand(node.Arguments[0]));
                return;
            case Operation.IsNil or Operation.IsPair:
                _code.Emit(node.Span, Opcode.IsKind, target, Operand(node.Arguments[0]), (int)(node.Operation == Operation.IsNil ? Kind.Nil : Kind.Pair));
                return;
            case Operation.Car or Operation.Cdr:
                _code.Emit(node.Span, node.Operation == Operation.Car ? Opcode.GetFirst : Opcode.GetSecond, target, Operand(node.Arguments[0]));
                return;
            case Operation.List:
                MakeList(node, target);
                return;
        }

        int left = Operand(node.Arguments[0]);
        int right = Operand(node.Arguments[1]);
        Opcode opcode = node.Operation switch
        {
            Operation.Cons => Opcode.NewPair,
            Operation.VectorRef => Opcode.GetIndex,
            Operation.Less => Opcode.Less,
            Operation.Greater => Opcode.Greater,
            Operation.LessEqual => Opcode.LessEqual,
            Operation.GreaterEqual => Opcode.GreaterEqual,
            _ => Opcode.Equal,
        };
        _code.Emit(node.Span, opcode, target, left, right, node.Operation == Operation.NumberEqual ? 1 : 0);
    }

    /// <summary>All operands are evaluated first; then the operator is applied from left to right.</summary>
    private void Calculate(OperationNode node, int target)
    {
        Node first = node.Arguments[0];
        Node second = node.Arguments[1];
        bool commutes = node.Operation is Operation.Add or Operation.Multiply;
        if (node.Arguments.Length == 2 && commutes && first is ConstantNode { Value.IsInt: true } && second is not ConstantNode)
        {
            (first, second) = (second, first);
        }

        if (node.Arguments.Length == 2 && second is ConstantNode constant && Numbers.IsNumber(constant.Value) && node.Operation != Operation.Divide)
        {
            int operand = Operand(first);
            int distance = node.Operation - Operation.Add;
            bool isShort = constant.Value.IsInt && constant.Value.AsInt == (short)constant.Value.AsInt;
            Opcode opcode = (Opcode)((int)(isShort ? Opcode.AddImmediate : Opcode.AddConstant) + distance);
            _code.Emit(node.Span, opcode, target, operand, isShort ? (int)constant.Value.AsInt : _code.AddConstant(constant.Value));
            return;
        }

        int[] operands = new int[node.Arguments.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = Operand(node.Arguments[i]);
        }

        Opcode apply = node.Operation == Operation.Divide ? Opcode.Quotient : (Opcode)((int)Opcode.Add + (node.Operation - Operation.Add));
        int result = operands[0];
        for (int i = 1; i < operands.Length; i++)
        {
            _code.Emit(node.Span, apply, target, result, operands[i]);
            result = target;
        }
    }

    private void MakeList(OperationNode node, int target)
    {
        int[] elements = new int[node.Arguments.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Operand(node.Arguments[i]);
        }

        _code.Emit(node.Span, Opcode.LoadNil, target);
        for (int i = elements.Length - 1; i >= 0; i--)
        {
            _code.Emit(node.Span, Opcode.NewPair, target, elements[i], target);
        }
    }

    // ---- conditions

    /// <summary>Evaluates a test and jumps if it does not hold.</summary>
    private void JumpUnless(Node test, Label target) => JumpOn(test, false, target);

    /// <summary>Evaluates a test and jumps if it has an outcome.</summary>
    private void JumpOn(Node test, bool sense, Label target)
    {
        int top = _code.RegisterTop;
        switch (test)
        {
            case ConstantNode constant:
                if (Truth.Of(constant.Value) == sense)
                {
                    _code.EmitJump(test.Span, Opcode.Jump, 0, target);
                }

                break;
            case OperationNode { Operation: Operation.Not } not:
                JumpOn(not.Arguments[0], !sense, target);
                break;
            case OperationNode { Operation: Operation.IsNil } isNil:
                _code.EmitJump(test.Span, sense ? Opcode.JumpIfNil : Opcode.JumpIfNotNil, Operand(isNil.Arguments[0]), target);
                break;
            case OperationNode { Operation: >= Operation.NumberEqual and <= Operation.Eq } comparison when _code.HasShortJumps:
                JumpOnComparison(comparison, sense, target);
                break;
            case IfNode choice:
                JumpOnChoice(choice, sense, target);
                break;
            default:
                _code.EmitJump(test.Span, sense ? Opcode.JumpIf : Opcode.JumpUnless, Operand(test), target);
                break;
        }

        _code.ReleaseTo(top);
    }

    /// <summary>A test that is a choice itself, as macros like <c>and</c> make them: no value is made of it.</summary>
    private void JumpOnChoice(IfNode choice, bool sense, Label target)
    {
        var whenFalse = new Label();
        var end = new Label();
        JumpUnless(choice.Test, whenFalse);
        JumpOn(choice.WhenTrue, sense, target);
        _code.EmitJump(choice.Span, Opcode.Jump, 0, end);
        _code.Bind(whenFalse);
        JumpOn(choice.WhenFalse, sense, target);
        _code.Bind(end);
    }

    private void JumpOnComparison(OperationNode node, bool sense, Label target)
    {
        int left = Operand(node.Arguments[0]);
        int numbersOnly = node.Operation == Operation.NumberEqual ? 1 : 0;
        bool isEquality = node.Operation is Operation.NumberEqual or Operation.Eq;
        if (node.Arguments[1] is ConstantNode constant)
        {
            Value value = constant.Value;
            if (value.IsNil && node.Operation == Operation.Eq)
            {
                _code.EmitJump(node.Span, sense ? Opcode.JumpIfNil : Opcode.JumpIfNotNil, left, target);
                return;
            }

            if (value.IsInt && value.AsInt == (short)value.AsInt)
            {
                Opcode immediate = isEquality ? sense ? Opcode.JumpIfEqualImmediate : Opcode.JumpIfNotEqualImmediate
                    : (Opcode)((int)(sense ? Opcode.JumpIfLessImmediate : Opcode.JumpUnlessLessImmediate) + Order(node.Operation));
                _code.EmitShortJump(node.Span, immediate, left, (int)value.AsInt, target, numbersOnly);
                return;
            }

            if (isEquality && !value.IsNil)
            {
                _code.EmitShortJump(node.Span, sense ? Opcode.JumpIfEqualConstant : Opcode.JumpIfNotEqualConstant, left, _code.AddConstant(value), target, numbersOnly);
                return;
            }
        }

        int right = Operand(node.Arguments[1]);
        Opcode opcode = isEquality ? sense ? Opcode.JumpIfEqual : Opcode.JumpIfNotEqual
            : (Opcode)((int)(sense ? Opcode.JumpIfLess : Opcode.JumpUnlessLess) + Order(node.Operation));
        _code.EmitShortJump(node.Span, opcode, left, right, target, numbersOnly);
    }

    // ORDER ComparisonOperator, from less on.
    private static int Order(Operation operation) => operation switch
    {
        Operation.Less => 0,
        Operation.LessEqual => 1,
        Operation.Greater => 2,
        _ => 3,
    };
}
