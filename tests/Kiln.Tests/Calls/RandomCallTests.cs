using System.Text;
using Kiln.Tests.TestLisp;

namespace Kiln.Tests.Calls;

/// <summary>
/// Programs of functions that call each other at random, in tail position or not, with all kinds of parameters, some of them wrongly: they do the same
/// in every mode.
/// </summary>
public sealed class RandomCallTests
{
    private const int Programs = 100;

    private static readonly string[] s_modes = ["eager", "early", "stress", "auto"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Programs)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_mode_does_the_same(int seed)
    {
        string program = new Writer(seed).Program();
        LispRun expected = LispRun.Of(program, "off");
        foreach (string mode in s_modes)
        {
            LispRun actual = LispRun.Of(program, mode);
            Assert.True((expected.Text, expected.Trace) == (actual.Text, actual.Trace), $"{mode}: {actual.Text} {actual.Trace}\nnot {expected.Text} {expected.Trace}\n{program}");
        }
    }

    private sealed class Writer(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<(string Name, int Required, int Optional, bool HasRest)> _functions = [];

        /// <summary>Every function counts its first parameter down and returns when it gets to zero, so the program ends.</summary>
        public string Program()
        {
            int count = _random.Next(2, 6);
            for (int i = 0; i < count; i++)
            {
                _functions.Add(($"f{i}", 1 + _random.Next(_random.Next(6) == 0 ? 11 : 4), _random.Next(4) == 0 ? _random.Next(3) : 0, _random.Next(5) == 0));
            }

            var text = new StringBuilder("(define (array &rest r) r)\n");
            foreach ((string name, int required, int optional, bool hasRest) in _functions)
            {
                string parameters = string.Join(' ', Enumerable.Range(0, required).Select(static i => $"p{i}"));
                string optionals = optional > 0 ? " &optional " + string.Join(' ', Enumerable.Range(0, optional).Select(static i => $"o{i}")) : "";
                text.Append($"(define ({name} {parameters}{optionals}{(hasRest ? " &rest r" : "")})\n  (if (< p0 1) {Result(required, hasRest)} {Body(required, 0)}))\n");
            }

            text.Append($"(define (often p0) (if (= p0 0) 0 (do (try {Call("p0", 1, false)} 0) (often (- p0 1)))))\n(define (last p0) {Call("p0", 1, false)})\n(often 60) (last 95)\n");
            return text.ToString();
        }

        private string Result(int required, bool hasRest) => _random.Next(4) switch
        {
            0 when hasRest => "r",
            1 => "(array p0 p0)",
            2 => $"(try (array p{required - 1}) 0)",
            _ => $"p{required - 1}",
        };

        private string Body(int required, int depth) => _random.Next(depth < 3 ? 9 : 3) switch
        {
            3 => $"(if (< p{_random.Next(required)} {_random.Next(40)}) {Body(required, depth + 1)} {Body(required, depth + 1)})",
            4 => $"(let x {Call("(- p0 40)", required, false)} {Body(required, depth + 1)})",
            5 => $"(do (try {Call("(- p0 45)", required, false)} 0) {Body(required, depth + 1)})",
            6 => $"(try {Call("(- p0 1)", required, false)} 7)",
            7 => $"((lambda (m) {Call("m", 1, false)}) (- p0 1))",
            _ => Call("(- p0 1)", required, true),
        };

        private string Call(string first, int required, bool mayGoWrong)
        {
            (string name, int wanted, int optional, bool hasRest) = _functions[_random.Next(_functions.Count)];
            int count = wanted + _random.Next(optional + 1) + (hasRest ? _random.Next(4) : 0);
            count += mayGoWrong && _random.Next(40) == 0 ? 1 : 0;
            var arguments = new StringBuilder(first);
            for (int i = 1; i < count; i++)
            {
                arguments.Append(' ').Append(Argument(required));
            }

            return _random.Next(8) switch
            {
                0 => $"(apply {name} (array {arguments}))",
                1 => $"(tail {name} {arguments})",
                2 => $"(call {name} {arguments})",
                _ => $"({name} {arguments})",
            };
        }

        private string Argument(int required) => _random.Next(12) switch
        {
            0 => "0.5",
            1 => "\"s\"",
            2 => "nil",
            3 or 4 => _random.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture),
            5 => $"(+ p0 {_random.Next(9)})",
            _ => $"p{_random.Next(Math.Min(required, 1 + _random.Next(required)))}",
        };
    }
}
