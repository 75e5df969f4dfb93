namespace Kiln.Tests.RandomPrograms;

/// <content>Expressions: integers, floats, booleans.</content>
internal sealed partial class ProgramGenerator
{
    private static readonly Sort[] s_sorts = Enum.GetValues<Sort>();

    private static readonly string[] s_edges =
    [
        "highest", "lowest", "9223372036854775807", "4611686018427387904", "-4611686018427387905", "3037000500", "4294967296", "-2147483648", "9007199254740993",
    ];

    private static readonly string[] s_floats = ["0.0", "-0.0", "0.5", "1.0", "1.5", "-2.25", "3.75", "1000000.5", "0.1", "100.0", "9007199254740993.0"];

    private static readonly string[] s_oddFloats = ["nan", "inf", "(-inf)", "huge", "-0.0", "0.0"];

    private static readonly string[] s_comparisons = ["<", "<=", ">", ">=", "==", "!="];

    /// <summary>An expression of a sort. Rarely of another one, when the depth allows for something interesting.</summary>
    private string Of(Sort sort, int depth)
    {
        if (depth > 0 && _dice.Below(220) == 0)
        {
            sort = _dice.Pick(s_sorts);
        }

        return sort switch
        {
            Sort.Int => Int(depth),
            Sort.Float => Float(depth),
            Sort.Bool => Bool(depth),
            Sort.Text => Text(depth),
            Sort.Ints => Ints(depth),
            Sort.Floats => Elements(Sort.Float, Sort.Floats, depth),
            Sort.Bools => Elements(Sort.Bool, Sort.Bools, depth),
            Sort.Texts => Elements(Sort.Text, Sort.Texts, depth),
            Sort.Mixed => Elements(Sort.Any, Sort.Mixed, depth),
            Sort.Grid => Elements(Sort.Ints, Sort.Grid, depth),
            Sort.ByText => ByText(depth),
            Sort.ByInt => ByInt(depth),
            Sort.Record => Record(depth),
            Sort.Shape => Shape(depth),
            Sort.Option => Option(depth),
            Sort.Result => Result(depth),
            Sort.Function => Function(depth),
            _ => Anything(depth),
        };
    }

    private string IntLeaf()
    {
        if (_dice.Chance(65) && Find(Sort.Int) is { } variable)
        {
            return variable.Name;
        }

        return _dice.Below(60) == 0 ? _dice.Pick(s_edges) : Invariant($"{_dice.Between(-3, 12)}");
    }

    private string Int(int depth)
    {
        if (depth <= 0)
        {
            return IntLeaf();
        }

        int d = depth - 1;
        switch (_dice.Below(26))
        {
            case < 4:
                return $"({Int(d)} + {Int(d)})";
            case < 7:
                return $"({Int(d)} - {Int(d)})";
            case 7 or 8:
                return $"({Int(d)} * {IntLeaf()})";
            case 9:
                return $"({Int(d)} / {Divisor(d)})";
            case 10 or 11:
                return $"({Int(d)} % {Divisor(d)})";
            case 12:
                return $"(-{Int(d)})";
            case 13:
                return $"len({Named(_dice.Pick(Sort.Ints, Sort.Text, Sort.ByText, Sort.Mixed, Sort.Grid), d)})";
            case 14 or 15:
                return Element(Sort.Ints, d);
            case 16:
                return $"{Named(Sort.Grid, d)}[{Small()}][{Small()}]";
            case 17:
                return Lookup(d);
            case 18 or 19:
                return Called(Sort.Int, d) ?? IntLeaf();
            case 20:
                return $"{Named(Sort.Record, d)}.{_dice.Pick("x", "x", "x", $"weigh({Int(0)})", "total()")}";
            case 21:
                return Folded(d);
            case 22:
                return $"{_dice.Pick("bit_and", "bit_or", "bit_xor")}({Int(d)}, {Int(d)})";
            case 23:
                Spend(8);
                return Find(Sort.Function) is { } function ? $"{function.Name}({Int(d)})" : IntLeaf();
            case 24:
                return $"to_int({Float(d)})";
            default:
                return _dice.Chance(50) ? $"({Named(Sort.Any, 0)} ?? {Int(d)})" : $"func(q) {{ return q + {Int(0)} }}({Int(d)})";
        }
    }

    private string Divisor(int depth) => _dice.Chance(80) ? _dice.Pick("2", "3", "7", "10", "97", "1009") : Int(Math.Min(depth, 1));

    private string Small() => _dice.Chance(90) ? Invariant($"{_dice.Between(0, 1)}") : IntLeaf();

    // An index that is mostly in range: % keeps the sign, and negative indexes count from the end.
    private string Element(Sort sort, int depth)
    {
        string array = Named(sort, 0);
        bool isName = char.IsAsciiLetter(array[0]);
        return isName && _dice.Chance(75) ? $"{array}[{Int(Math.Min(depth, 1))} % len({array})]" : $"{array}[{Small()}]";
    }

