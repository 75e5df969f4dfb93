using Kiln.Bytecode;
using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair;

/// <summary>The minimal Lisp Consair: what its operators mean where the engine leaves it open.</summary>
public sealed partial class ConsairLanguage : Language
{
    // Calls of calls nest this deeply before it is an error; the text of the message says about as many.
    private const int DeepestCalls = 9_999;

    // In bytes: arithmetic with larger numbers takes so long that nothing could stop the program.
    private const int LargestNumber = 1 << 20;

    private static readonly string[] s_operatorNames = ["+", "-", "*", "/", "%"];
    private static readonly string[] s_comparisonNames = ["=", "=", "<", "<=", ">", ">=", "="];

    private ConsairLanguage()
    {
    }

    /// <summary>The language object.</summary>
    public static ConsairLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "Consair";

    /// <inheritdoc/>
    public override string FileExtension => ".lisp";

    /// <inheritdoc/>
    public override int DefaultMaximumDepth => DeepestCalls;

    /// <inheritdoc/>
    public override bool EqualsByIdentity(Kind kind) => kind is Kind.Host or Kind.Pair or Kind.Array or Kind.Function or Kind.Builtin;

    /// <inheritdoc/>
    public override bool IsTruthy(Value value) => Truth.Of(value);

    /// <inheritdoc/>
    public override Value Arithmetic(Context context, BinaryOperator operation, Value left, Value right)
    {
        string name = s_operatorNames[(int)operation];
        if (!Numbers.IsNumber(left) || !Numbers.IsNumber(right))
        {
            return NotANumber(context, name, left, right);
        }

        if (operation == BinaryOperator.Divide && Numbers.IsZero(right))
        {
            return context.Fail("Division by zero");
        }

        return Numbers.SizeOfResult(left, right) <= LargestNumber
            ? Numbers.Calculate(operation, left, right)
            : context.Fail($"{name}: the result would have more than {8 * LargestNumber} bits");
    }

    /// <inheritdoc/>
    public override Value Negate(Context context, Value operand) =>
        Numbers.IsNumber(operand) ? Numbers.Negate(operand) : NotANumber(context, "-", operand, operand);

    /// <inheritdoc/>
    public override Value Not(Context context, Value operand) => Value.FromBool(!Truth.Of(operand));

    /// <inheritdoc/>
    public override int Compare(Context context, ComparisonOperator operation, Value left, Value right)
    {
        if (operation <= ComparisonOperator.NotEqual)
        {
            return Equality.AreEqual(left, right) == (operation == ComparisonOperator.Equal) ? 1 : 0;
        }

        if (!Numbers.IsNumber(left) || !Numbers.IsNumber(right))
        {
            NotANumber(context, s_comparisonNames[(int)operation], left, right);
            return -1;
        }

        return Numbers.Holds(operation, left, right) ? 1 : 0;
    }

    /// <inheritdoc/>
    public override Value GetPart(Context context, Value value, bool isFirst) => context.Fail(Compiler.Messages.NoPair(isFirst ? "car" : "cdr", value));

    /// <inheritdoc/>
    public override Value GetIndex(Context context, Value container, Value index)
    {
        int count = container.Tag switch
        {
            ArrayObject array => array.Count,
            PersistentVector vector => vector.Count,
            _ => -1,
        };
        if (count < 0)
        {
            return context.Fail("vector-ref: first argument must be a vector");
        }

        if (index.Kind is not (Kind.Int or Kind.BigInteger))
        {
            return context.Fail("vector-ref: index must be an integer");
        }

        if (!index.IsInt || index.AsInt < 0 || index.AsInt >= count)
        {
            return context.Fail($"vector-ref: index {Printer.Print(index)} out of bounds (length {count})");
        }

        return container.Tag is ArrayObject items ? items[(int)index.AsInt] : ((PersistentVector)container.Tag)[(int)index.AsInt];
    }

    /// <inheritdoc/>
    public override Value ToText(Context context, Value value) => Printer.Display(context, value) is { } text ? Value.FromString(text) : Value.Abnormal;

    private static Value NotANumber(Context context, string name, Value left, Value right) =>
        context.Fail($"{name}: expected number, got {Printer.Print(Numbers.IsNumber(left) ? right : left)}");
}
