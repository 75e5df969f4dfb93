using System.Runtime.InteropServices;
using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>The part of the collection protocol that works on elements in order.</summary>
internal static class SequenceBuiltins
{
    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("%seq", 1, 1, static (_, a) => a[0].IsPair ? a[0] : Lists.FromSpan(Elements(a[0], 0)), BuiltinTraits.Pure, "(%seq coll): the elements as a list"),
        new("%first", 1, 1, static (_, a) => First(a[0]), BuiltinTraits.Pure, "(%first coll): the first element, or nil"),
        new("%next", 1, 1, static (_, a) => Rest(a[0]), BuiltinTraits.Pure, "(%next coll): the elements after the first"),
        new("%rest", 1, 1, static (_, a) => Rest(a[0]), BuiltinTraits.Pure, "(%rest coll): the elements after the first"),
        new("%count", 1, 1, static (context, a) => Count(a[0]) is { } count ? Value.FromInt(count) : context.Fail($"%count: cannot count {Printer.Print(a[0])}"), BuiltinTraits.Pure, "(%count coll): the number of elements"),
        new("%nth", 2, 3, static (context, a) => Nth(context, a), BuiltinTraits.Pure, "(%nth coll index [default]): an element"),
        new("%empty?", 1, 1, static (_, a) => Value.FromBool(!a[0].IsPair && Count(a[0]) == 0), BuiltinTraits.Pure, "(%empty? coll): whether there is no element"),
        new("%reduced", 1, 1, static (_, a) => new Value(new ReducedObject(a[0])), BuiltinTraits.Pure, "(%reduced x): marks a result as final"),
        new("%reduced?", 1, 1, static (_, a) => Value.FromBool(a[0].Tag is ReducedObject), BuiltinTraits.Pure, "(%reduced? x): whether a result is marked as final"),
        new("%unreduced", 1, 1, static (_, a) => a[0].Tag is ReducedObject reduced ? reduced.Value : a[0], BuiltinTraits.Pure, "(%unreduced x): the result without the mark"),
    ];

    /// <summary>Number of elements; null for what is no collection.</summary>
    public static int? Count(Value collection) => collection.Tag switch
    {
        PairObject => Lists.Count(collection),
        ArrayObject array => array.Count,
        StringObject text => text.Length,
        PersistentVector vector => vector.Count,
        IKeyedCollection keyed => keyed.Count,
        _ => collection.IsNil ? 0 : null,
    };

    /// <summary>The elements of anything but a list, from one on.</summary>
    public static Value[] Elements(Value collection, int start)
    {
        switch (collection.Tag)
        {
            case ArrayObject array:
                var items = new Value[Math.Max(0, array.Count - start)];
                for (int i = 0; i < items.Length; i++)
                {
                    items[i] = array[start + i];
                }

                return items;
            case StringObject text:
                var characters = new Value[Math.Max(0, text.Length - start)];
                for (int i = 0; i < characters.Length; i++)
                {
                    characters[i] = new Value(text.CharacterAt(start + i));
                }

                return characters;
            case PersistentVector vector:
                return vector.ToArray()[Math.Min(start, vector.Count)..];
            case PersistentSet set:
                return set.ToArray()[Math.Min(start, set.Count)..];
            case PersistentMap map:
                Value[] entries = map.ToEntries();
                var pairs = new Value[Math.Max(0, map.Count - start)];
                for (int i = 0; i < pairs.Length; i++)
                {
                    pairs[i] = Vectors.Of(entries.AsSpan(2 * (start + i), 2));
                }

                return pairs;
            default:
                return [];
        }
    }

    private static Value First(Value collection)
    {
        if (collection.IsPair)
        {
            return collection.AsPair.First;
        }

        return Count(collection) is > 0 ? TryElement(collection, 0, out Value element) ? element : Elements(collection, 0)[0] : Value.Nil;
    }

    private static Value Rest(Value collection)
    {
        if (collection.IsPair)
        {
            return collection.AsPair.Second.IsPair ? collection.AsPair.Second : Value.Nil;
        }

        return Lists.FromSpan(Elements(collection, 1));
    }

    private static Value Nth(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[1].IsInt || arguments[1].AsInt < 0)
        {
            return context.Fail("%nth: index must be a non-negative integer");
        }

        Value otherwise = arguments.Length == 3 ? arguments[2] : Value.Nil;
        Value list = arguments[0];
        long position = arguments[1].AsInt;
        if (!list.IsPair)
        {
            return TryElement(list, position, out Value element) ? element : otherwise;
        }

        for (; list.IsPair && position > 0; position--)
        {
            list = list.AsPair.Second;
        }

        return list.IsPair ? list.AsPair.First : otherwise;
    }

    /// <summary>The element of a vector or string at an index.</summary>
    public static bool TryElement(Value collection, long index, out Value element)
    {
        element = Value.Nil;
        switch (collection.Tag)
        {
            case ArrayObject array when (ulong)index < (ulong)array.Count:
                element = array[(int)index];
                return true;
            case PersistentVector vector when (ulong)index < (ulong)vector.Count:
                element = vector[(int)index];
                return true;
            case StringObject text when (ulong)index < (ulong)text.Length:
                element = new Value(text.CharacterAt((int)index));
                return true;
            default:
                return false;
        }
    }
}
