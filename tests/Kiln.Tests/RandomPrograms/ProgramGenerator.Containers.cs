namespace Kiln.Tests.RandomPrograms;

/// <content>Expressions: strings, arrays, dictionaries, structs, variants, functions.</content>
internal sealed partial class ProgramGenerator
{
    private static readonly string[] s_texts = ["\"\"", "\"a\"", "\"b\"", "\"abc\"", "\"key\"", "\"12\"", "\"h\u00e9\u00df\"", "\"x\ud83d\ude00y\"", "\"long enough text\""];

    private static readonly string[] s_keys = ["\"a\"", "\"b\"", "\"c\"", "\"key\"", "\"1\""];

    private string TextLeaf() => _dice.Chance(60) && Find(Sort.Text) is { } variable ? variable.Name : _dice.Pick(s_texts);

    private string Key(int depth) => _dice.Chance(75) ? _dice.Pick(s_keys) : Text(Math.Min(depth, 1));

    private string Text(int depth)
    {
        if (depth <= 0)
        {
            return TextLeaf();
        }

        int d = depth - 1;
        return _dice.Below(15) switch
        {
            < 3 => $"({Text(d)} + {Text(d)})",
            3 or 4 => $"to_string({Anything(d)})",
            5 => $"cut({Text(d)} + {TextLeaf()})",
            6 => Interpolated(),
            7 => $"substring({Text(d)}, {_dice.Below(3)}, {_dice.Between(2, 9)})",
            8 => $"{TextLeaf()}[{Small()}]",
            9 => $"{_dice.Pick("upper", "lower", "trim", "capitalize", "str_reverse")}({Text(d)})",
            10 => $"repeat({TextLeaf()}, {_dice.Below(4)})",
            11 => $"join({Named(_dice.Pick(Sort.Ints, Sort.Texts, Sort.Floats), d)}, \"-\")",
            12 => $"type({Anything(d)})",
            13 => $"{Named(Sort.Record, d)}.tag",
            _ => Called(Sort.Text, d) ?? Element(Sort.Texts, d),
        };
    }

    private string Interpolated()
    {
        string first = Find(_dice.Pick(Sort.Int, Sort.Float, Sort.Ints, Sort.Any, Sort.Text))?.Name ?? "seen";
        return $"\"<${{{first}}}:${{{IntLeaf()} + 1}}>\"";
    }

    private string Ints(int depth)
    {
        if (depth <= 0 || _dice.Chance(20))
        {
            return _dice.Chance(70) && Find(Sort.Ints) is { } variable ? variable.Name : Literal(Sort.Int, 0);
        }

        int d = depth - 1;
        string array = Named(Sort.Ints, d);
        Spend(5);
        switch (_dice.Below(13))
        {
            case 0 or 1:
                return Literal(Sort.Int, d);
            case 2:
                return $"slice(push({array}, {Int(d)}), 0, 9)";
            case 3 when Affordable(40):
                Spend(20);
                return $"map({array}, {Function(d)})";
            case 4 when Affordable(40):
                Spend(20);
                return $"filter({array}, func(q) {{ return q % {_dice.Between(2, 4)} != {_dice.Below(2)} }})";
            case 5:
                return $"sort({array})";
            case 6:
                return $"reverse({array})";
            case 7:
                return $"slice([{Int(d)}, ...{array}, {IntLeaf()}], 0, 9)";
            case 8:
                return $"range({_dice.Between(0, 9)})";
            case 9:
                return $"take({Named(Sort.Ints, d)}, {_dice.Between(0, 5)})";
            case 10:
                return $"{Named(Sort.Record, d)}.items";
            case 11:
                return $"values({Named(Sort.ByInt, d)})";
            default:
                return Called(Sort.Ints, d) ?? $"{Named(Sort.Grid, d)}[{Small()}]";
        }
    }

    private string Literal(Sort element, int depth) =>
        $"[{string.Join(", ", Enumerable.Range(0, _dice.Chance(5) ? 0 : _dice.Between(2, 5)).Select(_ => Of(element, Math.Min(depth, 1))))}]";

    private string Elements(Sort element, Sort array, int depth)
    {
        if (Find(array)?.Name is not { } name || _dice.Chance(30))
        {
            return Literal(element, depth - 1);
        }

        return depth <= 0 ? name : _dice.Below(8) switch
        {
            0 => $"slice(push({name}, {Of(element, depth - 1)}), 0, 8)",
            1 => $"reverse({name})",
            2 => $"slice([...{name}, {Of(element, 0)}], 0, 8)",
            3 => $"slice({name}, {_dice.Between(-3, 1)}, {_dice.Between(2, 6)})",
            _ => name,
        };
    }

