using System.Numerics.Tensors;
using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>
/// Calculations with vectors, an extension of the language. On vectors of doubles they use the machine's vector instructions; on other numbers
/// they do what the operators do.
/// </summary>
internal static class ScienceBuiltins
{
    private const int LongestVector = 1 << 28;

    private delegate void Kernel(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result);

    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("vector-map", 2, -1, static (context, a) => Map(context, a), help: "(vector-map f v ...): a vector of the results of f on the elements"),
        Elementwise("vector-add", BinaryOperator.Add, static (l, r, to) => TensorPrimitives.Add(l, r, to), "(vector-add a b): sums of elements"),
        Elementwise("vector-sub", BinaryOperator.Subtract, static (l, r, to) => TensorPrimitives.Subtract(l, r, to), "(vector-sub a b): differences of elements"),
        Elementwise("vector-mul", BinaryOperator.Multiply, static (l, r, to) => TensorPrimitives.Multiply(l, r, to), "(vector-mul a b): products of elements"),
        new("vector-scale", 2, 2, static (context, a) => Scale(context, a[0], a[1]), BuiltinTraits.Pure, "(vector-scale v factor): elements times a number"),
        new("dot", 2, 2, static (context, a) => Dot(context, a[0], a[1]), BuiltinTraits.Pure, "(dot a b): the sum of products of elements"),
        new("sum", 1, 1, static (context, a) => Sum(context, a[0]), BuiltinTraits.Pure, "(sum v): the sum of elements"),
        new("norm", 1, 1, static (context, a) => Norm(context, a[0]), BuiltinTraits.Pure, "(norm v): the square root of the sum of squares"),
        new("linspace", 3, 3, static (context, a) => Linspace(context, a), BuiltinTraits.Pure, "(linspace from to count): equally distant doubles"),
        new("vector-range", 1, 1, static (context, a) => Range(context, a[0]), BuiltinTraits.Pure, "(vector-range n): the integers from 0 to n - 1"),
    ];

    private static BuiltinObject Elementwise(string name, BinaryOperator operation, Kernel kernel, string help) =>
        new(name, 2, 2, (context, a) => Combine(context, name, operation, kernel, a[0], a[1]), BuiltinTraits.Pure, help);

    private static Value Map(Context context, ReadOnlySpan<Value> arguments)
    {
        var vectors = new ArrayObject[arguments.Length - 1];
        for (int i = 0; i < vectors.Length; i++)
        {
            if (NumberVectors.Require(context, "vector-map", arguments[i + 1]) is not { } vector
                || !NumberVectors.HaveOneLength(context, "vector-map", (i == 0 ? vector : vectors[0]).Count, vector.Count))
            {
                return Value.Abnormal;
            }

            vectors[i] = vector;
        }

        Value function = arguments[0];
        var result = new ArrayObject(vectors[0].Count);
        var elements = new Value[vectors.Length];
        for (int i = 0; i < vectors[0].Count; i++)
        {
            for (int k = 0; k < vectors.Length; k++)
            {
                elements[k] = vectors[k][i];
            }

            Value element = context.Call(function, elements);
            if (element.IsAbnormal)
            {
                return element;
            }

            result.Add(element);
        }

        return Vectors.Finish(result);
    }

    private static Value Combine(Context context, string name, BinaryOperator operation, Kernel kernel, Value left, Value right)
    {
        if (NumberVectors.Require(context, name, left) is not { } a || NumberVectors.Require(context, name, right) is not { } b
            || !NumberVectors.HaveOneLength(context, name, a.Count, b.Count))
        {
            return Value.Abnormal;
        }

        if (NumberVectors.HasDoubles(left) && NumberVectors.HasDoubles(right))
        {
            double[] sums = GC.AllocateUninitializedArray<double>(a.Count);
            kernel(a.Floats, b.Floats, sums);
            return Vectors.Adopt(sums);
        }

        var result = new ArrayObject(a.Count);
        for (int i = 0; i < a.Count; i++)
        {
            Value element = ConsairLanguage.Instance.Arithmetic(context, operation, a[i], b[i]);
            if (element.IsAbnormal)
            {
                return element;
            }

            result.Add(element);
        }

        return Vectors.Finish(result);
    }

    private static Value Scale(Context context, Value vector, Value factor)
    {
        if (NumberVectors.Require(context, "vector-scale", vector) is not { } array)
        {
            return Value.Abnormal;
        }

        if (NumberVectors.HasDoubles(vector) && Numbers.IsNumber(factor))
        {
            double[] scaled = GC.AllocateUninitializedArray<double>(array.Count);
            TensorPrimitives.Multiply(array.Floats, Numbers.ToDouble(factor), scaled);
            return Vectors.Adopt(scaled);
        }

        var result = new ArrayObject(array.Count);
        for (int i = 0; i < array.Count; i++)
        {
            Value element = ConsairLanguage.Instance.Arithmetic(context, BinaryOperator.Multiply, array[i], factor);
            if (element.IsAbnormal)
            {
                return element;
            }

            result.Add(element);
        }

        return Vectors.Finish(result);
    }

    private static Value Dot(Context context, Value left, Value right)
    {
        if (NumberVectors.Require(context, "dot", left) is not { } a || NumberVectors.Require(context, "dot", right) is not { } b
            || !NumberVectors.HaveOneLength(context, "dot", a.Count, b.Count))
        {
            return Value.Abnormal;
        }

        if (NumberVectors.HasDoubles(left) && NumberVectors.HasDoubles(right))
        {
            return Value.FromFloat(TensorPrimitives.Dot<double>(a.Floats, b.Floats));
        }

        Value sum = Value.FromInt(0);
        for (int i = 0; i < a.Count && !sum.IsAbnormal; i++)
        {
            Value product = ConsairLanguage.Instance.Arithmetic(context, BinaryOperator.Multiply, a[i], b[i]);
            sum = product.IsAbnormal ? product : ConsairLanguage.Instance.Arithmetic(context, BinaryOperator.Add, sum, product);
        }

        return sum;
    }

    private static Value Sum(Context context, Value vector)
    {
        if (NumberVectors.Require(context, "sum", vector) is not { } array)
        {
            return Value.Abnormal;
        }

        if (NumberVectors.HasDoubles(vector))
        {
            return Value.FromFloat(TensorPrimitives.Sum<double>(array.Floats));
        }

        Value sum = Value.FromInt(0);
        for (int i = 0; i < array.Count && !sum.IsAbnormal; i++)
        {
            sum = ConsairLanguage.Instance.Arithmetic(context, BinaryOperator.Add, sum, array[i]);
        }

        return sum;
    }

    private static Value Norm(Context context, Value vector) =>
        NumberVectors.ToDoubles(context, "norm", vector) is { } doubles ? Value.FromFloat(TensorPrimitives.Norm<double>(doubles)) : Value.Abnormal;

    private static Value Range(Context context, Value count)
    {
        if (!count.IsInt || count.AsInt is < 0 or > LongestVector)
        {
            return context.Fail("vector-range: count must be a non-negative integer");
        }

        if (!context.Charge(count.AsInt * sizeof(long)))
        {
            return Value.Abnormal;
        }

        long[] items = new long[(int)count.AsInt];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = i;
        }

        return Vectors.Finish(ArrayObject.Adopt(items, items.Length));
    }

    private static Value Linspace(Context context, ReadOnlySpan<Value> arguments)
    {
        foreach (Value bound in arguments[..2])
        {
            if (!Numbers.IsNumber(bound))
            {
                return context.Fail($"linspace: expected number, got {Printer.Print(bound)}");
            }
        }

        if (!arguments[2].IsInt || arguments[2].AsInt is < 0 or > LongestVector)
        {
            return context.Fail("linspace: count must be a non-negative integer");
        }

        int count = (int)arguments[2].AsInt;
        if (!context.Charge((long)count * sizeof(double)))
        {
            return Value.Abnormal;
        }

        double from = Numbers.ToDouble(arguments[0]);
        double to = Numbers.ToDouble(arguments[1]);
        double[] points = new double[count];
        for (int i = 0; i < count; i++)
        {
            points[i] = count == 1 ? from : from + ((to - from) * i / (count - 1));
        }

        if (count > 1)
        {
            points[^1] = to;
        }

        return Vectors.Adopt(points);
    }
}
