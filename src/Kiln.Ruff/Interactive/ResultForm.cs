using System.Globalization;
using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Ruff.Syntax;
using Kiln.Values;

namespace Kiln.Ruff.Interactive;

/// <summary>
/// The text of a result at the prompt. It tells strings from other values and shows one level of containers: <c>[1, "a", [...]]</c>. What has no
/// form of its own here is shown in the form of messages.
/// </summary>
internal static class ResultForm
{
    // A result is there to be read.
    private const int ShownElements = 200;

    /// <summary>The text of a value.</summary>
    public static string Format(Value value)
    {
        var builder = new StringBuilder();
        switch (value.Kind)
        {
            case Kind.Array:
                AppendArray(builder, value.AsArray);
                break;
            case Kind.Map:
                AppendMap(builder, value.AsMap);
                break;
            case Kind.Record:
                AppendRecord(builder, value.AsRecord);
                break;
            case Kind.Function:
                builder.Append("<function").Append(Parameters(value)).Append('>');
                break;
            case Kind.Nil or Kind.Undefined:
                DebugForm.Append(builder, value);
                break;
            default:
                AppendElement(builder, value);
                break;
        }

        return builder.ToString();
    }

    private static void AppendElement(StringBuilder builder, Value value)
    {
        switch (value.Kind)
        {
            case Kind.String:
                StringText.AppendQuoted(builder, value.AsString.Span);
                break;
            case Kind.Int:
                builder.Append(CultureInfo.InvariantCulture, $"{value.AsInt}");
                break;
            case Kind.Float:
                FloatText.Append(builder, value.AsFloat);
                break;
            case Kind.Bool:
                builder.Append(value.AsBool ? "true" : "false");
                break;
            case Kind.Array:
                builder.Append(value.AsArray.Count == 0 ? "[]" : "[...]");
                break;
            case Kind.Map:
                builder.Append(value.AsMap.Count == 0 ? "{}" : "{...}");
                break;
            case Kind.Record:
                builder.Append('<').Append(value.AsRecord.Shape.Type.Name).Append('>');
                break;
            case Kind.Function:
                builder.Append("<fn").Append(Parameters(value)).Append('>');
                break;
            default:
                if (value.Tag is RecordType type)
                {
                    builder.Append("<struct ").Append(type.Name).Append('>');
                }
                else
                {
                    DebugForm.Append(builder, value);
                }

                break;
        }
    }

    private static string Parameters(Value value) => $"({string.Join(", ", ((FunctionObject)value.Tag).Prototype.ParameterNames)})";

    private static void AppendArray(StringBuilder builder, ArrayObject array)
    {
        builder.Append('[');
        for (int i = 0; i < array.Count && i < ShownElements; i++)
        {
            builder.Append(i > 0 ? ", " : "");
            AppendElement(builder, array[i]);
        }

        AppendRest(builder, array.Count);
        builder.Append(']');
    }

    private static void AppendMap(StringBuilder builder, MapObject map)
    {
        builder.Append('{');
        bool first = true;
        foreach (KeyValuePair<Value, Value> pair in DictKeys.SortedPairs(map).Take(ShownElements))
        {
            builder.Append(first ? "" : ", ");
            first = false;
            StringText.AppendQuoted(builder, DictKeys.KeyText(pair.Key).Span);
            builder.Append(": ");
            AppendElement(builder, pair.Value);
        }

        AppendRest(builder, map.Count);
        builder.Append('}');
    }

    private static void AppendRecord(StringBuilder builder, RecordObject record)
    {
        builder.Append(record.Shape.Type.Name).Append(" { ");
        bool first = true;
        foreach (int slot in FieldOrder.Of(record.Shape))
        {
            builder.Append(first ? "" : ", ").Append(record.Shape.Names[slot]).Append(": ");
            first = false;
            AppendElement(builder, record.Slot(slot));
        }

        builder.Append(first ? "}" : " }");
    }

    private static void AppendRest(StringBuilder builder, int count)
    {
        if (count > ShownElements)
        {
            builder.Append(CultureInfo.InvariantCulture, $", ... {count - ShownElements} more");
        }
    }
}
