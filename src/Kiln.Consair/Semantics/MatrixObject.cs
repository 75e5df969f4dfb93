using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>A matrix of doubles, one row after the other without gaps.</summary>
internal sealed class MatrixObject(double[] items, int rows, int columns) : HostObject
{
    /// <summary>The elements, row by row.</summary>
    public double[] Items { get; } = items;

    /// <summary>Number of rows.</summary>
    public int RowCount { get; } = rows;

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; } = columns;

    /// <inheritdoc/>
    public override string TypeName => "matrix";

    /// <summary>A row.</summary>
    public ReadOnlySpan<double> Row(int index) => Items.AsSpan(index * ColumnCount, ColumnCount);

    /// <summary>The rows as vectors.</summary>
    public Value[] Rows()
    {
        var rows = new Value[RowCount];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Vectors.Adopt(Row(i).ToArray());
        }

        return rows;
    }
}
