using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Vectors.</summary>
internal static class VectorBuiltins
{
    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("vector", 0, -1, static (_, a) => Vectors.Of(a), BuiltinTraits.Pure, "(vector x ...): a vector"),
        new("vector-length", 1, 1, static (context, a) => Length(context, a[0]), BuiltinTraits.Pure, "(vector-length v): the number of elements"),
        new("vector-ref", 2, 2, static (context, a) => Element(context, a[0], a[1]), BuiltinTraits.Pure, "(vector-ref v index): an element, counted from 0"),
    ];

    private static Value Length(Context context, Value vector) => vector.Tag switch
    {
        ArrayObject array => Value.FromInt(array.Count),
        PersistentVector persistent => Value.FromInt(persistent.Count),
        _ => context.Fail("vector-length: expected vector"),
    };

    private static Value Element(Context context, Value vector, Value index) =>
        vector.Tag is ArrayObject array && index.IsInt && (ulong)index.AsInt < (ulong)array.Count
            ? array[(int)index.AsInt] : ConsairLanguage.Instance.GetIndex(context, vector, index);
}
