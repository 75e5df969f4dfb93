namespace Kiln.Tests.RandomPrograms;

/// <content>Statements other than loops.</content>
internal sealed partial class ProgramGenerator
{
    private const int DeepestNesting = 4;

    private static readonly Sort[] s_declared =
    [
        Sort.Int, Sort.Int, Sort.Int, Sort.Float, Sort.Float, Sort.Bool, Sort.Text, Sort.Ints, Sort.Ints, Sort.Floats, Sort.Bools, Sort.Texts, Sort.Mixed, Sort.Grid,
        Sort.ByText, Sort.ByInt, Sort.Record, Sort.Record, Sort.Shape, Sort.Option, Sort.Result, Sort.Function, Sort.Any,
    ];

    private void Statements(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Statement();
        }
    }

    // The statements of a block, with names of their own.
    private void Body(int count)
    {
        int scope = _variables.Count;
        _nesting++;
        Statements(count);
        _nesting--;
        Leave(scope);
    }

    private void Statement()
    {
        Spend(1);
        bool nests = _nesting < DeepestNesting;
        switch (_dice.Below(30))
        {
            case < 4:
                Declare(Topic(), 2);
                break;
            case < 8:
                Assign();
                break;
            case 8 or 9:
                Write();
                break;
            case 10:
                CopyAndChange();
                break;
            case 11 or 12 when nests:
                If();
                break;
            case 13 or 14 or 15 or 16 when nests:
                Loop();
                break;
            case 17 when nests:
                Try();
                break;
            case 18:
                Leap();
                break;
            case 19 when nests:
                Match();
                break;
            case 20:
                Destructure();
                break;
            case 21:
                ChangeKind();
                break;
            case 22 when nests:
                LocalFunction();
                break;
            case 23 when _weight <= 3:
                _text.Line($"print({Of(Topic(), 1)}, {Anything(1)})");
                break;
            case 24:
                Append();
                break;
            default:
                _text.Line($"note({Of(Topic(), 2)})");
                break;
        }
    }

    private void Assign()
    {
        Sort sort = Topic();
        if (Find(sort, true) is not { } variable)
        {
            Declare(sort, 2);
            return;
        }

        string name = variable.Name;
        switch (sort)
        {
            case Sort.Int when _dice.Chance(30):
                _text.Line($"{name} {_dice.Pick("+=", "-=", "+=")} {Int(1)}");
                break;
            case Sort.Int:
                _text.Line($"{name} := ({Int(2)}) % {_dice.Pick("1009", "1000003", "97")}");
                break;
            case Sort.Float when _dice.Chance(40):
                _text.Line($"{name} {_dice.Pick("+=", "-=", "*=", "/=")} {Float(1)}");
                break;
            case Sort.Text:
                _text.Line($"{name} := cut({Text(2)})");
                break;
            default:
                _text.Line($"{name} := {Of(sort, 2)}");
                break;
        }
    }

    // An element, an entry or a field.
    private void Write()
    {
        (Sort container, Sort element) = _dice.Pick(
            (Sort.Ints, Sort.Int), (Sort.Ints, Sort.Int), (Sort.Floats, Sort.Float), (Sort.Bools, Sort.Bool), (Sort.Texts, Sort.Text), (Sort.Mixed, Sort.Any),
            (Sort.Grid, Sort.Ints), (Sort.ByText, Sort.Int), (Sort.ByInt, Sort.Int), (Sort.Record, Sort.Int));
        if (Find(container, true) is not { } variable)
        {
            Declare(container, 1);
            return;
        }

        // An element of another kind changes the storage of the array.
        string name = variable.Name;
        string value = element == Sort.Text ? $"cut({Text(1)})" : element == Sort.Int ? $"({Int(2)}) % 10007" : Of(_dice.Chance(4) ? Sort.Any : element, 1);
        switch (container)
        {
            case Sort.ByText:
                _text.Line($"{name}[{Key(1)}] := {value}");
                break;
            case Sort.ByInt:
                _text.Line($"{name}[({Int(1)}) % 16] := {value}");
                break;
            case Sort.Record when _dice.Chance(30):
                _text.Line($"{name}.items[{Small()}] := {value}");
                break;
            case Sort.Record:
                _text.Line($"{name}.{_dice.Pick("x", "x", "x", "extra")} := {value}");
                break;
            case Sort.Grid when _dice.Chance(60):
                _text.Line($"{name}[{Small()}][{Small()}] := {Int(1)}");
                break;
            case Sort.Mixed when value == name:
                // Would nest without an end when it runs in a loop.
                _text.Line($"{name}[0] := null");
                break;
            default:
                string index = _dice.Chance(60) ? $"{Int(1)} % len({name})" : Small();
                _text.Line($"{name}[{index}] {(element == Sort.Int && _dice.Chance(25) ? "+=" : ":=")} {value}");
                break;
        }
    }

    // Containers are values: the original must not see what happens to the copy.
    private void CopyAndChange()
    {
        Sort sort = _dice.Pick(Sort.Ints, Sort.Floats, Sort.Grid, Sort.ByInt, Sort.Record, Sort.Mixed);
        if (Find(sort) is not { } original)
        {
            Declare(sort, 1);
            return;
        }

        string copy = NewName("v");
        _text.Line($"{copy} := {original.Name}");
        bool swap = original.IsMutable && _dice.Chance(40);
        string changed = swap ? original.Name : copy;
        _text.Line(sort switch
        {
            Sort.Record => $"{changed}.x := {IntLeaf()}",
            Sort.Grid => $"{changed}[0][0] := {IntLeaf()}",
            Sort.Floats => $"{changed}[0] := {Float(1)}",
            _ => $"{changed}[0] := {Int(1)}",
        });
        _text.Line($"note({copy})");
        _text.Line($"note({original.Name})");
        _variables.Add(new Variable(copy, sort, true));
    }

    private void If()
    {
        double weight = _weight;
        _weight *= 0.6;
        _text.Open($"if {Bool(2)}");
        Body(_dice.Between(1, 3));
        if (_dice.Chance(20))
        {
            _text.Next($"else if {Bool(1)}");
            Body(_dice.Between(1, 2));
        }

        if (_dice.Chance(50))
        {
            _text.Next("else");
            Body(_dice.Between(1, 2));
        }

        _text.Close();
        _weight = weight;
    }

    private void Try()
    {
        _text.Open("try");
        Body(_dice.Between(1, 3));
        if (_dice.Chance(35))
        {
            double weight = _weight;
            _weight *= 0.4;
            _text.Open($"if {Bool(1)}");
            _text.Line($"throw({_dice.Pick(Text(1), Int(0), Named(Sort.Record, 0))})");
            _text.Close();
            _weight = weight;
        }

        string error = NewName("e");
        _text.Next($"except {error}");
        _text.Line($"note({error}.message)");
        if (_dice.Chance(30))
        {
            Body(1);
        }

        if (_dice.Chance(4))
        {
            _text.Line($"throw({error})");
        }

        _text.Close();
    }

    // Break, continue, return: under a condition, since nothing runs behind them.
    private void Leap()
    {
        List<string> leaps = _inLoop ? ["break", "continue", "continue"] : [];
        if (_result is { } result)
        {
            leaps.Add($"return {Of(result, 1)}");
        }

        if (leaps.Count == 0)
        {
            Assign();
            return;
        }

        _text.Open($"if {Bool(1)}");
        _text.Line(leaps[_dice.Below(leaps.Count)]);
        _text.Close();
    }

    private void Match()
    {
        (Sort sort, string[] cases) = _dice.Pick<(Sort, string[])>(
            (Sort.Shape, ["Shape::Dot", "Shape::Line", "Shape::Box"]), (Sort.Option, ["Some", "None"]), (Sort.Result, ["Ok", "Err"]), (Sort.Text, ["a", "abc", "key"]));
        _text.Open($"match {Of(sort, 2)}");
        foreach (string label in cases)
        {
            bool binds = label is "Shape::Line" or "Some" or "Ok" or "Shape::Box";
            string payload = NewName("m");
            int scope = _variables.Count;
            _text.Open(binds ? $"case {label}({payload}):" : $"case {label}:");
            if (binds)
            {
                _variables.Add(new Variable(payload, Sort.Int, false));
                _text.Line($"note({payload})");
            }

            Body(1);
            Leave(scope);
            _text.Close();
        }

        if (_dice.Chance(50))
        {
            _text.Open("default:");
            Body(1);
            _text.Close();
        }

        _text.Close();
    }

    private void Destructure()
    {
        if (_dice.Chance(30))
        {
            _text.Line($"let {{a, key, ...{NewName("rest")}}} := {ByText(1)}");
            _text.Line("note(a)");
            return;
        }

        string first = NewName("v");
        string second = NewName("v");
        string rest = NewName("v");
        _text.Line($"mut [{first}, {second}, ...{rest}] := {Ints(1)}");
        _text.Line($"note({second})");
        _variables.Add(new Variable(first, Sort.Any, true));
        _variables.Add(new Variable(rest, Sort.Ints, true));
    }

    // A variable gets a value of another kind; half of the time it goes back to its own.
    private void ChangeKind()
    {
        Sort sort = _dice.Pick(Sort.Int, Sort.Float, Sort.Any, Sort.Any);
        if (Find(sort, true) is not { } variable)
        {
            Declare(Sort.Any, 1);
            return;
        }

        _text.Line($"{variable.Name} := {Of(sort == Sort.Any ? _dice.Pick(s_declared) : _dice.Pick(Sort.Int, Sort.Float), 1)}");
        _text.Line($"note({variable.Name})");
        if (_dice.Chance(50))
        {
            _text.Line($"{variable.Name} := {Of(sort, 1)}");
        }
    }

    private void Append()
    {
        if (Find(_dice.Pick(Sort.Ints, Sort.Floats, Sort.Texts), true) is not { } array)
        {
            Declare(Sort.Ints, 1);
            return;
        }

        Sort element = array.Sort switch { Sort.Ints => Sort.Int, Sort.Floats => Sort.Float, _ => Sort.Text };
        _text.Open($"if len({array.Name}) < {_dice.Between(4, 40)}");
        _text.Line($"{array.Name} := push({array.Name}, {(element == Sort.Text ? $"cut({Text(1)})" : Of(_dice.Chance(3) ? Sort.Any : element, 1))})");
        _text.Close();
    }
}
