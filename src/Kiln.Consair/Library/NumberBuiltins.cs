using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Arithmetic and comparison, for where an operator is used as a value; calls by name have instructions.</summary>
internal static class NumberBuiltins
{
    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Operator("+", BinaryOperator.Add, "(+ a b ...): the sum"),
        new("-", 1, -1, static (context, a) => a.Length == 1 ? Negate(context, a[0]) : Fold(context, BinaryOperator.Subtract, a), BuiltinTraits.Pure, "(- a b ...): the difference; (- a): the negative"),
        Operator("*", BinaryOperator.Multiply, "(* a b ...): the product"),
        Operator("/", BinaryOperator.Divide, "(/ a b ...): the quotient, exact for exact numbers"),
        Comparison("=", ComparisonOperator.NumberEqual, "(= a b): whether two numbers are equal"),
        Comparison("<", ComparisonOperator.Less, "(< a b): whether a is less than b"),
        Comparison(">", ComparisonOperator.Greater, "(> a b): whether a is greater than b"),
        Comparison("<=", ComparisonOperator.LessEqual, "(<= a b): whether a is not greater than b"),
        Comparison(">=", ComparisonOperator.GreaterEqual, "(>= a b): whether a is not less than b"),
    ];

    private static BuiltinObject Operator(string name, BinaryOperator operation, string help) =>
        new(name, 2, -1, (context, a) => Fold(context, operation, a), BuiltinTraits.Pure, help);

    private static BuiltinObject Comparison(string name, ComparisonOperator operation, string help) =>
        new(name, 2, 2, (context, a) => Compare(context, operation, a[0], a[1]), BuiltinTraits.Pure, help);

    private static Value Compare(Context context, ComparisonOperator operation, Value left, Value right)
    {
        int outcome = ConsairLanguage.Instance.Compare(context, operation, left, right);
        return outcome < 0 ? Value.Abnormal : Value.FromBool(outcome > 0);
    }

    private static Value Negate(Context context, Value value) => ConsairLanguage.Instance.Negate(context, value);

    private static Value Fold(Context context, BinaryOperator operation, ReadOnlySpan<Value> operands)
    {
        Value result = operands[0];
        for (int i = 1; i < operands.Length && !result.IsAbnormal; i++)
        {
            result = ConsairLanguage.Instance.Arithmetic(context, operation, result, operands[i]);
        }

        return result;
    }
}
