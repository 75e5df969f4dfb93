using System.Globalization;
using System.Text;
using Kiln.Ruff.Syntax;
using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>The form of values in messages, which tells the type: <c>Int(5)</c>, <c>Str("x")</c>, <c>Array[3]</c>.</summary>
public static class DebugForm
{
    private const int MaximumNesting = 64;

    /// <summary>The form of a value. Containers only tell their size.</summary>
    public static string Format(Value value)
    {
        switch (value.Kind)
        {
            case Kind.Int:
                return string.Create(CultureInfo.InvariantCulture, $"Int({value.AsInt})");
            case Kind.Bool:
                return value.AsBool ? "Bool(true)" : "Bool(false)";
            case Kind.Nil or Kind.Undefined:
                return "Null";
            case Kind.Float:
                return "Float(" + FloatText.Format(value.AsFloat) + ")";
        }

        var builder = new StringBuilder();
        Append(builder, value, 0);
        return builder.ToString();
    }

    /// <summary>Appends the form of a value.</summary>
    public static void Append(StringBuilder builder, Value value) => Append(builder, value, 0);

    private static void Append(StringBuilder builder, Value value, int depth)
    {
        switch (value.Kind)
        {
            case Kind.String:
                builder.Append("Str(");
                StringText.AppendQuoted(builder, value.AsString.Span);
                builder.Append(')');
                break;
            case Kind.Array:
                builder.Append(CultureInfo.InvariantCulture, $"Array[{value.AsArray.Count}]");
                break;
            case Kind.Map:
                builder.Append(CultureInfo.InvariantCulture, $"Dict{{{value.AsMap.Count} keys}}");
                break;
            case Kind.Record:
                builder.Append("Struct(").Append(value.AsRecord.Shape.Type.Name).Append(')');
                break;
            case Kind.Variant:
                AppendVariant(builder, value.AsVariant, depth);
                break;
            case Kind.Builtin:
                builder.Append("NativeFunction(").Append(((BuiltinObject)value.Tag).Name).Append(')');
                break;
            case Kind.Function:
                builder.Append("Function(").Append(((FunctionObject)value.Tag).Prototype.Name ?? "<lambda>").Append(')');
                break;
            case Kind.Generator:
                builder.Append("Generator");
                break;
            case Kind.Iterator:
                builder.Append("Iterator");
                break;
            case Kind.Host:
                builder.Append(value.Tag is RuffHostObject host ? host.DebugForm : ((HostObject)value.Tag).TypeName);
                break;
            case Kind.Int or Kind.Float or Kind.Bool or Kind.Nil:
                builder.Append(Format(value));
                break;
            default:
                builder.Append(TypeNames.Of(value));
                break;
        }
    }

    private static void AppendVariant(StringBuilder builder, VariantObject variant, int depth)
    {
        builder.Append(variant.Tag.DisplayName);
        if (variant.PayloadCount == 0)
        {
            return;
        }

        if (depth >= MaximumNesting)
        {
            builder.Append("(...)");
            return;
        }

        builder.Append('(');
        Append(builder, variant.Payload, depth + 1);
        foreach (Value payload in variant.More)
        {
            builder.Append(", ");
            Append(builder, payload, depth + 1);
        }

        builder.Append(')');
    }
}
