using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Semantics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Expressions other than calls and conditions.</content>
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

    private void EvaluateInterpolation(InterpolatedString text, int target)
    {
        int count = text.Parts.Count;
        int first = Code.Allocate(count);
        for (int i = 0; i < count; i++)
        {
            InterpolationPart part = text.Parts[i];
            if (part.Expression is null)
            {
                LoadConstant(text.Span, Value.FromString(part.Text ?? string.Empty), first + i);
            }
            else
            {
                Into(part.Expression, first + i);
            }
        }

        Code.Emit(text.Span, Opcode.Interpolate, target, first, count);
    }

    private void EvaluateArray(ArrayLiteral array, int target)
    {
        const int Batch = 64;
        int count = array.Elements.Count;
        int plain = 0;
        while (plain < count && plain < Batch && !array.Elements[plain].IsSpread)
        {
            plain++;
        }

        int first = Code.Allocate(Math.Max(1, plain));
        for (int i = 0; i < plain; i++)
        {
            Into(array.Elements[i].Value, first + i);
        }

        if (plain == count)
        {
            Code.Emit(array.Span, Opcode.NewArray, target, first, plain);
            return;
        }

        // The array is complete before it lands in the target, which the remaining elements may still read.
        Code.Emit(array.Span, Opcode.NewArray, first, first, plain);
        for (int i = plain; i < count; i++)
        {
            ArrayElement element = array.Elements[i];
            int item = Code.Allocate();
            if (element.IsSpread)
            {
                Evaluate(element.Value, item);
                Code.Emit(element.Value.Span, Opcode.ArrayAppendAll, first, item);
            }
            else
            {
                Into(element.Value, item);
                Code.Emit(element.Value.Span, Opcode.ArrayAppend, first, item);
            }

            Code.ReleaseTo(item);
        }

        Code.Emit(array.Span, Opcode.Move, target, first);
    }

    private void EvaluateDictionary(DictionaryLiteral dictionary, int target)
    {
        int map = Code.Allocate();
        Code.Emit(dictionary.Span, Opcode.NewMap, map);
        foreach (DictionaryEntry entry in dictionary.Entries)
        {
            int top = Code.RegisterTop;
            if (entry.Key is null)
            {
                Code.Emit(entry.Value.Span, Opcode.MapPutAll, map, Operand(entry.Value));
            }
            else
            {
                int key = Operand(entry.Key, HasEffects(entry.Value));
                int value = Code.Allocate();
                Into(entry.Value, value);
                Code.Emit(entry.Key.Span, Opcode.MapPut, map, key, value);
            }

            Code.ReleaseTo(top);
        }

        Code.Emit(dictionary.Span, Opcode.Move, target, map);
    }

    private void EvaluateStruct(StructLiteral literal, int target)
    {
        // Later initialisers of a repeated field win, but all are evaluated.
        var names = new List<string>();
        int first = Code.Allocate(Math.Max(1, literal.Fields.Select(static f => f.Name.Name).Distinct().Count()));
        foreach (FieldInitializer field in literal.Fields)
        {
            int index = names.IndexOf(field.Name.Name);
            if (index < 0)
            {
                index = names.Count;
                names.Add(field.Name.Name);
            }

            Into(field.Value, first + index);
        }

        string name = literal.Name.Name;
        GlobalCell cell = _localTypes.TryGetValue(name, out GlobalCell? local) ? local : _globals.GetCell(name);
        Code.Emit(literal.Span, Opcode.NewRecord, target, first, Code.AddObject(new RecordLiteral(name, cell, [.. names])));
    }

    private void EvaluateTag(TagExpression expression, int target)
    {
        VariantTag tag = RuffVariants.Tag(expression.EnumName.Name, expression.VariantName.Name);
        int count = expression.Arguments?.Count ?? 0;
        if (ReferenceEquals(tag, RuffVariants.None))
        {
            if (count != 0)
            {
                throw new CompilationException("Option::None takes no arguments", expression.Span);
            }
        }
        else if ((ReferenceEquals(tag, RuffVariants.Ok) || ReferenceEquals(tag, RuffVariants.Err) || ReferenceEquals(tag, RuffVariants.Some)) && count != 1)
        {
            throw new CompilationException($"{tag.TypeName}::{tag.Name}(...) requires exactly one argument", expression.Span);
        }

        int first = Code.Allocate(Math.Max(1, count));
        for (int i = 0; i < count; i++)
        {
            Into(expression.Arguments![i], first + i);
        }

        EmitVariant(expression.Span, tag, first, count, target);
    }

    private void EvaluateConstructor(ConstructorExpression expression, int target)
    {
        VariantTag tag = expression.Constructor switch
        {
            Constructor.Ok => RuffVariants.Ok,
            Constructor.Err => RuffVariants.Err,
            Constructor.Some => RuffVariants.Some,
            _ => RuffVariants.None,
        };
        int argument = Code.Allocate();
        if (expression.Argument is not null)
        {
            Into(expression.Argument, argument);
        }

        EmitVariant(expression.Span, tag, argument, expression.Argument is null ? 0 : 1, target);
    }

    private void EmitVariant(SourceSpan span, VariantTag tag, int first, int count, int target)
    {
        if (ReferenceEquals(tag, RuffVariants.None))
        {
            LoadConstant(span, RuffVariants.NoneValue, target);
        }
        else
        {
            Code.Emit(span, Opcode.NewVariant, target, Code.AddObject(tag), first, count);
        }
    }

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
