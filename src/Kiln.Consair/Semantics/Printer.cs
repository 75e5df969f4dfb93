using System.Globalization;
using System.Text;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>
/// The printed form of values: the form that the reader reads back where there is one. Walks data with a stack of its own, so that
/// nesting of any depth is fine.
/// </summary>
internal sealed class Printer
{
    // How much work is done between two looks at the clock and the memory.
    private const int PollInterval = 4096;

    private readonly StringBuilder _text = new();
    private readonly Stack<Step> _steps = new();
    private int _longest = int.MaxValue;

    private enum StepKind : byte
    {
        Text,
        Value,
        Tail,
        Items,
    }

    /// <summary>Something that is still to be printed.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Value">A value, or the rest of a list.</param>
    /// <param name="About">A text, or the elements of a container.</param>
    /// <param name="Position">Number of the next element.</param>
    private readonly record struct Step(StepKind Kind, Value Value, object? About, int Position);

    /// <summary>The elements of a container while they are printed.</summary>
    /// <param name="Values">The elements; keys and values in turn if there are entries.</param>
    /// <param name="Close">What ends the container.</param>
    /// <param name="HasEntries">Whether these are entries.</param>
    private sealed record Elements(IReadOnlyList<Value> Values, string Close, bool HasEntries);

    /// <summary>The printed form of a value.</summary>
    public static string Print(Value value)
    {
        var printer = new Printer();
        printer.Write(value, null);
        return printer._text.ToString();
    }

    /// <summary>What <c>print</c> shows of a value: strings on their own have no quotes.</summary>
    /// <returns>The text, or null if the program was asked to stop meanwhile.</returns>
    public static string? Display(Context context, Value value)
    {
        if (value.IsString)
        {
            return value.AsString.ToString();
        }

        var printer = new Printer();
        return printer.Write(value, context) ? printer._text.ToString() : null;
    }

    /// <summary>The printed form of a value.</summary>
    /// <returns>The text, or null if the program was asked to stop meanwhile.</returns>
    public static string? Print(Context context, Value value)
    {
        var printer = new Printer();
        return printer.Write(value, context) ? printer._text.ToString() : null;
    }

    /// <summary>The start of a value's printed form, with an ellipsis if there is more. Takes no longer than what is shown.</summary>
    public static string PrintStart(Value value, int length)
    {
        var printer = new Printer { _longest = length };
        printer.Write(value, null);
        return printer._text.Length <= length ? printer._text.ToString() : printer._text.ToString(0, length) + "...";
    }

    private bool Write(Value value, Context? context)
    {
        Put(value);
        for (int work = 1; _text.Length <= _longest && _steps.TryPop(out Step step); work++)
        {
            switch (step.Kind)
            {
                case StepKind.Text:
                    _text.Append((string)step.About!);
                    break;
                case StepKind.Value:
                    Put(step.Value);
                    break;
                case StepKind.Tail:
                    PutTail(step.Value);
                    break;
                default:
                    PutItem((Elements)step.About!, step.Position);
                    break;
            }

            if (work % PollInterval == 0 && context is not null && (context.Poll() || !context.Charge((long)_text.Length * sizeof(char))))
            {
                return false;
            }
        }

        return true;
    }

    private void Put(Value value)
    {
        switch (value.Kind)
        {
            case Kind.Nil:
                _text.Append("nil");
                break;
            case Kind.Bool:
                _text.Append(value.AsBool ? "t" : "nil");
                break;
            case Kind.Int:
                _text.Append(CultureInfo.InvariantCulture, $"{value.AsInt}");
                break;
            case Kind.Float:
                PutFloat(value.AsFloat);
                break;
            case Kind.BigInteger or Kind.Ratio:
                _text.Append(Numbers.ToText(value));
                break;
            case Kind.String:
                PutString(value.AsString.Span);
                break;
            case Kind.Function:
                _text.Append("<lambda>");
                break;
            case Kind.Builtin:
                _text.Append("<native-fn>");
                break;
            case Kind.Pair:
                _text.Append('(');
                Later(StepKind.Tail, value.AsPair.Second);
                Later(StepKind.Value, value.AsPair.First);
                break;
            case Kind.Array:
                PutItems("<<", new Elements(Items(value.AsArray), ">>", false));
                break;
            default:
                PutHost(value);
                break;
        }
    }

    private void PutHost(Value value)
    {
        switch (value.Tag)
        {
            case Symbol symbol:
                _text.Append(symbol.Name);
                break;
            case Keyword keyword:
                _text.Append(':').Append(keyword.Name);
                break;
            case MacroObject:
                _text.Append("<macro>");
                break;
            case ReducedObject reduced:
                _text.Append("#reduced(");
                _steps.Push(new Step(StepKind.Text, default, ")", 0));
                Later(StepKind.Value, reduced.Value);
                break;
            case PersistentVector vector:
                PutItems("#pvec[", new Elements(vector.ToArray(), "]", false));
                break;
            case PersistentMap map:
                PutItems(map.IsMarked ? "#pmap{" : "{", new Elements(map.ToEntries(), "}", true));
                break;
            case PersistentSet set:
                PutItems(set.IsMarked ? "#pset{" : "#{", new Elements(set.ToArray(), "}", false));
                break;
            case MatrixObject matrix:
                PutItems("#matrix<<", new Elements(matrix.Rows(), ">>", false));
                break;
            case HostObject host:
                _text.Append('<').Append(host.TypeName).Append('>');
                break;
            default:
                _text.Append('<').Append(value.Kind.ToString().ToLowerInvariant()).Append('>');
                break;
        }
    }

    private void PutTail(Value rest)
    {
        switch (rest.Kind)
        {
            case Kind.Nil:
                _text.Append(')');
                break;
            case Kind.Pair:
                _text.Append(' ');
                Later(StepKind.Tail, rest.AsPair.Second);
                Later(StepKind.Value, rest.AsPair.First);
                break;
            default:
                _text.Append(" . ");
                _steps.Push(new Step(StepKind.Text, default, ")", 0));
                Later(StepKind.Value, rest);
                break;
        }
    }

    private void PutItems(string open, Elements elements)
    {
        _text.Append(open);
        PutItem(elements, 0);
    }

    private void PutItem(Elements elements, int position)
    {
        if (position == elements.Values.Count)
        {
            _text.Append(elements.Close);
            return;
        }

        if (position > 0)
        {
            _text.Append(elements.HasEntries && position % 2 == 0 ? ", " : " ");
        }

        _steps.Push(new Step(StepKind.Items, default, elements, position + 1));
        Later(StepKind.Value, elements.Values[position]);
    }

    private void Later(StepKind kind, Value value) => _steps.Push(new Step(kind, value, null, 0));

    private static Value[] Items(ArrayObject array)
    {
        var items = new Value[array.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = array[i];
        }

        return items;
    }

    private void PutFloat(double value)
    {
        if (double.IsFinite(value))
        {
            FloatText.Append(_text, value);
            return;
        }

        _text.Append(double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
    }

    private void PutString(ReadOnlySpan<char> text)
    {
        _text.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '\n':
                    _text.Append("\\n");
                    break;
                case '\t':
                    _text.Append("\\t");
                    break;
                case '\r':
                    _text.Append("\\r");
                    break;
                case '\\' or '"':
                    _text.Append('\\').Append(c);
                    break;
                default:
                    _text.Append(c);
                    break;
            }
        }

        _text.Append('"');
    }
}
