namespace Kiln.Tests.RandomPrograms;

/// <content>Functions of known forms: recursion, generators, closures that keep state, propagation of errors, functions over several kinds.</content>
internal sealed partial class ProgramGenerator
{
    private void Pattern()
    {
        switch (_dice.Below(9))
        {
            case 0:
                LinearRecursion();
                break;
            case 1:
                DoubleRecursion();
                break;
            case 2:
                MutualRecursion();
                break;
            case 3:
                Generator();
                break;
            case 4:
                StatefulClosures();
                break;
            case 5:
                Propagation();
                break;
            case 6:
                Kernel();
                break;
            default:
                ManyKinds();
                break;
        }
    }

    private void LinearRecursion()
    {
        string name = NewName("f");
        Sort carried = _dice.Pick(Sort.Int, Sort.Float, Sort.Ints, Sort.Text);
        Define(name, [Sort.Int, carried], carried, p =>
        {
            _variables.RemoveAll(v => v.Name == p[0]);
            _variables.Add(new Variable(p[0], Sort.Int, false));
            _text.Open($"if {p[0]} <= 0 || {p[0]} > 400");
            _text.Line($"return {p[1]}");
            _text.Close();
            Statement();
            string next = carried switch
            {
                Sort.Int => $"({Int(1)}) % 1009",
                Sort.Text => $"cut({Text(1)})",
                _ => Of(carried, 1),
            };
            if (_dice.Chance(50))
            {
                _text.Line($"return {name}({p[0]} - {_dice.Between(1, 2)}, {next})");
            }
            else
            {
                _text.Line($"mut deeper{p[0]} := {name}({p[0]} - 1, {next})");
                _variables.Add(new Variable($"deeper{p[0]}", carried, true));
            }

            Spend(60);
        });
        _text.Line($"print({name}({_dice.Between(50, 350)}, {Of(carried, 0)}))");
    }

    private void DoubleRecursion()
    {
        string name = NewName("f");
        string text = _dice.Pick("", " % 1009");
        _text.Open($"func {name}(n)");
        _text.Open($"if n < {_dice.Between(1, 3)}");
        _text.Line($"return {_dice.Pick("n", "1", "n + 1", "1.5")}");
        _text.Close();
        _text.Line($"return ({name}(n - 1) {_dice.Pick("+", "-", "+")} {name}(n - 2)){text}");
        _text.Close();
        _text.Line($"print({name}({_dice.Between(8, 13)}))");
        _functions.Add(new Signature(name, [], Sort.Any, 10000));
    }

    private void MutualRecursion()
    {
        string first = NewName("f");
        string second = NewName("f");
        _text.Open($"func {first}(n, k)");
        _text.Open("if n <= 0");
        _text.Line("return k");
        _text.Close();
        _text.Line($"return {second}(n - 1, (k * 3 + n) % {_dice.Pick("1009", "97")})");
        _text.Close();
        _text.Open($"func {second}(n, k)");
        _text.Open($"if n % {_dice.Between(3, 9)} == 0");
        _text.Line($"return {first}(n - 2, k {_dice.Pick("+", "-")} 1)");
        _text.Close();
        _text.Line($"return {first}(n - 1, k + {_dice.Pick("n", "1", "2")}) {_dice.Pick("", "+ 1", "- n")}");
        _text.Close();
        _text.Line($"print({first}({_dice.Between(20, 300)}, {IntLeaf()}))");
        string wrapper = NewName("f");
        _text.Open($"func {wrapper}(n)");
        _text.Line($"return {first}(n % 20, n)");
        _text.Close();
        _functions.Add(new Signature(wrapper, [Sort.Int], Sort.Int, 40));
    }

    private void Generator()
    {
        string name = NewName("f");
        string counter = NewName("i");
        _text.Open($"func* {name}(n)");
        _text.Line($"mut {counter} := 0");
        _text.Open($"while {counter} < n && {counter} < 12");
        _text.Line($"{counter} := {counter} + 1");
        if (_dice.Chance(40))
        {
            _text.Open($"if {counter} % {_dice.Between(2, 4)} == 0");
            _text.Line(_dice.Pick("continue", $"yield {counter} * 2"));
            _text.Close();
        }

        _variables.Add(new Variable(counter, Sort.Int, false));
        _text.Line($"yield {(_dice.Chance(70) ? Int(1) : Anything(1))}");
        _variables.RemoveAt(_variables.Count - 1);
        _text.Close();
        _text.Close();
        _functions.Add(new Signature(name, [Sort.Int], Sort.Any, 12));
    }

