using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Arithmetic, comparisons and logic.</content>
internal sealed partial class CodeGenerator
{
    private void EvaluateInfix(InfixExpression infix, int target)
    {
        if (infix.Operator >= InfixOperator.Equal)
        {
            int first = Operand(infix.Left, HasEffects(infix.Right));
            int second = Operand(infix.Right);
            Code.Emit(infix.OperatorSpan, ComparisonOpcode(infix.Operator), target, first, second);
            return;
        }

        if (infix is { Left: CallExpression, Right: CallExpression })
        {
            // Both calls get the same window: what one leaves in its registers is of the kinds that the other needs.
            int first = Code.Allocate(2);
            Evaluate(infix.Left, first);
            Code.ReleaseTo(first + 2);
            if (IsBorrowed(infix.Left))
            {
                Code.Emit(infix.Left.Span, Opcode.Share, first);
            }

            Evaluate(infix.Right, first + 1);
            Code.Emit(infix.OperatorSpan, (Opcode)((int)Opcode.Add + (infix.Operator - InfixOperator.Add)), target, first, first + 1);
            return;
        }

        int left = Operand(infix.Left, HasEffects(infix.Right));
        EmitArithmetic(infix.OperatorSpan, infix.Operator, target, left, infix.Right);
    }

    private void EmitArithmetic(SourceSpan span, InfixOperator infix, int target, int left, Expression right)
    {
        int operation = infix - InfixOperator.Add;
        switch (right)
        {
            case IntegerLiteral { Value: var value } when value == (short)value:
                Code.Emit(span, (Opcode)((int)Opcode.AddImmediate + operation), target, left, (int)value);
                break;
            case IntegerLiteral or FloatLiteral or StringLiteral:
                Value constant = right switch
                {
                    IntegerLiteral integer => Value.FromInt(integer.Value),
                    FloatLiteral number => Value.FromFloat(number.Value),
                    _ => Value.FromString(((StringLiteral)right).Value),
                };
                Code.Emit(span, (Opcode)((int)Opcode.AddConstant + operation), target, left, Code.AddConstant(constant));
                break;
            default:
                Code.Emit(span, (Opcode)((int)Opcode.Add + operation), target, left, Operand(right));
                break;
        }
    }

    private void EvaluateLogical(LogicalExpression logical, int target)
    {
        var end = new Label();
        if (logical.Operator == LogicalOperator.Coalesce)
        {
            int left = Code.Allocate();
            Evaluate(logical.Left, left);
            Code.EmitJump(logical.OperatorSpan, Opcode.JumpIfNotNil, left, end);
            Evaluate(logical.Right, left);
            Code.Bind(end);
            Code.Emit(logical.Span, Opcode.Move, target, left);
            return;
        }

        var isFalse = new Label();
        Condition(logical, isFalse, false);
        Code.Emit(logical.Span, Opcode.LoadBool, target, 1);
        Code.EmitJump(logical.Span, Opcode.Jump, 0, end);
        Code.Bind(isFalse);
        Code.Emit(logical.Span, Opcode.LoadBool, target, 0);
        Code.Bind(end);
    }
}
