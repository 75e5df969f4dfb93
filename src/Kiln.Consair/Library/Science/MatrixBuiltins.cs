using System.Numerics.Tensors;
using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Matrices of doubles, an extension of the language. Vectors of vectors are accepted wherever a matrix is.</summary>
internal static class MatrixBuiltins
{
    // Rows of the right factor that are used while they are in the cache.
    private const int BlockRows = 64;

    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("matrix", 1, -1, static (context, a) => Make(context, a) is { } m ? new Value(m) : Value.Abnormal, BuiltinTraits.Pure, "(matrix row ...): a matrix of vectors, or of one vector of vectors"),
        new("matrix-ref", 3, 3, static (context, a) => Element(context, a), BuiltinTraits.Pure, "(matrix-ref m row column): an element"),
        new("matrix-size", 1, 1, static (context, a) => To(context, "matrix-size", a[0]) is { } m ? Vectors.Of([Value.FromInt(m.RowCount), Value.FromInt(m.ColumnCount)]) : Value.Abnormal, BuiltinTraits.Pure, "(matrix-size m): a vector of the numbers of rows and columns"),
        new("matrix-rows", 1, 1, static (context, a) => To(context, "matrix-rows", a[0]) is { } m ? Vectors.Of(m.Rows()) : Value.Abnormal, BuiltinTraits.Pure, "(matrix-rows m): a vector of vectors"),
        new("matrix-mul", 2, 2, static (context, a) => Multiply(context, a[0], a[1]), BuiltinTraits.Pure, "(matrix-mul a b): the matrix product"),
        new("matrix-transpose", 1, 1, static (context, a) => Transpose(context, a[0]), BuiltinTraits.Pure, "(matrix-transpose m): rows and columns exchanged"),
        new("matrix-add", 2, 2, static (context, a) => Add(context, a[0], a[1]), BuiltinTraits.Pure, "(matrix-add a b): sums of elements"),
    ];

    private static MatrixObject? Make(Context context, ReadOnlySpan<Value> rows)
    {
        if (rows is [{ Tag: ArrayObject { Count: > 0 } outer }] && outer[0].IsArray)
        {
            rows = SequenceBuiltins.Elements(rows[0], 0);
        }

        double[][] parts = new double[rows.Length][];
        for (int i = 0; i < parts.Length; i++)
        {
            if (NumberVectors.ToDoubles(context, "matrix", rows[i]) is not { } row)
            {
                return null;
            }

            if (row.Length != (i == 0 ? row : parts[0]).Length)
            {
                context.Fail($"matrix: rows have different lengths ({parts[0].Length} and {row.Length})");
                return null;
            }

            parts[i] = row;
        }

        int columns = parts[0].Length;
        double[] items = new double[parts.Length * columns];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i].CopyTo(items, i * columns);
        }

        return new MatrixObject(items, parts.Length, columns);
    }

    private static MatrixObject? To(Context context, string name, Value value)
    {
        switch (value.Tag)
        {
            case MatrixObject matrix:
                return matrix;
            case ArrayObject { Count: > 0 } array when array[0].IsArray:
                return Make(context, [value]);
            default:
                context.Fail($"{name}: expected matrix, got {Printer.Print(value)}");
                return null;
        }
    }

    private static Value Element(Context context, ReadOnlySpan<Value> arguments)
    {
        if (To(context, "matrix-ref", arguments[0]) is not { } matrix)
        {
            return Value.Abnormal;
        }

        if (!arguments[1].IsInt || !arguments[2].IsInt)
        {
            return context.Fail("matrix-ref: index must be an integer");
        }

        long row = arguments[1].AsInt;
        long column = arguments[2].AsInt;
        return (ulong)row < (ulong)matrix.RowCount && (ulong)column < (ulong)matrix.ColumnCount
            ? Value.FromFloat(matrix.Items[(row * matrix.ColumnCount) + column])
            : context.Fail($"matrix-ref: index {row} {column} out of bounds ({matrix.RowCount} rows, {matrix.ColumnCount} columns)");
    }

    private static Value Add(Context context, Value left, Value right)
    {
        if (To(context, "matrix-add", left) is not { } a || To(context, "matrix-add", right) is not { } b)
        {
            return Value.Abnormal;
        }

        if (a.RowCount != b.RowCount || a.ColumnCount != b.ColumnCount)
        {
            return context.Fail($"matrix-add: sizes differ ({a.RowCount}x{a.ColumnCount} and {b.RowCount}x{b.ColumnCount})");
        }

        double[] items = new double[a.Items.Length];
        TensorPrimitives.Add(a.Items, b.Items, items);
        return new Value(new MatrixObject(items, a.RowCount, a.ColumnCount));
    }

    /// <summary>
    /// Adds multiples of the right factor's rows to the result's rows, so that every inner loop walks through memory in order; a block of rows at
    /// a time, so that they stay in the cache.
    /// </summary>
    private static Value Multiply(Context context, Value left, Value right)
    {
        if (To(context, "matrix-mul", left) is not { } a || To(context, "matrix-mul", right) is not { } b)
        {
            return Value.Abnormal;
        }

        if (a.ColumnCount != b.RowCount)
        {
            return context.Fail($"matrix-mul: sizes do not fit ({a.RowCount}x{a.ColumnCount} and {b.RowCount}x{b.ColumnCount})");
        }

        int columns = b.ColumnCount;
        double[] items = new double[a.RowCount * columns];
        for (int block = 0; block < b.RowCount; block += BlockRows)
        {
            int end = Math.Min(block + BlockRows, b.RowCount);
            for (int i = 0; i < a.RowCount; i++)
            {
                Span<double> row = items.AsSpan(i * columns, columns);
                for (int k = block; k < end; k++)
                {
                    TensorPrimitives.MultiplyAdd(b.Row(k), a.Items[(i * a.ColumnCount) + k], row, row);
                }
            }

            if (context.Poll())
            {
                return Value.Abnormal;
            }
        }

        return new Value(new MatrixObject(items, a.RowCount, columns));
    }

    private static Value Transpose(Context context, Value matrix)
    {
        if (To(context, "matrix-transpose", matrix) is not { } from)
        {
            return Value.Abnormal;
        }

        double[] items = new double[from.Items.Length];
        for (int i = 0; i < from.RowCount; i++)
        {
            for (int k = 0; k < from.ColumnCount; k++)
            {
                items[(k * from.RowCount) + i] = from.Items[(i * from.ColumnCount) + k];
            }
        }

        return new Value(new MatrixObject(items, from.ColumnCount, from.RowCount));
    }
}
