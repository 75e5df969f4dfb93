using System.Runtime.InteropServices;
using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Pairs and lists.</summary>
internal static class PairBuiltins
{
    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("cons", 2, 2, static (_, a) => Lists.Pair(a[0], a[1]), BuiltinTraits.Pure, "(cons a d): a pair"),
        new("car", 1, 1, static (context, a) => a[0].IsPair ? a[0].AsPair.First : ConsairLanguage.Instance.GetPart(context, a[0], true), BuiltinTraits.Pure, "(car p): a pair's first part"),
        new("cdr", 1, 1, static (context, a) => a[0].IsPair ? a[0].AsPair.Second : ConsairLanguage.Instance.GetPart(context, a[0], false), BuiltinTraits.Pure, "(cdr p): a pair's second part"),
        new("list", 0, -1, static (_, a) => Lists.FromSpan(a), BuiltinTraits.Pure, "(list x ...): a list"),
        new("length", 1, 1, static (_, a) => Value.FromInt(Lists.Count(a[0])), BuiltinTraits.Pure, "(length list): the number of elements; 0 for anything else"),
        new("append", 2, 2, static (_, a) => a[0].IsPair ? Lists.FromSpan(CollectionsMarshal.AsSpan(Lists.ToItems(a[0])), a[1]) : a[1], BuiltinTraits.Pure, "(append a b): the elements of a in front of b"),
        new("reverse", 1, 1, static (_, a) => Reverse(a[0]), BuiltinTraits.Pure, "(reverse list): the elements in the opposite order"),
        new("nth", 2, 2, static (context, a) => Nth(context, a[0], a[1]), BuiltinTraits.Pure, "(nth list index): an element, or nil"),
    ];

    private static Value Reverse(Value list)
    {
        Value result = Value.Nil;
        for (; list.IsPair; list = list.AsPair.Second)
        {
            result = Lists.Pair(list.AsPair.First, result);
        }

        return result;
    }

    private static Value Nth(Context context, Value list, Value index)
    {
        if (index.Kind is not (Kind.Int or Kind.BigInteger))
        {
            return context.Fail("nth: index must be an integer");
        }

        long position = index.IsInt ? index.AsInt : -1;
        for (; list.IsPair && position > 0; position--)
        {
            list = list.AsPair.Second;
        }

        return list.IsPair && position == 0 ? list.AsPair.First : Value.Nil;
    }
}
