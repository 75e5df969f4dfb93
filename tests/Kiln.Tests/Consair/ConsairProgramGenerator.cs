using System.Text;

namespace Kiln.Tests.Consair;

/// <summary>
/// Makes random programs that end: a few functions, the later ones call the earlier ones, and a loop that calls the last one often enough to be compiled,
/// with arguments of changing kinds. Some redefine a builtin or a macro on the way.
/// </summary>
internal sealed class ConsairProgramGenerator(int seed)
{
    private const int Functions = 3;
    private const int MaximumDepth = 4;

    private static readonly string[] s_atoms = ["0", "1", "-1", "2", "7", "1.5", "-0.25", "1/2", "-2/3", "9223372036854775807", "nil", "t", "'a", "'(1 2 3)", "\"s\"", "(vector 1 2 3)"];
    private static readonly string[] s_numbers = ["0", "1", "2", "-3", "10", "0.5", "1/3", "4611686018427387904"];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();

    /// <summary>The program's text. What the loop hands on is an atom, or lists would grow exponentially.</summary>
    public string Generate()
    {
        _text.Append("(defmacro when (test body) `(cond (,test ,body) (t nil)))\n(defmacro and2 (a b) `(cond (,a ,b) (t nil)))\n");
        for (int i = 0; i < Functions; i++)
        {
            _text.Append("(label f").Append(i).Append(" (lambda (a b c) ").Append(Expression(["a", "b", "c"], i, 0)).Append("))\n");
        }

        _text.Append("(label go (lambda (i x) (cond ((= i 0) x) (t (let ((r ").Append(Expression(["i", "x"], Functions, 1)).Append("))\n  (go (- i 1) (cond ((atom r) r) ((cons? r) 1) (t 2))))))))\n");
        Call(40);
        if (Chance(3))
        {
            _text.Append(Chance(2) ? "(label + (lambda (p q) (- p (- 0 q))))\n" : "(defmacro and2 (a b) `(list ,a ,b))\n");
            Call(20);
        }

        return _text.ToString();
    }

    private void Call(int times)
    {
        _text.Append("(println (go ").Append(times).Append(' ').Append(Pick(s_atoms)).Append("))\n");
        _text.Append("(println (f").Append(_random.Next(Functions)).Append(' ').Append(Pick(s_atoms)).Append(' ').Append(Pick(s_numbers)).Append(' ').Append(Pick(s_atoms)).Append("))\n");
    }

    private string Expression(string[] names, int callable, int depth)
    {
        if (depth >= MaximumDepth || Chance(4))
        {
            return Chance(3) ? Pick(s_atoms) : Pick(names);
        }

        string Inner() => Expression(names, callable, depth + 1);
        string Number() => $"(cond ((number? {Pick(names)}) {Inner()}) (t {Pick(s_numbers)}))";
        switch (_random.Next(16))
        {
            case 0 or 1:
                return $"({Pick(["+", "-", "*"])} {Pick(s_numbers)} {Guarded(names)})";
            case 2:
                return $"({Pick(["+", "-", "*", "/"])} {Guarded(names)} {Guarded(names)})";
            case 3:
                return $"({Pick(["+", "*"])} {Number()} {Pick(s_numbers)})";
            case 4:
                return $"(cond (({Pick(["<", ">", "=", "<=", ">="])} {Guarded(names)} {Pick(s_numbers)}) {Inner()}) (t {Inner()}))";
            case 5:
                return $"(cond ((eq {Inner()} {Pick(s_atoms)}) {Inner()}) ({Inner()} {Inner()}))";
            case 6:
                return $"(cons {Inner()} {Inner()})";
            case 7:
                return $"(let ((v {Inner()})) (cond ((cons? v) (car v)) (t v)))";
            case 8:
                return $"(let ((w {Inner()})) (if (nil? w) {Inner()} (list w {Inner()})))";
            case 9:
                return $"((lambda (p q) (list q p)) {Inner()} {Inner()})";
            case 10 when callable > 0:
                return $"(f{_random.Next(callable)} {Inner()} {Inner()} {Inner()})";
            case 11:
                return $"(when {Inner()} {Inner()})";
            case 12:
                return $"(and2 {Inner()} {Inner()})";
            case 13:
                return $"(progn (label local {Inner()}) (list local {Pick(names)}))";
            case 14:
                return $"(let ((g (lambda (z) (list z {Pick(names)})))) (g {Inner()}))";
            default:
                return $"(not {Inner()})";
        }
    }

    // Mostly a number, so that programs get somewhere; errors end them, in all modes alike.
    private string Guarded(string[] names) => Chance(12) ? Pick(names) : $"(cond ((number? {Pick(names)}) {Pick(s_numbers)}) (t {Pick(s_numbers)}))";

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
