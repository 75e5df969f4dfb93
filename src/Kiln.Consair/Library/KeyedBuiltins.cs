using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>The part of the collection protocol that works on keys and members. All of them return new collections.</summary>
internal static class KeyedBuiltins
{
    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("%get", 2, 3, static (_, a) => Get(a), BuiltinTraits.Pure, "(%get coll key [default]): what a key means"),
        new("%assoc", 3, -1, static (context, a) => Associate(context, a), BuiltinTraits.Pure, "(%assoc coll key value ...): the collection with keys that mean something else"),
        new("%conj", 2, -1, static (context, a) => Conjoin(context, a), BuiltinTraits.Pure, "(%conj coll x ...): the collection with more elements"),
        new("%hash-map", 0, -1, static (context, a) => MakeMap(context, a), BuiltinTraits.Pure, "(%hash-map key value ...): a map"),
        new("%hash-set", 0, -1, static (_, a) => new Value(PersistentSet.Of(false, a)), BuiltinTraits.Pure, "(%hash-set x ...): a set"),
        new("%contains?", 2, 2, static (_, a) => Value.FromBool(Contains(a[0], a[1])), BuiltinTraits.Pure, "(%contains? coll key): whether there is a key, member or index"),
        new("%keys", 1, 1, static (context, a) => Parts(context, "%keys", a[0], 0), BuiltinTraits.Pure, "(%keys map): the keys as a list"),
        new("%vals", 1, 1, static (context, a) => Parts(context, "%vals", a[0], 1), BuiltinTraits.Pure, "(%vals map): the values as a list"),
        new("%dissoc", 2, -1, static (context, a) => Dissociate(context, a), BuiltinTraits.Pure, "(%dissoc map key ...): the map without keys"),
        new("%disj", 2, -1, static (context, a) => Disjoin(context, a), BuiltinTraits.Pure, "(%disj set x ...): the set without members"),
    ];

    private static Value Get(ReadOnlySpan<Value> arguments)
    {
        Value otherwise = arguments.Length == 3 ? arguments[2] : Value.Nil;
        Value value;
        bool found = arguments[0].Tag switch
        {
            PersistentMap map => map.TryGet(arguments[1], out value),
            PersistentSet set => set.TryGet(arguments[1], out value),
            _ => SequenceBuiltins.TryElement(arguments[0], arguments[1].IsInt ? arguments[1].AsInt : -1, out value),
        };
        return found ? value : otherwise;
    }

    private static Value Associate(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length % 2 == 0)
        {
            return context.Fail("%assoc: expected odd number of arguments >= 3 (coll, key, val, ...)");
        }

        Value collection = arguments[0];
        switch (collection.Tag)
        {
            case PersistentMap map:
                return With(map, arguments[1..]);
            case ArrayObject array:
                return AssociateVector(context, array.Clone(), arguments[1..]);
            case PersistentVector vector:
                return AssociateVector(context, vector, arguments[1..]);
            default:
                return collection.IsNil ? With(PersistentMap.Empty(false), arguments[1..]) : context.Fail($"Cannot assoc on {Printer.Print(collection)}");
        }
    }

    private static Value With(PersistentMap map, ReadOnlySpan<Value> entries)
    {
        for (int i = 0; i < entries.Length; i += 2)
        {
            map = map.With(entries[i], entries[i + 1]);
        }

        return new Value(map);
    }

    private static Value AssociateVector(Context context, ArrayObject copy, ReadOnlySpan<Value> entries)
    {
        for (int i = 0; i < entries.Length; i += 2)
        {
            if (FailIndex(context, entries[i], copy.Count))
            {
                return Value.Abnormal;
            }

            if (entries[i].AsInt == copy.Count)
            {
                copy.Add(entries[i + 1]);
            }
            else
            {
                copy.Set((int)entries[i].AsInt, entries[i + 1]);
            }
        }

        return Vectors.Finish(copy);
    }

    private static Value AssociateVector(Context context, PersistentVector vector, ReadOnlySpan<Value> entries)
    {
        for (int i = 0; i < entries.Length; i += 2)
        {
            if (FailIndex(context, entries[i], vector.Count))
            {
                return Value.Abnormal;
            }

            int index = (int)entries[i].AsInt;
            vector = index == vector.Count ? vector.Add(entries[i + 1]) : vector.Set(index, entries[i + 1]);
        }

        return new Value(vector);
    }

    private static bool FailIndex(Context context, Value index, int count)
    {
        if (index.Kind is not (Kind.Int or Kind.BigInteger))
        {
            context.Fail("Vector assoc requires integer key");
            return true;
        }

        if (!index.IsInt || index.AsInt < 0 || index.AsInt > count)
        {
            context.Fail($"Index {Printer.Print(index)} out of bounds for vector of length {count}");
            return true;
        }

        return false;
    }

    private static Value Conjoin(Context context, ReadOnlySpan<Value> arguments)
    {
        Value collection = arguments[0];
        ReadOnlySpan<Value> items = arguments[1..];
        switch (collection.Tag)
        {
            case ArrayObject array:
                ArrayObject copy = array.Clone();
                foreach (Value item in items)
                {
                    copy.Add(item);
                }

                return Vectors.Finish(copy);
            case PersistentVector vector:
                foreach (Value item in items)
                {
                    vector = vector.Add(item);
                }

                return new Value(vector);
            case PersistentSet set:
                foreach (Value item in items)
                {
                    set = set.With(item);
                }

                return new Value(set);
            case PersistentMap map:
                return ConjoinMap(context, map, items);
        }

        if (!collection.IsPair && !collection.IsNil)
        {
            return context.Fail($"Cannot conj onto {Printer.Print(collection)}");
        }

        foreach (Value item in items)
        {
            collection = Lists.Pair(item, collection);
        }

        return collection;
    }

    private static Value ConjoinMap(Context context, PersistentMap map, ReadOnlySpan<Value> items)
    {
        foreach (Value item in items)
        {
            switch (item.Tag)
            {
                case ArrayObject { Count: 2 } entry:
                    map = map.With(entry[0], entry[1]);
                    break;
                case PersistentVector { Count: 2 } entry:
                    map = map.With(entry[0], entry[1]);
                    break;
                case PairObject pair:
                    map = map.With(pair.First, pair.Second);
                    break;
                default:
                    return context.Fail("Map conj expects [key value] vector or (key . value) pair");
            }
        }

        return new Value(map);
    }

    private static Value MakeMap(Context context, ReadOnlySpan<Value> arguments) => arguments.Length % 2 == 0
        ? new Value(PersistentMap.Of(false, arguments))
        : context.Fail("%hash-map: expected even number of arguments (key-value pairs)");

    private static bool Contains(Value collection, Value key) => collection.Tag switch
    {
        PersistentMap map => map.Contains(key),
        PersistentSet set => set.Contains(key),
        ArrayObject or PersistentVector => SequenceBuiltins.TryElement(collection, key.IsInt ? key.AsInt : -1, out _),
        _ => false,
    };

    private static Value Parts(Context context, string name, Value map, int offset)
    {
        if (map.Tag is not PersistentMap entries)
        {
            return context.Fail($"{name}: expected map, got {Printer.Print(map)}");
        }

        Value[] items = entries.ToEntries();
        Value result = Value.Nil;
        for (int i = items.Length - 2 + offset; i >= 0; i -= 2)
        {
            result = Lists.Pair(items[i], result);
        }

        return result;
    }

    private static Value Dissociate(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Tag is not PersistentMap map)
        {
            return context.Fail($"%dissoc: expected map, got {Printer.Print(arguments[0])}");
        }

        foreach (Value key in arguments[1..])
        {
            map = map.Without(key);
        }

        return new Value(map);
    }

    private static Value Disjoin(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Tag is not PersistentSet set)
        {
            return context.Fail($"%disj: expected set, got {Printer.Print(arguments[0])}");
        }

        foreach (Value item in arguments[1..])
        {
            set = set.Without(item);
        }

        return new Value(set);
    }
}
