using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Expressions: the choice between borrowed and owned results, and the simple kinds.</content>
internal sealed partial class CodeGenerator
{
    /// <summary>
    /// Evaluates an expression for reading: the register of a local variable itself, or a new temporary register. The result may be
    /// borrowed.
    /// </summary>
    /// <param name="expression">What to evaluate.</param>
    /// <param name="effectsFollow">Whether guest code may run before the result is used. Then a container that others can reach is
    /// marked as shared, so that they cannot change it in place.</param>
    private int Operand(Expression expression, bool effectsFollow = false)
    {
        int register = RegisterOf(expression);
        if (register >= 0)
        {
            return register;
        }

        int target = Code.Allocate();
        Evaluate(expression, target);
        Code.ReleaseTo(target + 1);
        if (effectsFollow && IsBorrowed(expression))
        {
            Code.Emit(expression.Span, Opcode.Share, target);
        }

        return target;
    }

    /// <summary>Evaluates an expression into a register; the result is owned.</summary>
    private void Into(Expression expression, int target)
    {
        int register = RegisterOf(expression);
        if (register >= 0)
        {
            int position = Code.Emit(expression.Span, Opcode.Copy, target, register);
            if (_state.IsBorrowed(register))
            {
                Code.Pin(position);
            }

            return;
        }

        int top = Code.RegisterTop;
        Evaluate(expression, target);
        Code.ReleaseTo(top);
        if (IsBorrowed(expression))
        {
            Code.Emit(expression.Span, Opcode.Share, target);
        }
    }

    /// <summary>Whether the result of an expression may still be held elsewhere.</summary>
    private static bool IsBorrowed(Expression expression) => expression switch
    {
        NameExpression or MemberExpression or IndexExpression or YieldExpression or TryExpression => true,
        LogicalExpression { Operator: LogicalOperator.Coalesce } => true,
        _ => false,
    };

    /// <summary>Whether an expression writes its target only in its last instruction, after it has read everything.</summary>
    private static bool WritesLast(Expression expression) => expression switch
    {
        IntegerLiteral or FloatLiteral or StringLiteral or BooleanLiteral or NullLiteral => true,
        InfixExpression or PrefixExpression or CallExpression or MethodCallExpression or PipeExpression => true,
        IndexExpression or MemberExpression or ConstructorExpression or InterpolatedString or StructLiteral or TagExpression => true,
        _ => false,
    };

    /// <summary>Evaluates an expression into a register; the result may be borrowed.</summary>
    private void Evaluate(Expression expression, int target)
    {
        SourceSpan span = expression.Span;
        switch (expression)
        {
            case IntegerLiteral integer:
                LoadInteger(span, integer.Value, target);
                break;
            case FloatLiteral number:
                LoadConstant(span, Value.FromFloat(number.Value), target);
                break;
            case StringLiteral text:
                LoadConstant(span, Value.FromString(text.Value), target);
                break;
            case BooleanLiteral literal:
                Code.Emit(span, Opcode.LoadBool, target, literal.Value ? 1 : 0);
                break;
            case NullLiteral:
                Code.Emit(span, Opcode.LoadNil, target);
                break;
            case NameExpression name:
                ReadName(name.Name, span, target);
                break;
            case PrefixExpression prefix:
                Code.Emit(prefix.OperatorSpan, prefix.Operator == PrefixOperator.Negate ? Opcode.Negate : Opcode.Not, target, Operand(prefix.Operand));
                break;
            case InfixExpression infix:
                EvaluateInfix(infix, target);
                break;
            case LogicalExpression logical:
                EvaluateLogical(logical, target);
                break;
            case PipeExpression pipe:
                EvaluatePipe(pipe, target);
                break;
            case CallExpression call:
                EvaluateCall(call, target);
                break;
            case MethodCallExpression call:
                EvaluateMethodCall(call, target);
                break;
            case MemberExpression member:
                Code.Emit(member.Name.Span, member.IsOptional ? Opcode.GetFieldOptional : Opcode.GetField, target, Operand(member.Target), Code.AddObject(member.Name.Name));
                break;
            case IndexExpression index:
                {
                    int container = Operand(index.Target, HasEffects(index.Index));
                    Code.Emit(span, Opcode.GetIndex, target, container, Operand(index.Index));
                    break;
                }

            case TryExpression attempt:
                Code.Emit(attempt.OperatorSpan, Opcode.Propagate, target, Operand(attempt.Operand));
                break;
            case FunctionExpression function:
                MakeFunction(function.Declaration, target, null, null);
                break;
            case InterpolatedString text:
                EvaluateInterpolation(text, target);
                break;
            case ArrayLiteral array:
                EvaluateArray(array, target);
                break;
            case DictionaryLiteral dictionary:
                EvaluateDictionary(dictionary, target);
                break;
            case StructLiteral literal:
                EvaluateStruct(literal, target);
                break;
            case TagExpression tag:
                EvaluateTag(tag, target);
                break;
            case ConstructorExpression constructor:
                EvaluateConstructor(constructor, target);
                break;
            case ThrowExpression thrown:
                EvaluateThrow(thrown);
                break;
            case YieldExpression yielded:
                EvaluateYield(yielded, target);
                break;
            case AwaitExpression awaited:
                {
                    int argument = Code.Allocate();
                    Into(awaited.Operand, argument);
                    Native(awaited.KeywordSpan, CompilerSupport.Await, argument, 1, target);
                    break;
                }

            default:
                throw new InvalidOperationException($"no code for {expression.GetType().Name}");
        }
    }

    private void LoadInteger(SourceSpan span, long value, int target)
    {
        if (value == (int)value)
        {
            Code.EmitWide(span, Opcode.LoadInt, target, (int)value);
        }
        else
        {
            LoadConstant(span, Value.FromInt(value), target);
        }
    }

    private void LoadConstant(SourceSpan span, Value value, int target) =>
        Code.Emit(span, Opcode.LoadConstant, target, Code.AddConstant(value));

    private void EvaluateThrow(ThrowExpression thrown)
    {
        if (thrown.Arguments.Count != 1)
        {
            throw new CompilationException("throw() requires exactly one argument", thrown.Span);
        }

        int register = Code.Allocate();
        Into(thrown.Arguments[0], register);
        Code.Emit(thrown.Span, Opcode.Throw, register);
    }

    private void EvaluateYield(YieldExpression yielded, int target)
    {
        if (_state.GeneratorRegister < 0)
        {
            throw new CompilationException("Yield can only be used inside generator functions", yielded.KeywordSpan);
        }

        int value = Code.Allocate();
        if (yielded.Value is null)
        {
            Code.Emit(yielded.Span, Opcode.LoadNil, value);
        }
        else
        {
            Into(yielded.Value, value);
        }

        Code.Emit(yielded.KeywordSpan, Opcode.Yield, value, _state.GeneratorRegister);
        Code.Emit(yielded.Span, Opcode.Move, target, value);
    }
}
