using Kiln.Ruff.Compiler;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff;

/// <summary>The script language Ruff: what its operators mean where the engine leaves it open.</summary>
public sealed partial class RuffLanguage : Language
{
    private static readonly string[] s_operatorText = ["+", "-", "*", "/", "%"];
    private static readonly string[] s_operatorMethods = ["op_add", "op_sub", "op_mul", "op_div", "op_mod"];
    private static readonly string[] s_comparisonText = ["==", "!=", "<", "<=", ">", ">="];

    private RuffLanguage()
    {
    }

    /// <summary>The language object.</summary>
    public static RuffLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "Ruff";

    /// <inheritdoc/>
    public override string FileExtension => ".ruff";

    /// <inheritdoc/>
    public override bool IndexesStrings => true;

    /// <inheritdoc/>
    public override bool IsTruthy(Value value) => Truthiness.IsTruthy(value);

    /// <inheritdoc/>
    public override Value Arithmetic(Context context, BinaryOperator operation, Value left, Value right)
    {
        if (left.IsString && right.IsString && operation == BinaryOperator.Add)
        {
            if ((long)left.AsString.Utf16Length + right.AsString.Utf16Length > Array.MaxLength)
            {
                return context.Fail("String is too long");
            }

            return new Value(StringObject.Concat(left.AsString, right.AsString));
        }

        if (left.IsInt && right.IsInt)
        {
            return IntegerArithmetic(context, operation, left.AsInt, right.AsInt);
        }

        if (left.IsNumber && right.IsNumber)
        {
            // Only division by zero is left over by the engine.
            return context.Fail(operation == BinaryOperator.Modulo ? "Modulo by zero" : "Division by zero");
        }

        if (left.IsRecord && left.AsRecord.Shape.Type.TryGetMethod(s_operatorMethods[(int)operation], out Value method))
        {
            return context.Call(method, left.Share(), right.Share());
        }

        return InvalidOperation(context, s_operatorText[(int)operation], left, right);
    }

    /// <inheritdoc/>
    public override Value Negate(Context context, Value operand) => operand.IsInt
        ? context.Fail($"Integer overflow: -({operand.AsInt})")
        : Unary(context, operand, "-", "op_neg");

    /// <inheritdoc/>
    public override Value Not(Context context, Value operand) => Unary(context, operand, "!", "op_not");

    /// <inheritdoc/>
    public override int Compare(Context context, ComparisonOperator operation, Value left, Value right)
    {
        if (operation <= ComparisonOperator.NotEqual)
        {
            return Equality.AreEqual(left, right) == (operation == ComparisonOperator.Equal) ? 1 : 0;
        }

        if (left.IsString && right.IsString)
        {
            int order = StringObject.Compare(left.AsString, right.AsString);
            return operation switch
            {
                ComparisonOperator.Less => order < 0,
                ComparisonOperator.LessEqual => order <= 0,
                ComparisonOperator.Greater => order > 0,
                _ => order >= 0,
            } ? 1 : 0;
        }

        InvalidOperation(context, s_comparisonText[(int)operation], left, right);
        return -1;
    }

    /// <inheritdoc/>
    public override Value ToText(Context context, Value value) => TextForm.ToText(context, value);

    /// <inheritdoc/>
    public override bool MatchesCase(Value subject, object label)
    {
        var tag = (CaseLabel)label;
        return subject.Kind switch
        {
            Kind.Variant => ReferenceEquals(subject.AsVariant.Tag, tag.Tag),
            Kind.String => subject.AsString.Span.SequenceEqual(tag.Text),
            _ => false,
        };
    }

    /// <inheritdoc/>
    public override Propagation Propagate(Context context, Value value, out Value payload)
    {
        payload = Value.Undefined;
        if (value.Kind == Kind.Variant)
        {
            VariantTag tag = value.AsVariant.Tag;
            if (ReferenceEquals(tag, RuffVariants.Ok) || ReferenceEquals(tag, RuffVariants.Some))
            {
                payload = value.AsVariant.Payload;
                return Propagation.Unwrap;
            }

            if (ReferenceEquals(tag, RuffVariants.Err) || ReferenceEquals(tag, RuffVariants.None))
            {
                return Propagation.Return;
            }
        }

        context.Fail("Try operator requires Result or Option");
        return Propagation.Fail;
    }

    /// <inheritdoc/>
    public override Value FinishAsync(Context context, Value result) => new(Library.PromiseObject.Resolved(result.Share()));

    private static Value IntegerArithmetic(Context context, BinaryOperator operation, long a, long b)
    {
        Int128 result;
        switch (operation)
        {
            case BinaryOperator.Add:
                result = (Int128)a + b;
                break;
            case BinaryOperator.Subtract:
                result = (Int128)a - b;
                break;
            case BinaryOperator.Multiply:
                result = (Int128)a * b;
                break;
            case BinaryOperator.Divide:
                if (b == 0)
                {
                    return context.Fail("Division by zero");
                }

                result = b == -1 ? -(Int128)a : a / b;
                break;
            default:
                if (b == 0)
                {
                    return context.Fail("Modulo by zero");
                }

                if (b == -1)
                {
                    result = a == long.MinValue ? Int128.MaxValue : 0;
                    break;
                }

                result = a % b;
                break;
        }

        return result >= long.MinValue && result <= long.MaxValue
            ? Value.FromInt((long)result)
            : context.Fail($"Integer overflow: {a} {s_operatorText[(int)operation]} {b}");
    }

    private static Value Unary(Context context, Value operand, string text, string methodName)
    {
        if (operand.IsRecord && operand.AsRecord.Shape.Type.TryGetMethod(methodName, out Value method))
        {
            return context.Call(method, operand.Share());
        }

        return context.Fail($"Invalid unary operation: {text} {TypeNames.Short(operand)}");
    }

    private static Value InvalidOperation(Context context, string text, Value left, Value right) =>
        context.Fail($"Invalid binary operation: {TypeNames.Short(left)} {text} {TypeNames.Short(right)}");
}