    // Two closures that share a variable, and one more pair of them.
    private void StatefulClosures()
    {
        string maker = NewName("f");
        string pair = NewName("g");
        _text.Open($"func {maker}(start)");
        _text.Line("mut n := start");
        _text.Line($"let change := func(k) {{ n := (n {_dice.Pick("+", "*", "-")} k) % {_dice.Pick("1009", "65537")} return n }}");
        _text.Line($"let look := func(k) {{ return n {_dice.Pick("+ k", "- k", "* 2")} }}");
        _text.Line("return [change, look]");
        _text.Close();
        foreach (string start in _dice.Chance(50) ? new[] { IntLeaf() } : [IntLeaf(), FloatLeaf()])
        {
            pair = NewName("g");
            _text.Line($"{pair} := {maker}({start})");
            foreach (int member in new[] { 0, 1 })
            {
                string closure = NewName("c");
                _text.Line(Invariant($"{closure} := {pair}[{member}]"));
                _variables.Add(new Variable(closure, Sort.Function, false));
            }
        }

        string user = NewName("f");
        _text.Open($"func {user}(a)");
        _text.Line($"{pair}[0](a)");
        _text.Line($"return {pair}[1](1)");
        _text.Close();
        _functions.Add(new Signature(user, [Sort.Int], Sort.Int, 6));
    }

    private void Propagation()
    {
        string source = NewName("f");
        string user = NewName("f");
        bool option = _dice.Chance(50);
        _text.Open($"func {source}(n)");
        _text.Open($"if n % {_dice.Between(2, 13)} == 0");
        _text.Line(option ? "return None" : "return Err(\"no \" + to_string(n))");
        _text.Close();
        _text.Line(option ? "return Some(n * 2)" : "return Ok(n * 2)");
        _text.Close();
        _text.Open($"func {user}(n)");
        _text.Line($"mut first := {source}(n)?");
        _text.Open($"for k in range({_dice.Between(1, 4)})");
        _text.Line($"first := (first + {source}(n + k + 1)?) % 10007");
        _text.Close();
        _text.Line(option ? "return Some(first)" : "return Ok(first)");
        _text.Close();
        Sort result = option ? Sort.Option : Sort.Result;
        _functions.Add(new Signature(source, [Sort.Int], result, 3));
        _functions.Add(new Signature(user, [Sort.Int], result, 12));
    }

    // What a tier compiles first: loops over arrays with arithmetic, and nothing else.
    private void Kernel()
    {
        string name = NewName("f");
        string op = _dice.Pick("+", "-", "*");
        _text.Open($"func {name}(xs, n)");
        _text.Line($"mut total := {_dice.Pick("0", "0", "0.5", "1")}");
        _text.Line("mut i := 0");
        _text.Open("while i < len(xs)");
        _text.Open($"if xs[i] {_dice.Pick(s_comparisons)} {_dice.Pick("n", "3", "0.5")}");
        _text.Line($"total := total {op} {_dice.Pick("xs[i]", "i", "1", "n")}");
        _text.Next("else");
        _text.Line($"xs[i] := xs[i] {_dice.Pick("+ 1", "- n", "* 2", "+ total")}");
        _text.Close();
        if (_dice.Chance(40))
        {
            _text.Open($"for j in range({_dice.Between(1, 5)})");
            _text.Line($"total := total {_dice.Pick("+ j", "- i", "+ xs[j]", "+ i * j")}");
            _text.Close();
        }

        _text.Line("i := i + 1");
        _text.Close();
        _text.Line("note(xs)");
        _text.Line("return total");
        _text.Close();
        _functions.Add(new Signature(name, [_dice.Pick(Sort.Ints, Sort.Floats), Sort.Int], Sort.Int, 30));
    }

    // Works on integers, floats and strings alike; callers begin with one kind and go on with another.
    private void ManyKinds()
    {
        string name = NewName("f");
        string first = NewName("p");
        string second = NewName("p");
        _text.Open($"func {name}({first}, {second})");
        _text.Line($"mut best := {_dice.Pick(first, second)}");
        _text.Open($"if {first} {_dice.Pick(s_comparisons)} {second}");
        _text.Line($"best := {first} + {second}");
        _text.Next("else");
        _text.Line($"best := {second} {_dice.Pick("+", "+", "-")} {_dice.Pick(first, second)}");
        _text.Close();
        if (_dice.Chance(60))
        {
            _text.Open($"for k in range({_dice.Between(1, 4)})");
            _text.Open($"if best {_dice.Pick("==", "!=", "<", ">")} {second}");
            _text.Line($"best := {_dice.Pick($"best + {first}", second, $"{first} + {second}")}");
            _text.Close();
            _text.Close();
        }

        _text.Line($"return {_dice.Pick("best", "best + best", $"[best, {first}]", $"to_string(best) + type({second})")}");
        _text.Close();
        foreach ((string a, string b) in new[] { (IntLeaf(), IntLeaf()), (FloatLeaf(), FloatLeaf()), (TextLeaf(), TextLeaf()), (IntLeaf(), FloatLeaf()), (FloatLeaf(), TextLeaf()) })
        {
            if (_dice.Chance(60))
            {
                string error = NewName("e");
                string counter = NewName("i");
                _text.Open("try");
                _text.Open($"for {counter} in range({_dice.Pick("1", "3", "20", "120")})");
                _text.Line($"note({name}({a}, {_dice.Pick(b, b, counter)}))");
                _text.Close();
                _text.Line($"print({name}({a}, {b}))");
                _text.Next($"except {error}");
                _text.Line($"print({error}.message)");
                _text.Close();
            }
        }

        Sort sort = _dice.Pick(Sort.Int, Sort.Float, Sort.Text);
        _functions.Add(new Signature(name, [sort, sort], sort, 8));
    }
}
