using System.Globalization;

namespace Kiln.Tests.RandomPrograms;

/// <summary>
/// Makes a program of Ruff from a seed. The program always ends soon, prints what it computes, and depends on nothing outside of it.
/// <para>
/// Programs mostly respect the kinds of their values, so that they run far, in loops that are hot enough for an optimising tier; but
/// calls, elements and variables change their kind now and then, and each error of the language happens in some programs. The parts: what an expression of
/// a sort looks like (Numbers, Containers), what statements and loops do with it (Statements, Loops), functions and how they are called (Functions,
/// Patterns).
/// </para>
/// </summary>
internal sealed partial class ProgramGenerator
{
    // Estimated statements that a whole program and one call of a function may carry out. Higher numbers make programs slower, not better.
    private const double ProgramBudget = 9000;
    private const double FunctionBudget = 18;

    private static readonly Sort[] s_globalSorts =
    [
        Sort.Int, Sort.Int, Sort.Float, Sort.Text, Sort.Ints, Sort.Floats, Sort.Mixed, Sort.Grid, Sort.ByText, Sort.ByInt, Sort.Record, Sort.Any, Sort.Bool,
    ];

    private readonly Dice _dice;
    private readonly ProgramText _text = new();
    private readonly List<Variable> _variables = [];
    private readonly List<Signature> _functions = [];
    private int _names;

    // The sorts that this program is mainly about: names of the same sort meet more often.
    private readonly Sort[] _theme;

    // How often the place that is being written is expected to run, what all that was written so far costs, and what it may cost.
    private double _weight = 1;
    private double _cost;
    private double _budget = ProgramBudget;

    // The sort that the function being written returns; null outside of functions. Whether break and continue are possible.
    private Sort? _result;
    private bool _inLoop;
    private int _nesting;

    private ProgramGenerator(int seed)
    {
        _dice = new Dice((ulong)seed);
        _theme = [Sort.Int, Sort.Int, .. Enumerable.Range(0, 4).Select(_ => _dice.Pick(s_declared))];
    }

    /// <summary>The program of a seed.</summary>
    public static string Generate(int seed)
    {
        var generator = new ProgramGenerator(seed);
        generator.Program();
        return generator._text.ToString();
    }

    private void Program()
    {
        Prelude();
        int globals = _dice.Between(2, 5);
        for (int i = 0; i < globals; i++)
        {
            Sort sort = _dice.Chance(50) ? _dice.Pick(s_globalSorts) : _dice.Pick(_theme);
            string name = NewName("g");
            _text.Line($"{name} := {Of(sort, 1)}");
            _variables.Add(new Variable(name, sort, sort != Sort.Function));
        }

        int functions = _dice.Between(2, 5);
        for (int i = 0; i < functions; i++)
        {
            FunctionOrPattern();
        }

        int parts = _dice.Between(2, 5);
        for (int i = 0; i < parts; i++)
        {
            Part(i);
        }

        foreach (Variable global in _variables.FindAll(static v => v.Sort != Sort.Function))
        {
            _text.Line($"print(\"{global.Name}\", {global.Name})");
        }

        _text.Line("print(\"end\", seen, notes)");
    }

    // A part of the main program: mostly guarded, so that the next parts run after an error.
    private void Part(int number)
    {
        _budget = _cost + (ProgramBudget / 4);
        bool inFunction = _dice.Chance(40);
        bool guarded = _dice.Chance(95);
        int scope = _variables.Count;
        if (inFunction)
        {
            _text.Open(Invariant($"func part{number}()"));
        }

        if (guarded)
        {
            _text.Open("try");
        }

        _result = inFunction ? Sort.Int : null;
        HotCalls();
        Statements(_dice.Between(2, 5));
        _result = null;
        if (guarded)
        {
            string error = NewName("e");
            _text.Next($"except {error}");
            _text.Line($"print(\"caught\", {error}.message, {error}.stack)");
            _text.Close();
        }

        if (inFunction)
        {
            _text.Close();
            _text.Line(Invariant($"print(\"result\", part{number}())"));
        }

        if (guarded || inFunction)
        {
            Leave(scope);
        }

        _text.Line(Invariant($"print(\"part {number}\", seen, notes)"));
    }

