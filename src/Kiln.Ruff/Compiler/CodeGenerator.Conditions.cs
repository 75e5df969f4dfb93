using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Conditions as jumps.</content>
internal sealed partial class CodeGenerator
{
    /// <summary>Jumps if a condition holds, or if it does not.</summary>
    private void Condition(Expression condition, Label target, bool jumpsIf)
    {
        int top = Code.RegisterTop;
        switch (condition)
        {
            case BooleanLiteral literal:
                if (literal.Value == jumpsIf)
                {
                    Code.EmitJump(condition.Span, Opcode.Jump, 0, target);
                }

                break;
            case LogicalExpression { Operator: not LogicalOperator.Coalesce } logical:
                LogicalCondition(logical, target, jumpsIf);
                break;
            case InfixExpression { Operator: >= InfixOperator.Equal } comparison:
                CompareAndJump(comparison, target, jumpsIf);
                break;
            default:
                Code.EmitJump(condition.Span, jumpsIf ? Opcode.JumpIf : Opcode.JumpUnless, Operand(condition), target);
                break;
        }

        Code.ReleaseTo(top);
    }

    private void LogicalCondition(LogicalExpression logical, Label target, bool jumpsIf)
    {
        // "a && b" is false as soon as a is; "a || b" is true as soon as a is.
        bool decidesAt = logical.Operator == LogicalOperator.Or;
        if (decidesAt == jumpsIf)
        {
            Condition(logical.Left, target, jumpsIf);
            Condition(logical.Right, target, jumpsIf);
            return;
        }

        var undecided = new Label();
        Condition(logical.Left, undecided, !jumpsIf);
        Condition(logical.Right, target, jumpsIf);
        Code.Bind(undecided);
    }

    private void CompareAndJump(InfixExpression comparison, Label target, bool jumpsIf)
    {
        SourceSpan span = comparison.OperatorSpan;
        int left = Operand(comparison.Left, HasEffects(comparison.Right));
        if (!Code.HasShortJumps)
        {
            int outcome = Code.Allocate();
            Code.Emit(span, ComparisonOpcode(comparison.Operator), outcome, left, Operand(comparison.Right));
            Code.EmitJump(span, jumpsIf ? Opcode.JumpIf : Opcode.JumpUnless, outcome, target);
            return;
        }

        if (comparison is { Operator: InfixOperator.Equal or InfixOperator.NotEqual, Right: StringLiteral or NullLiteral })
        {
            int constant = Code.AddConstant(comparison.Right is StringLiteral text ? Value.FromString(text.Value) : Value.Nil);
            bool isEqual = comparison.Operator == InfixOperator.Equal == jumpsIf;
            Code.EmitShortJump(span, isEqual ? Opcode.JumpIfEqualConstant : Opcode.JumpIfNotEqualConstant, left, constant, target);
            return;
        }

        bool isImmediate = comparison.Right is IntegerLiteral { Value: var value } && value == (short)value;
        int right = isImmediate ? (int)((IntegerLiteral)comparison.Right).Value : Operand(comparison.Right);
        Code.EmitShortJump(span, JumpOpcode(comparison.Operator, jumpsIf, isImmediate), left, right, target);
    }

    private static Opcode ComparisonOpcode(InfixOperator comparison) => (Opcode)((int)Opcode.Equal + (comparison - InfixOperator.Equal));

    // The negation of an ordering is an opcode of its own: with NaN "not a < b" is not "a >= b".
    private static Opcode JumpOpcode(InfixOperator comparison, bool jumpsIf, bool isImmediate)
    {
        if (comparison is InfixOperator.Equal or InfixOperator.NotEqual)
        {
            bool isEqual = comparison == InfixOperator.Equal == jumpsIf;
            return (isImmediate, isEqual) switch
            {
                (true, true) => Opcode.JumpIfEqualImmediate,
                (true, false) => Opcode.JumpIfNotEqualImmediate,
                (false, true) => Opcode.JumpIfEqual,
                _ => Opcode.JumpIfNotEqual,
            };
        }

        Opcode first = (isImmediate, jumpsIf) switch
        {
            (true, true) => Opcode.JumpIfLessImmediate,
            (true, false) => Opcode.JumpUnlessLessImmediate,
            (false, true) => Opcode.JumpIfLess,
            _ => Opcode.JumpUnlessLess,
        };
        return (Opcode)((int)first + (comparison - InfixOperator.Less));
    }
}
