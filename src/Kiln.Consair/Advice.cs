namespace Kiln.Consair;

/// <summary>What to do about an error, by the start or the end of its message: one row each.</summary>
internal static class Advice
{
    private static readonly (string Part, string Text)[] s_rows =
    [
        ("Unbound symbol: unquote", "an unquote only makes sense inside of a quasiquote"),
        ("Unbound symbol: ", "define the name with label before this form runs, or check its spelling"),
        ("Cannot apply non-function: ", "the first element of a form must be a function; quote the form if it is data"),
        ("Division by zero", "test the divisor before dividing"),
        ("Maximum recursion depth", "make the recursive call the last thing the function does, with the result so far as an argument"),
        (": expected number, got ", "arithmetic takes numbers only; compare other values with eq"),
        (": expected cons cell, got ", "test with cons? or nil? before taking a list apart"),
        ("lambda: expected ", "call the function with as many arguments as it has parameters"),
        ("macro: expected ", "call the macro with as many operands as it has parameters"),
        ("out of bounds", "indexes start at 0; compare with vector-length first"),
        ("must be symbols", "parameters are names: (lambda (a b) ...)"),
        ("unquote-splicing not in list context", "put the splice into a list: `(,@x)"),
    ];

    /// <summary>The advice for a message; null if there is none.</summary>
    public static string? For(string message)
    {
        foreach ((string part, string text) in s_rows)
        {
            if (message.Contains(part, StringComparison.Ordinal))
            {
                return text;
            }
        }

        return null;
    }
}
