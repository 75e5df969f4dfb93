namespace Kiln.Ruff.Library;

/// <summary>The ways in which library functions complain about a wrong number of arguments; one per part of the library.</summary>
internal static class Arity
{
    /// <summary>Most functions: <c>len expects 1 arguments, got 2</c>, <c>input expects 0 to 1 arguments, got 3</c>.</summary>
    /// <param name="name">The function's guest name.</param>
    /// <param name="minimum">Fewest arguments.</param>
    /// <param name="maximum">Most arguments; -1 for any number.</param>
    public static Func<int, string> Plain(string name, int minimum, int maximum) => got =>
        maximum < 0 ? $"{name} expects at least {minimum} arguments, got {got}"
        : minimum == maximum ? $"{name} expects {minimum} arguments, got {got}"
        : $"{name} expects {minimum} to {maximum} arguments, got {got}";

    /// <summary>Functions of sets, queues, and stacks, which count properly: <c>set_add expects 2 arguments, got 1</c>.</summary>
    public static Func<int, string> Collection(string name, int minimum, int maximum) => got =>
        minimum == maximum ? $"{name} expects {Arguments(minimum)}, got {got}" : $"{name} expects {minimum} to {Arguments(maximum)}, got {got}";

    /// <summary>Mathematical functions: <c>sqrt() expects 1 argument</c>.</summary>
    public static Func<int, string> Mathematical(string name, int count) => _ => $"{name}() expects {Arguments(count)}";

    private static string Arguments(int count) => count == 1 ? "1 argument" : $"{count} arguments";
}
