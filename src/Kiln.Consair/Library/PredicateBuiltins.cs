using Kiln.Consair.Semantics;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Predicates and logic.</summary>
internal static class PredicateBuiltins
{
    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("atom", 1, 1, static (_, a) => Value.FromBool(IsAtom(a[0])), BuiltinTraits.Pure, "(atom x): whether x is a number, string, symbol, keyword, boolean or nil"),
        new("eq", 2, 2, static (_, a) => Value.FromBool(Equality.AreEqual(a[0], a[1])), BuiltinTraits.Pure, "(eq a b): equality of atoms, identity of everything else"),
        new("nil?", 1, 1, static (_, a) => Value.FromBool(a[0].IsNil), BuiltinTraits.Pure, "(nil? x): whether x is the empty list"),
        new("cons?", 1, 1, static (_, a) => Value.FromBool(a[0].IsPair), BuiltinTraits.Pure, "(cons? x): whether x is a pair"),
        new("number?", 1, 1, static (_, a) => Value.FromBool(Numbers.IsNumber(a[0])), BuiltinTraits.Pure, "(number? x): whether x is a number of any kind"),
        new("not", 1, 1, static (_, a) => Value.FromBool(!Truth.Of(a[0])), BuiltinTraits.Pure, "(not x): whether x is nil or false"),
    ];

    private static bool IsAtom(Value value) =>
        Numbers.IsNumber(value) || value.Kind is Kind.Nil or Kind.Bool or Kind.String || value.Tag is Symbol or Keyword;
}
