using Kiln.Consair.Semantics;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Puts the evaluated elements of a template together. Programs cannot name it.</summary>
internal static class TemplateBuiltin
{
    /// <summary>The builtin for a pattern: it takes the elements and what follows the last one.</summary>
    /// <param name="spliced">For each element, whether it is a list whose elements take its place.</param>
    public static BuiltinObject For(bool[] spliced) => new(
        "quasiquote",
        spliced.Length + 1,
        spliced.Length + 1,
        (_, arguments) =>
        {
            Value result = arguments[^1];
            for (int i = spliced.Length - 1; i >= 0; i--)
            {
                result = spliced[i] ? Splice(arguments[i], result) : Lists.Pair(arguments[i], result);
            }

            return result;
        },
        BuiltinTraits.Pure);

    private static Value Splice(Value list, Value rest)
    {
        if (rest.IsNil && IsProper(list))
        {
            return list;
        }

        return Lists.FromSpan(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Lists.ToItems(list)), rest);
    }

    // Anything that is no list splices nothing, and what follows the last pair of an improper one is dropped.
    private static bool IsProper(Value list)
    {
        while (list.IsPair)
        {
            list = list.AsPair.Second;
        }

        return list.IsNil;
    }
}
