using System.Globalization;
using System.Text;
using Kiln.Bytecode;
using Kiln.Interpreter;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>The text of values as printing, interpolation and conversion to string show it.</summary>
public static class TextForm
{
    private const int CheckInterval = 1 << 20;
    private const int MaximumLength = 1 << 30;

    [ThreadStatic]
    private static StringBuilder? t_builder;

    /// <summary>The text of a value.</summary>
    /// <returns>A string, or the abnormal marker if the data is nested too deeply or the text is too long.</returns>
    public static Value ToText(Context context, Value value)
    {
        switch (value.Kind)
        {
            case Kind.String:
                return value;
            case Kind.Int:
                return new Value(StringObject.FromInteger(value.AsInt));
            case Kind.Float:
                return Value.FromString(FloatText.Format(value.AsFloat));
            case Kind.Bool:
                return value.AsBool ? s_true : s_false;
            case Kind.Nil:
                return s_null;
        }

        StringBuilder builder = Rent();
        Value result = TryAppend(context, builder, value) ? Value.FromString(builder.ToString()) : Value.Abnormal;
        Return(builder);
        return result;
    }

    /// <summary>Appends the text of a value.</summary>
    /// <returns>False if an error is pending: the data is nested too deeply or the text is too long.</returns>
    public static bool TryAppend(Context context, StringBuilder builder, Value value) =>
        new Writer(context, builder).TryAppend(value, 0);

    /// <summary>An empty builder for short use on this thread; give it back with <see cref="Return"/>.</summary>
    public static StringBuilder Rent()
    {
        StringBuilder builder = t_builder ?? new StringBuilder(256);
        t_builder = null;
        return builder;
    }

    /// <summary>Gives a builder back.</summary>
    public static void Return(StringBuilder builder)
    {
        if (builder.Capacity <= 1 << 16)
        {
            builder.Clear();
            t_builder = builder;
        }
    }

    private static readonly Value s_true = Value.FromString("true");
    private static readonly Value s_false = Value.FromString("false");
    private static readonly Value s_null = Value.FromString("null");

    private struct Writer(Context context, StringBuilder builder)
    {
        private int _nextCheck = builder.Length + CheckInterval;

        public bool TryAppend(Value value, int depth)
        {
            switch (value.Kind)
            {
                case Kind.Int:
                    builder.Append(CultureInfo.InvariantCulture, $"{value.AsInt}");
                    return true;
                case Kind.Float:
                    FloatText.Append(builder, value.AsFloat);
                    return true;
                case Kind.String:
                    builder.Append(value.AsString.Span);
                    return builder.Length < _nextCheck || MayContinue();
                case Kind.Bool:
                    builder.Append(value.AsBool ? "true" : "false");
                    return true;
                case Kind.Nil or Kind.Undefined:
                    builder.Append("null");
                    return true;
                case Kind.Array or Kind.Map or Kind.Record or Kind.Variant:
                    if (depth >= context.Engine.Limits.MaximumDataDepth)
                    {
                        DataDepth.Fail(context, "formatting a value");
                        return false;
                    }

                    return TryAppendStructure(value, depth + 1) && (builder.Length < _nextCheck || MayContinue());
                default:
                    builder.Append(TextOfOpaque(value));
                    return true;
            }
        }

        private static string TextOfOpaque(Value value) => value.Tag switch
        {
            BuiltinObject builtin => "<native function: " + builtin.Name + ">",
            FunctionObject { Prototype.IsGenerator: true } function =>
                "<generator function with " + Count(function.Prototype) + " params>",
            GeneratorObject generator =>
                (generator.IsFinished ? "<exhausted generator (" : "<generator (") + Count(generator.Function.Prototype) + " params)>",
            GuestIterator => "<iterator>",
            RuffHostObject host => host.TextForm,
            BigIntegerObject big => big.Value.ToString(CultureInfo.InvariantCulture),
            RatioObject ratio => string.Create(CultureInfo.InvariantCulture, $"{ratio.Numerator}/{ratio.Denominator}"),
            _ when value.Kind == Kind.Char => char.ConvertFromUtf32((int)value.Bits),
            _ => "<unknown>",
        };

        private static string Count(Prototype prototype) => prototype.ParameterCount.ToString(CultureInfo.InvariantCulture);

        private bool TryAppendStructure(Value value, int depth) => value.Kind switch
        {
            Kind.Array => TryAppendArray(value.AsArray, depth),
            Kind.Map => TryAppendMap(value.AsMap, depth),
            Kind.Record => TryAppendRecord(value.AsRecord, depth),
            _ => TryAppendVariant(value.AsVariant, depth),
        };

        private bool TryAppendArray(ArrayObject array, int depth)
        {
            builder.Append('[');
            for (int i = 0; i < array.Count; i++)
            {
                if (i > 0)
                {
                    builder.Append(", ");
                }

                if (!TryAppend(array[i], depth))
                {
                    return false;
                }
            }

            builder.Append(']');
            return true;
        }

        private bool TryAppendMap(MapObject map, int depth)
        {
            builder.Append('{');
            bool first = true;
            foreach (KeyValuePair<Value, Value> pair in DictKeys.SortedPairs(map))
            {
                builder.Append(first ? "\"" : ", \"").Append(DictKeys.KeyText(pair.Key).Span).Append("\": ");
                first = false;
                if (!TryAppend(pair.Value, depth))
                {
                    return false;
                }
            }

            builder.Append('}');
            return true;
        }

        private bool TryAppendRecord(RecordObject record, int depth)
        {
            builder.Append(record.Shape.Type.Name).Append(" { ");
            bool first = true;
            foreach (int slot in FieldOrder.Of(record.Shape))
            {
                builder.Append(first ? "" : ", ").Append(record.Shape.Names[slot]).Append(": ");
                first = false;
                if (!TryAppend(record.Slot(slot), depth))
                {
                    return false;
                }
            }

            builder.Append(" }");
            return true;
        }

        private bool TryAppendVariant(VariantObject variant, int depth)
        {
            builder.Append(variant.Tag.DisplayName);
            if (variant.PayloadCount == 0)
            {
                return true;
            }

            builder.Append('(');
            if (!TryAppend(variant.Payload, depth))
            {
                return false;
            }

            foreach (Value payload in variant.More)
            {
                builder.Append(',');
                if (!TryAppend(payload, depth))
                {
                    return false;
                }
            }

            builder.Append(')');
            return true;
        }

        /// <summary>Looks now and then whether the text grows beyond all limits: a small value can have a huge text.</summary>
        private bool MayContinue()
        {
            _nextCheck = builder.Length + CheckInterval;
            if (builder.Length > MaximumLength)
            {
                context.Fail("Text of a value is too long");
                return false;
            }

            return !context.Poll() && context.Charge(2L * builder.Length);
        }
    }
}
