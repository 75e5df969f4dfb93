namespace Kiln.Tests.RandomPrograms;

/// <content>Functions with bodies of any statements.</content>
internal sealed partial class ProgramGenerator
{
    private static readonly Sort[] s_parameters =
    [
        Sort.Int, Sort.Int, Sort.Int, Sort.Float, Sort.Text, Sort.Ints, Sort.Floats, Sort.ByInt, Sort.ByText, Sort.Record, Sort.Any, Sort.Bool, Sort.Shape, Sort.Function,
    ];

    private static readonly Sort[] s_results =
    [
        Sort.Int, Sort.Int, Sort.Int, Sort.Int, Sort.Float, Sort.Text, Sort.Ints, Sort.Option, Sort.Result,
    ];

    private void FunctionOrPattern()
    {
        if (_dice.Chance(45))
        {
            OrdinaryFunction();
        }
        else
        {
            Pattern();
        }
    }

    private void OrdinaryFunction()
    {
        string name = NewName("f");
        Sort[] parameters = [.. Enumerable.Range(0, _dice.Between(1, 3)).Select(_ => _dice.Chance(50) ? _dice.Pick(s_parameters) : Topic())];
        Sort result = _dice.Pick(s_results);
        Define(name, parameters, result, _ => Statements(_dice.Between(1, 4)));
        if (_dice.Chance(12))
        {
            // Another body at run time, while callers may rely on the first.
            _text.Line($"{name}_first := {name}");
            Signature itself = _functions[^1];
            _functions.RemoveAt(_functions.Count - 1);
            _text.Open($"if {Bool(1)}");
            _text.Line($"{name} := func({string.Join(", ", parameters.Select((_, i) => Invariant($"r{i}")))}) {{ return {Of(result, 1)} }}");
            _text.Close();
            _functions.Add(itself);
        }
    }

    // Writes a function; its parameters are in scope while the body is written.
    private void Define(string name, Sort[] parameters, Sort result, Action<string[]> body)
    {
        string[] names = [.. parameters.Select(_ => NewName("p"))];
        (Sort? Result, bool InLoop, double Weight, double Cost, double Budget, int Nesting) outer = (_result, _inLoop, _weight, _cost, _budget, _nesting);
        int scope = _variables.Count;
        _text.Open($"func {name}({string.Join(", ", names)})");
        for (int i = 0; i < names.Length; i++)
        {
            _variables.Add(new Variable(names[i], parameters[i], parameters[i] != Sort.Function));
        }

        (_result, _inLoop, _weight, _cost, _budget, _nesting) = (result, false, 1, 2, FunctionBudget, 1);
        body(names);
        _text.Line(result == Sort.Int ? $"return ({Int(2)}) % 1000003" : result == Sort.Text ? $"return cut({Text(2)})" : $"return {Of(result, 2)}");
        _text.Close();
        double cost = _cost;
        (_result, _inLoop, _weight, _cost, _budget, _nesting) = outer;
        Leave(scope);
        _functions.Add(new Signature(name, parameters, result, cost));
    }

    // A closure in the middle of other code: an anonymous function over several lines, or a nested one with a name.
    private void LocalFunction()
    {
        string name = NewName("c");
        string parameter = NewName("p");
        (Sort? Result, bool InLoop, double Weight) outer = (_result, _inLoop, _weight);
        int scope = _variables.Count;
        bool anonymous = _dice.Chance(60) || _nesting == 0;
        _text.Open(anonymous ? $"{name} := func({parameter})" : $"func {name}({parameter})");
        _variables.Add(new Variable(parameter, Sort.Int, true));
        (_result, _inLoop, _weight) = (Sort.Int, false, _weight * 6);
        Body(_dice.Between(1, 2));
        _text.Line($"return ({Int(1)}) % 10007");
        _text.Close();
        (_result, _inLoop, _weight) = outer;
        Leave(scope);
        _variables.Add(new Variable(name, Sort.Function, false));
        _text.Line($"note({name}({IntLeaf()}))");
    }
}
