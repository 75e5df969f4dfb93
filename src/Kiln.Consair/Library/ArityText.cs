using System.Globalization;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>What builtins say about a wrong number of arguments.</summary>
internal static class ArityText
{
    // Where more is said than the number.
    private static readonly Dictionary<string, string> s_texts = new()
    {
        ["-"] = "expected at least 2 arguments",
        ["nth"] = "expected 2 arguments (list, index)",
        ["slurp"] = "expected 1 argument (path)",
        ["spit"] = "expected 2 arguments (path, content)",
        ["shell"] = "expected 1 argument (command)",
        ["gensym"] = "expected 0 or 1 arguments",
        ["vector-ref"] = "expected 2 arguments (vector, index)",
        ["%nth"] = "expected 2-3 arguments (coll, index, [default])",
        ["%get"] = "expected 2-3 arguments (coll, key, [default])",
        ["%assoc"] = "expected odd number of arguments >= 3 (coll, key, val, ...)",
        ["%conj"] = "expected at least 2 arguments (coll, item, ...)",
        ["%contains?"] = "expected 2 arguments (coll, key)",
        ["%dissoc"] = "expected at least 2 arguments (map, key, ...)",
        ["%disj"] = "expected at least 2 arguments (set, elem, ...)",
    };

    /// <summary>The text for a builtin.</summary>
    public static string Of(BuiltinObject builtin)
    {
        if (s_texts.TryGetValue(builtin.Name, out string? text))
        {
            return text;
        }

        string count = builtin.MinimumArity.ToString(CultureInfo.InvariantCulture);
        string noun = builtin.MinimumArity == 1 ? "argument" : "arguments";
        return builtin.MaximumArity == builtin.MinimumArity ? $"expected {count} {noun}"
            : builtin.MaximumArity < 0 ? $"expected at least {count} {noun}"
            : $"expected {count}-{builtin.MaximumArity.ToString(CultureInfo.InvariantCulture)} arguments";
    }
}
