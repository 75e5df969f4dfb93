using System.Runtime.CompilerServices;
using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>The order in which the fields of records are listed: ascending by name.</summary>
public static class FieldOrder
{
    private static readonly ConditionalWeakTable<Shape, int[]> s_orders = [];

    /// <summary>The slots of a shape, ordered by field name; remembered per shape.</summary>
    public static int[] Of(Shape shape) => s_orders.GetValue(shape, static s =>
    {
        int[] slots = new int[s.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = i;
        }

        Array.Sort(slots, (x, y) => string.CompareOrdinal(s.Names[x], s.Names[y]));
        return slots;
    });
}