    private void Prelude()
    {
        _text.Line("seen := 7");
        _text.Line("notes := 0");
        _text.Line("nan := to_float(\"nan\")");
        _text.Line("inf := to_float(\"inf\")");
        _text.Line("huge := to_float(\"1e308\")");
        _text.Line("highest := 9223372036854775807");
        _text.Line("lowest := -9223372036854775807 - 1");

        // A checksum of everything noted. It prints some of it, so that a difference shows near its origin.
        _text.Open("func note(v)");
        _text.Line("notes := notes + 1");
        _text.Open("if is_int(v)");
        _text.Line("seen := (seen * 31 + v % 1000003) % 1000003");
        _text.Next("else");
        _text.Line("text := to_string(v)");
        _text.Line("seen := (seen * 31 + len(text) + 13) % 1000003");
        _text.Open("if notes % 61 == 0");
        _text.Line("print(\"note\", notes, type(v), text)");
        _text.Close();
        _text.Close();
        _text.Close();

        // Keeps strings that are built in loops short.
        _text.Open("func cut(t)");
        _text.Open("if len(t) > 24");
        _text.Line("return substring(t, 0, 24)");
        _text.Close();
        _text.Line("return t");
        _text.Close();
        _text.Line("enum Shape { Dot, Line, Box }");
        StructType("Alpha", "x", "tag", "items", "y");
        StructType("Beta", "tag", "y", "x", "items");
    }

    // The fields have the same sorts in both types and other places, so that access sites see several shapes.
    private void StructType(string name, params string[] fields)
    {
        _text.Open($"struct {name}");
        foreach (string field in fields)
        {
            _text.Line(field + ",");
        }

        _text.Open("func grow(self, n)");
        _text.Line($"return {name} {{ x: self.x + n, tag: self.tag, items: self.items, y: self.y * 0.5 }}");
        _text.Close();
        _text.Open("func weigh(self, n)");
        _text.Line(name == "Alpha" ? "return self.x % 1009 + n + len(self.items)" : "return n - self.x % 1013");
        _text.Close();
        _text.Open("func total()");
        _text.Line("return x % 1000 + len(tag)");
        _text.Close();
        if (name == "Alpha" || _dice.Chance(50))
        {
            _text.Open("func op_add(other)");
            _text.Line("return x % 1000 + other.x % 1000");
            _text.Close();
        }

        _text.Close();
    }

    private Sort Topic() => _dice.Chance(75) ? _dice.Pick(_theme) : _dice.Pick(s_declared);

    private string NewName(string start) => Invariant($"{start}{_names++}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Spend(double statements) => _cost += _weight * statements;

    private bool Affordable(double statements) => _cost + (_weight * statements) <= _budget;

    private void Leave(int scope) => _variables.RemoveRange(scope, _variables.Count - scope);

    // A variable of a sort; null if there is none. Later ones are likelier: the most recent are what a body is about.
    private Variable? Find(Sort sort, bool mutable = false)
    {
        List<Variable> found = _variables.FindAll(v => v.Sort == sort && (v.IsMutable || !mutable));
        return found.Count == 0 ? null : found[Math.Max(_dice.Below(found.Count), _dice.Below(found.Count))];
    }

    private string Named(Sort sort, int depth) => Find(sort) is { } variable ? variable.Name : Of(sort, depth - 1);

    private void Declare(Sort sort, int depth)
    {
        string name = NewName("v");
        int form = _dice.Below(10);

        // A function that may call itself by way of its variable would not end.
        bool mutable = form != 0 && sort != Sort.Function;
        string keyword = form switch { 0 => "let ", 1 or 2 => "mut ", _ => "" };
        string value = Of(sort, depth);
        _text.Line($"{keyword}{name} := {value}");
        _variables.Add(new Variable(name, sort, mutable));
    }
}