    private string Lookup(int depth)
    {
        bool byText = _dice.Chance(50);
        string map = Named(byText ? Sort.ByText : Sort.ByInt, depth);
        string key = byText ? Key(depth) : Int(Math.Min(depth, 1));
        return _dice.Below(3) switch
        {
            0 => $"{map}[{key}]",
            _ => $"get({map}, {key}, {IntLeaf()})",
        };
    }

    private string Folded(int depth)
    {
        string array = Named(Sort.Ints, depth);
        Spend(12);
        return _dice.Below(3) switch
        {
            0 => $"sum({array})",
            1 => $"index_of({array}, {IntLeaf()})",
            _ when Affordable(40) => $"reduce({array}, {Int(0)}, func(p, q) {{ return (p * 3 + q) % {_dice.Pick("1009", "65537", "7")} }})",
            _ => $"len({array})",
        };
    }

    private string FloatLeaf()
    {
        if (_dice.Chance(60) && Find(Sort.Float) is { } variable)
        {
            return variable.Name;
        }

        return _dice.Chance(7) ? _dice.Pick(s_oddFloats) : _dice.Pick(s_floats);
    }

    private string Float(int depth)
    {
        if (depth <= 0)
        {
            return FloatLeaf();
        }

        int d = depth - 1;
        return _dice.Below(16) switch
        {
            < 3 => $"({Float(d)} + {Float(d)})",
            3 or 4 => $"({Float(d)} - {Float(d)})",
            5 or 6 => $"({Float(d)} * {FloatLeaf()})",
            7 => $"({Float(d)} / {(_dice.Chance(85) ? "4.0" : FloatLeaf())})",
            8 => $"({Float(d)} % {(_dice.Chance(85) ? "7.5" : FloatLeaf())})",
            9 => $"({Int(d)} {_dice.Pick("+", "-", "*")} {Float(d)})",
            10 => $"({Float(d)} {_dice.Pick("+", "-", "*")} {Int(d)})",
            11 => $"(-{Float(d)})",
            12 => Element(Sort.Floats, d),
            13 => $"{_dice.Pick("abs", "floor", "ceil", "round", "to_float")}({Float(d)})",
            14 => $"{Named(Sort.Record, d)}.y",
            _ => Called(Sort.Float, d) ?? $"{_dice.Pick("min", "max")}({Float(d)}, {Float(d)})",
        };
    }

    private string Bool(int depth)
    {
        if (depth <= 0)
        {
            return _dice.Chance(60) && Find(Sort.Bool) is { } variable ? variable.Name
                : _dice.Chance(70) ? $"({IntLeaf()} {_dice.Pick(s_comparisons)} {IntLeaf()})" : _dice.Pick("true", "false");
        }

        int d = depth - 1;
        return _dice.Below(16) switch
        {
            < 4 => $"({Int(d)} {_dice.Pick(s_comparisons)} {Int(d)})",
            4 or 5 => $"({Int(d)} % {_dice.Between(2, 5)} == {_dice.Below(2)})",
            6 => $"({Float(d)} {_dice.Pick(s_comparisons)} {Float(d)})",
            7 => $"({Int(d)} {_dice.Pick(s_comparisons)} {Float(d)})",
            8 => $"({Text(d)} {_dice.Pick(s_comparisons)} {Text(d)})",
            9 => $"({Anything(d)} {_dice.Pick("==", "!=")} {Anything(d)})",
            10 => $"({Bool(d)} && {Bool(d)})",
            11 => $"({Bool(d)} || {Bool(d)})",
            12 => $"(!{Bool(d)})",
            13 => Element(Sort.Bools, d),
            14 => $"{_dice.Pick("is_int", "is_float", "is_string", "is_null", "is_array", "is_truthy")}({Anything(d)})",
            _ => SameSort(d),
        };
    }

    private string SameSort(int depth)
    {
        Sort sort = _dice.Pick(Sort.Ints, Sort.Floats, Sort.ByText, Sort.Record, Sort.Shape, Sort.Option, Sort.Mixed);
        return $"({Of(sort, depth)} {_dice.Pick("==", "!=")} {Of(sort, depth)})";
    }

    // A call of a known function that returns a sort and is not too expensive here; null if there is none.
    private string? Called(Sort result, int depth)
    {
        List<Signature> candidates = _functions.FindAll(f => f.Result == result && Affordable(f.Cost));
        if (candidates.Count == 0)
        {
            return null;
        }

        Signature function = candidates[_dice.Below(candidates.Count)];
        Spend(function.Cost);
        return Call(function, depth);
    }

    private string Call(Signature function, int depth)
    {
        IEnumerable<string> arguments = function.Parameters.Select(p => Of(p, Math.Min(depth, 1)));
        if (_dice.Below(150) == 0)
        {
            arguments = arguments.Skip(1);
        }

        return $"{function.Name}({string.Join(", ", arguments)})";
    }
}