    private string ByText(int depth)
    {
        if (_dice.Chance(depth <= 0 ? 70 : 30) && Find(Sort.ByText) is { } variable)
        {
            return variable.Name;
        }

        string pairs = string.Join(", ", s_keys.Take(_dice.Between(1, 3)).Select(k => $"{k}: {IntLeaf()}"));
        return depth > 0 && Find(Sort.ByText) is { } other && _dice.Chance(30) ? $"{{{pairs}, ...{other.Name}}}" : $"{{{pairs}}}";
    }

    private string ByInt(int depth)
    {
        if (_dice.Chance(depth <= 0 ? 70 : 30) && Find(Sort.ByInt) is { } variable)
        {
            return variable.Name;
        }

        return $"{{{string.Join(", ", Enumerable.Range(0, _dice.Between(1, 4)).Select(i => $"{i}: {Int(Math.Min(depth - 1, 1))}"))}}}";
    }

    private string Record(int depth)
    {
        if (_dice.Chance(depth <= 0 ? 80 : 40) && Find(Sort.Record) is { } variable)
        {
            return depth > 0 && _dice.Chance(30) ? $"{variable.Name}.grow({Int(0)})" : variable.Name;
        }

        string x = $"x: {IntLeaf()}";
        string rest = $"tag: {TextLeaf()}, items: {Literal(Sort.Int, 0)}, y: {FloatLeaf()}";
        return $"{_dice.Pick("Alpha", "Beta")} {{ {(_dice.Chance(50) ? $"{x}, {rest}" : $"{rest}, {x}")} }}";
    }

    private string Shape(int depth) => _dice.Below(4) switch
    {
        0 => "(Shape::Dot)",
        1 => $"(Shape::Line({Int(Math.Min(depth - 1, 1))}))",
        2 => $"(Shape::Box({IntLeaf()}, {IntLeaf()}))",
        _ => Find(Sort.Shape)?.Name ?? "(Shape::Dot)",
    };

    private string Option(int depth) => _dice.Below(4) switch
    {
        0 => "None",
        1 => Find(Sort.Option)?.Name ?? "None",
        2 => Called(Sort.Option, depth) ?? $"Some({IntLeaf()})",
        _ => $"Some({Int(Math.Min(depth - 1, 1))})",
    };

    private string Result(int depth) => _dice.Below(5) switch
    {
        0 => $"Err({TextLeaf()})",
        1 => Find(Sort.Result)?.Name ?? "Err(\"none\")",
        2 or 3 => Called(Sort.Result, depth) ?? $"Ok({IntLeaf()})",
        _ => $"Ok({Int(Math.Min(depth - 1, 1))})",
    };

    // A function from an integer to an integer; some of them change a variable around them.
    private string Function(int depth)
    {
        if (_dice.Chance(30) && Find(Sort.Function) is { } variable)
        {
            return variable.Name;
        }

        string parameter = NewName("q");
        int scope = _variables.Count;
        Variable? changed = _dice.Chance(40) ? Find(Sort.Int, true) : null;
        _variables.Add(new Variable(parameter, Sort.Int, false));
        double weight = _weight;
        _weight *= 8;
        string change = changed is null ? "" : $"{changed.Name} := ({changed.Name} + {parameter}) % 1009 ";
        string body = $"func({parameter}) {{ {change}return ({Int(Math.Min(depth, 2))}) % 100003 }}";
        _weight = weight;
        Leave(scope);
        return body;
    }

    private string Anything(int depth)
    {
        if (_dice.Chance(25) && Find(Sort.Any) is { } variable)
        {
            return variable.Name;
        }

        return _dice.Below(14) switch
        {
            0 => "null",
            1 or 2 => Int(depth),
            3 or 4 => Float(depth),
            5 => Bool(depth),
            6 => Text(depth),
            7 => Of(_dice.Pick(Sort.Shape, Sort.Option, Sort.Result), 0),
            8 => Named(Sort.Record, 0),
            9 => $"({Named(Sort.Record, 0)}?.{_dice.Pick("x", "tag", "items")} ?? {IntLeaf()})",
            10 => $"{Named(Sort.ByText, 0)}.{_dice.Pick("a", "b", "key")}",
            11 => Element(Sort.Mixed, 0),
            _ => Of(_dice.Pick(Sort.Ints, Sort.Floats, Sort.Texts, Sort.ByText, Sort.ByInt), 0),
        };
    }
}
