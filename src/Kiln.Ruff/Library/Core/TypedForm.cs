using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>The form of values that <c>debug</c> prints: types and complete content, <c>Array[Int(1), String("x")]</c>.</summary>
internal static class TypedForm
{
    private const int CheckInterval = 1 << 20;
    private const int MaximumLength = 1 << 30;

    /// <summary>Appends the form of a value.</summary>
    /// <returns>False if an error is pending: the data is nested too deeply or the text is too long.</returns>
    public static bool TryAppend(Context context, StringBuilder builder, Value value)
    {
        int nextCheck = builder.Length + CheckInterval;
        return TryAppend(context, builder, value, 0, ref nextCheck);
    }

    private static bool TryAppend(Context context, StringBuilder builder, Value value, int depth, ref int nextCheck)
    {
        if (builder.Length >= nextCheck)
        {
            // A small value can have a huge form, because parts may occur in it many times.
            nextCheck = builder.Length + CheckInterval;
            if (builder.Length > MaximumLength)
            {
                context.Fail("Text of a value is too long");
                return false;
            }

            if (context.Poll() || !context.Charge(2L * builder.Length))
            {
                return false;
            }
        }

        switch (value.Kind)
        {
            case Kind.String:
                builder.Append("String(\"").Append(value.AsString.Span).Append("\")");
                return true;
            case Kind.Array or Kind.Map or Kind.Record:
                if (depth >= context.Engine.Limits.MaximumDataDepth)
                {
                    DataDepth.Fail(context, "formatting a value");
                    return false;
                }

                return value.Kind switch
                {
                    Kind.Array => TryAppendArray(context, builder, value.AsArray, depth + 1, ref nextCheck),
                    Kind.Map => TryAppendMap(context, builder, value.AsMap, depth + 1, ref nextCheck),
                    _ => TryAppendRecord(context, builder, value.AsRecord, depth + 1, ref nextCheck),
                };
            default:
                DebugForm.Append(builder, value);
                return true;
        }
    }

    private static bool TryAppendArray(Context context, StringBuilder builder, ArrayObject array, int depth, ref int nextCheck)
    {
        builder.Append("Array[");
        for (int i = 0; i < array.Count; i++)
        {
            builder.Append(i > 0 ? ", " : "");
            if (!TryAppend(context, builder, array[i], depth, ref nextCheck))
            {
                return false;
            }
        }

        builder.Append(']');
        return true;
    }

    private static bool TryAppendMap(Context context, StringBuilder builder, MapObject map, int depth, ref int nextCheck)
    {
        builder.Append("Dict{");
        bool first = true;
        foreach (KeyValuePair<Value, Value> pair in DictKeys.SortedPairs(map))
        {
            builder.Append(first ? "" : ", ").Append(DictKeys.KeyText(pair.Key).Span).Append(": ");
            first = false;
            if (!TryAppend(context, builder, pair.Value, depth, ref nextCheck))
            {
                return false;
            }
        }

        builder.Append('}');
        return true;
    }

    private static bool TryAppendRecord(Context context, StringBuilder builder, RecordObject record, int depth, ref int nextCheck)
    {
        builder.Append(record.Shape.Type.Name).Append('{');
        bool first = true;
        foreach (int slot in FieldOrder.Of(record.Shape))
        {
            builder.Append(first ? "" : ", ").Append(record.Shape.Names[slot]).Append(": ");
            first = false;
            if (!TryAppend(context, builder, record.Slot(slot), depth, ref nextCheck))
            {
                return false;
            }
        }

        builder.Append('}');
        return true;
    }
}
