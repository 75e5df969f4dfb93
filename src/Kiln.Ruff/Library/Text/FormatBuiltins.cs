using System.Globalization;
using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Filling in templates.</summary>
internal static class FormatBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("format", 1, -1, Format, BuiltinTraits.Borrows, "format(template, a, ...): the template with %s, %d and %f replaced by the arguments as text, integer and number"),
    ];

    private static Value Format(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsString)
        {
            return context.Fail("format() requires a string template as the first argument");
        }

        StringBuilder builder = TextForm.Rent();
        bool done = TryFill(context, builder, arguments[0].AsString.Span, arguments[1..]);
        Value result = done ? Value.FromString(builder.ToString()) : Value.Abnormal;
        TextForm.Return(builder);
        return result;
    }

    private static bool TryFill(Context context, StringBuilder builder, ReadOnlySpan<char> template, ReadOnlySpan<Value> arguments)
    {
        int used = 0;
        while (true)
        {
            int sign = template.IndexOf('%');
            if (sign < 0 || sign == template.Length - 1)
            {
                builder.Append(template);
                return true;
            }

            builder.Append(template[..sign]);
            char placeholder = template[sign + 1];
            template = template[(sign + 2)..];
            switch (placeholder)
            {
                case '%':
                    builder.Append('%');
                    break;
                case 's' or 'd' or 'f' when used == arguments.Length:
                    context.Fail($"format() missing argument for placeholder %{placeholder}");
                    return false;
                case 's':
                    if (!TryAppendText(context, builder, arguments[used++]))
                    {
                        return false;
                    }

                    break;
                case 'd':
                    if (!TryAppendInteger(context, builder, arguments[used++]))
                    {
                        return false;
                    }

                    break;
                case 'f':
                    if (!TryAppendNumber(context, builder, arguments[used++]))
                    {
                        return false;
                    }

                    break;
                default:
                    builder.Append('%').Append(placeholder);
                    break;
            }
        }
    }

    private static bool TryAppendText(Context context, StringBuilder builder, Value value)
    {
        if (value.IsArray)
        {
            builder.Append("[Array]");
            return true;
        }

        return TextForm.TryAppend(context, builder, value);
    }

    private static bool TryAppendInteger(Context context, StringBuilder builder, Value value)
    {
        if (!value.IsBool && !value.IsNumber)
        {
            context.Fail($"format() placeholder %d requires a number, got {TypeNames.Of(value)}");
            return false;
        }

        long number = value.IsFloat ? Argument.Truncate(value.AsFloat) : value.Bits;
        builder.Append(CultureInfo.InvariantCulture, $"{number}");
        return true;
    }

    private static bool TryAppendNumber(Context context, StringBuilder builder, Value value)
    {
        if (!value.IsNumber)
        {
            context.Fail($"format() placeholder %f requires a number, got {TypeNames.Of(value)}");
            return false;
        }

        FloatText.Append(builder, value.ToDouble);
        return true;
    }
}
