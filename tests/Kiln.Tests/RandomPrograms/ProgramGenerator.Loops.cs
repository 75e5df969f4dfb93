namespace Kiln.Tests.RandomPrograms;

/// <content>Loops. Each has a bound that statements in it cannot move.</content>
internal sealed partial class ProgramGenerator
{
    private void Loop()
    {
        double room = (_budget - _cost) / Math.Max(_weight, 1);
        if (room < 6)
        {
            Assign();
            return;
        }

        // Mostly short in functions, which are called often, and long on the outside.
        int most = (int)Math.Clamp(room / 6, 2, _nesting == 0 && _result is null ? 400 : 40);
        int rounds = _dice.Between(1, most);
        bool outer = _inLoop;
        double weight = _weight;
        int scope = _variables.Count;
        switch (_dice.Below(11))
        {
            case < 3:
                CountingLoop(rounds);
                break;
            case 3 or 4 or 5:
                Range(rounds);
                break;
            case 6:
                Each(Sort.Int, Named(_dice.Chance(60) ? Sort.Ints : Sort.Mixed, 0), 4);
                break;
            case 7:
                Each(Sort.Text, $"({Text(1)})", 6);
                break;
            case 8:
                Each(Sort.Text, Named(Sort.ByText, 0), 3);
                break;
            case 9:
                Endless(rounds);
                break;
            default:
                Each(Sort.Int, Called(Sort.Any, 1) is { } source ? $"({source})" : $"({Invariant($"{_dice.Between(1, 9)}")})", 5);
                break;
        }

        Leave(scope);
        _inLoop = outer;
        _weight = weight;
    }

    private void Inside(double rounds, int statements)
    {
        _weight *= Math.Max(rounds, 1);
        _inLoop = true;
        Body(statements);
    }

    private void CountingLoop(int rounds)
    {
        string counter = NewName("i");
        _text.Line($"mut {counter} := {(_dice.Chance(85) ? "0" : $"{Invariant($"{_dice.Between(-5, 5)}")}")}");
        _text.Open($"while {counter} {_dice.Pick("<", "<=", "<")} {Invariant($"{rounds}")}{(_dice.Chance(15) ? $" && {Bool(1)}" : "")}");
        _variables.Add(new Variable(counter, Sort.Int, false));
        _text.Line($"{counter} := {counter} + {(_dice.Chance(85) ? "1" : Invariant($"{_dice.Between(2, 3)}"))}");
        Inside(rounds, _dice.Between(1, 4));
        _text.Close();
    }

    private void Range(int rounds)
    {
        string counter = NewName("i");
        string source = _dice.Below(4) switch
        {
            0 => Invariant($"range({_dice.Between(-4, 4)}, {rounds})"),
            1 => Invariant($"range({rounds}, 0, -{_dice.Between(1, 2)})"),
            2 => Invariant($"({rounds})"),
            _ => Invariant($"range({rounds})"),
        };
        _text.Open($"for {counter} in {source}");
        _variables.Add(new Variable(counter, Sort.Int, false));
        Inside(rounds, _dice.Between(1, 4));
        _text.Close();
    }

    private void Each(Sort element, string source, int rounds)
    {
        // What a loop runs over is a postfix expression, and a name before the brace would begin a struct.
        string item = NewName("x");
        _text.Open($"for {item} in {source}");
        _variables.Add(new Variable(item, element, false));
        Inside(rounds, _dice.Between(1, 3));
        _text.Close();
    }

    private void Endless(int rounds)
    {
        string counter = NewName("i");
        _text.Line($"mut {counter} := {Invariant($"{rounds}")}");
        _text.Open("loop");
        _variables.Add(new Variable(counter, Sort.Int, false));
        _text.Line($"{counter} := {counter} - 1");
        _text.Open($"if {counter} < 0");
        _text.Line("break");
        _text.Close();
        Inside(rounds, _dice.Between(1, 3));
        _text.Close();
    }

    // Calls of the program's functions, often enough to make them hot, with arguments that change kind in the end.
    private void HotCalls()
    {
        List<Signature> candidates = _functions.FindAll(f => f.Parameters.Length > 0);
        if (candidates.Count == 0)
        {
            return;
        }

        Signature function = candidates[_dice.Below(candidates.Count)];
        int scope = _variables.Count;
        int calls = (int)Math.Clamp((_budget - _cost) * 0.6 / function.Cost, 8, 500);
        string counter = NewName("i");
        string total = NewName("v");
        string error = NewName("e");
        bool guarded = _dice.Chance(92);
        bool ranged = _dice.Chance(50);
        double weight = _weight;
        _text.Line($"mut {total} := {IntLeaf()}");
        if (ranged)
        {
            _text.Open($"for {counter} in range({Invariant($"{calls}")})");
        }
        else
        {
            _text.Line($"mut {counter} := 0");
            _text.Open($"while {counter} < {Invariant($"{calls}")}");
            _text.Line($"{counter} := {counter} + 1");
        }

        _variables.Add(new Variable(total, Sort.Int, false));
        _variables.Add(new Variable(counter, Sort.Int, false));
        if (guarded)
        {
            _text.Open("try");
        }

        _weight *= calls;
        Spend(function.Cost);
        if (function.Result == Sort.Int && _dice.Chance(70))
        {
            _text.Line($"{total} := ({total} * {_dice.Pick("3", "31", "7")} + {Call(function, 1)}) % 1000003");
        }
        else
        {
            _text.Line($"note({Call(function, 1)})");
        }

        _weight = weight;
        if (guarded)
        {
            _text.Next($"except {error}");
            _text.Line($"note({error}.message)");
            _text.Close();
        }

        _text.Close();
        _text.Line($"print(\"total\", {total})");
        Leave(scope);
        Surprise(function);
        _variables.Add(new Variable(total, Sort.Int, true));
    }

    // A few calls with other kinds than those the function has become used to.
    private void Surprise(Signature function)
    {
        int surprises = _dice.Below(3);
        for (int i = 0; i < surprises; i++)
        {
            Sort other = _dice.Pick(Sort.Float, Sort.Text, Sort.Any, Sort.Ints, Sort.Int);
            string arguments = string.Join(", ", function.Parameters.Select(p => Of(_dice.Chance(60) ? other : p, 0)));
            string error = NewName("e");
            _text.Open("try");
            _text.Line($"print(\"other\", {function.Name}({arguments}))");
            _text.Next($"except {error}");
            _text.Line($"print(\"other\", {error}.message)");
            _text.Close();
        }

        Spend(surprises * function.Cost);
    }
}
