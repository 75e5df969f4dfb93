using System.Globalization;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Tests.Jit;

/// <summary>
/// Values as tests write them: <c>1</c>, <c>1.5</c>, <c>"text"</c>, <c>true</c>, <c>nil</c>, <c>undefined</c>, <c>[1, 2]</c>,
/// <c>P{x: 1}</c>, <c>func f</c>, <c>cell 1</c>, <c>shared [1]</c>.
/// </summary>
internal sealed class ValueText(string text, TestEnvironment environment)
{
    private int _position;

    /// <summary>Reads values that commas separate.</summary>
    public static List<Value> ReadList(string text, TestEnvironment environment)
    {
        var reader = new ValueText(text, environment);
        var values = new List<Value>();
        while (!reader.IsAtEnd)
        {
            values.Add(reader.Read());
            reader.Skip(',');
        }

        return values;
    }

    public static string Print(Value value) => value.Kind switch
    {
        Kind.Float => value.AsFloat.ToString("R", CultureInfo.InvariantCulture) is var digits && digits.All(static c => char.IsDigit(c) || c == '-') ? digits + ".0" : digits,
        Kind.Undefined => "undefined",
        Kind.Array => "[" + string.Join(", ", Enumerable.Range(0, value.AsArray.Count).Select(i => Print(value.AsArray[i]))) + "]",
        Kind.Record => value.AsRecord.Shape.Type.Name + "{" + string.Join(", ", value.AsRecord.Shape.Names.Select((name, i) => $"{name}: {Print(value.AsRecord.Slot(i))}")) + "}",
        Kind.Function => "func " + ((FunctionObject)value.Tag).Prototype.Name,
        Kind.Cell => "cell " + Print(((CellObject)value.Tag).Content),
        _ => value.ToString(),
    };

    public static string Print(GraphOutcome outcome) => outcome.Reason == ExitReason.None ? Print(outcome.Result)
        : $"exit {outcome.Reason} " + string.Join(" < ", outcome.Frames.Select(static f => $"{f.Prototype.Name}@{f.Pc} [{Registers(f)}]"));

    private static string Registers(GraphOutcome.Frame frame) =>
        string.Join(", ", frame.Registers.Select(static (value, r) => (value, r)).Where(static p => p.value is not null).Select(static p => $"r{p.r}={Print(p.value!.Value)}"));

    private bool IsAtEnd => _position >= text.Length;

    private Value Read()
    {
        SkipSpaces();
        char first = IsAtEnd ? throw new FormatException($"a value was expected at the end of '{text}'") : text[_position];
        if (first == '"')
        {
            int end = text.IndexOf('"', _position + 1);
            string content = text[(_position + 1)..end];
            _position = end + 1;
            return Value.FromString(content);
        }

        if (Skip('['))
        {
            var items = new List<Value>();
            while (!Skip(']'))
            {
                items.Add(Read());
                Skip(',');
            }

            return new Value(ArrayObject.FromSpan([.. items]));
        }

        string word = Word();
        switch (word)
        {
            case "nil":
                return Value.Nil;
            case "true" or "false":
                return Value.FromBool(word == "true");
            case "undefined":
                return Value.Undefined;
            case "abnormal":
                return Value.Abnormal;
            case "shared":
                return Read().Share();
            case "cell":
                return new Value(new CellObject(Read()));
            case "func":
                SkipSpaces();
                return new Value(environment.Function(Word()));
        }

        if (Skip('{'))
        {
            return ReadRecord(word);
        }

        return long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) ? Value.FromInt(integer)
            : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? Value.FromFloat(number)
            : throw new FormatException($"'{word}' is no value");
    }

    private Value ReadRecord(string type)
    {
        var fields = new List<(string Name, Value Value)>();
        while (!Skip('}'))
        {
            SkipSpaces();
            string name = Word();
            Skip(':');
            fields.Add((name, Read()));
            Skip(',');
        }

        var record = RecordObject.Create(environment.Shape(type, fields.Select(static f => f.Name)));
        for (int i = 0; i < fields.Count; i++)
        {
            record.Slot(i) = fields[i].Value;
        }

        return new Value(record);
    }

    private string Word()
    {
        int start = _position;
        while (!IsAtEnd && (char.IsLetterOrDigit(text[_position]) || text[_position] is '_' or '.' or '-' or '+'))
        {
            _position++;
        }

        return start < _position ? text[start.._position] : throw new FormatException($"'{text[start..]}' is no value");
    }

    private void SkipSpaces()
    {
        while (!IsAtEnd && text[_position] == ' ')
        {
            _position++;
        }
    }

    private bool Skip(char c)
    {
        SkipSpaces();
        bool found = !IsAtEnd && text[_position] == c;
        _position += found ? 1 : 0;
        return found;
    }
}
