using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Functions of dicts.</summary>
internal static class DictBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("keys", 1, 1, Keys, BuiltinTraits.Borrows, "keys(d): the keys in ascending order"),
        new("values", 1, 1, Values, BuiltinTraits.Borrows, "values(d): the values in the order of their keys"),
        new("items", 1, 1, Items, BuiltinTraits.Borrows, "items(d): pairs of key and value in the order of the keys"),
        new("has_key", 2, 2, HasKey, BuiltinTraits.Borrows, "has_key(d, k): 1 if the key is present, else 0"),
        new("get", 2, 3, Get, BuiltinTraits.Borrows, "get(d, k, [default]): the value of the key, or the default (null)"),
        new("get_default", 3, 3, Get, BuiltinTraits.Borrows, "get_default(d, k, default): the value of the key, or the default")
        {
            ArityMessage = static _ => "get_default() requires 3 arguments: dict, key, default_value",
        },
        new("merge", 2, 2, Merge, BuiltinTraits.Updates, "merge(a, b): the entries of both dicts; those of b win"),
        new("update", 2, 2, Merge, BuiltinTraits.Updates, "update(a, b): the entries of both dicts; those of b win"),
        new("invert", 1, 1, Invert, BuiltinTraits.Borrows, "invert(d): a dict from values to keys"),
    ];

    private static Value Keys(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryList(context, arguments[0], 32, out KeyValuePair<Value, Value>[] pairs))
        {
            return Value.Abnormal;
        }

        var keys = new Value[pairs.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = new Value(DictKeys.KeyText(pairs[i].Key));
        }

        return new Value(ArrayObject.FromSpan(keys));
    }

    private static Value Values(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryList(context, arguments[0], 16, out KeyValuePair<Value, Value>[] pairs))
        {
            return Value.Abnormal;
        }

        var values = new Value[pairs.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = pairs[i].Value.Share();
        }

        return new Value(ArrayObject.FromSpan(values));
    }

    private static Value Items(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryList(context, arguments[0], 120, out KeyValuePair<Value, Value>[] pairs))
        {
            return Value.Abnormal;
        }

        var items = new Value[pairs.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Arrays.Pair(new Value(DictKeys.KeyText(pairs[i].Key)), pairs[i].Value.Share());
        }

        return new Value(ArrayObject.FromSpan(items));
    }

    private static Value HasKey(Context context, ReadOnlySpan<Value> arguments) => Value.FromInt(
        arguments[0].IsMap && DictKeys.TryNormalize(arguments[1], out Value key, out _) && arguments[0].AsMap.ContainsKey(key) ? 1 : 0);

    private static Value Get(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].IsMap
            && DictKeys.TryNormalize(arguments[1], out Value key, out _)
            && arguments[0].AsMap.TryGet(key, out Value value))
        {
            return value.Share();
        }

        return arguments.Length == 3 ? arguments[2].Share() : Value.Nil;
    }

    private static Value Merge(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsMap || !arguments[1].IsMap)
        {
            return new Value(new MapObject());
        }

        MapObject target = arguments[0].AsMap;
        MapObject source = arguments[1].AsMap;
        if (!context.Charge((target.Shared ? target.Count * 40L : 0) + (source.Count * 40L)))
        {
            return Value.Abnormal;
        }

        if (ReferenceEquals(target, source))
        {
            return arguments[0];
        }

        target = target.Shared ? target.Clone() : target;
        bool shares = source.Shared;
        for (int i = 0; i < source.EntryLimit; i++)
        {
            if (source.TryGetEntry(i, out Value key, out Value value))
            {
                target.Set(key, shares ? value.Share() : value);
            }
        }

        target.HasTextKeys |= source.HasTextKeys;
        return new Value(target);
    }

    private static Value Invert(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsMap)
        {
            return context.Fail("invert() requires a dict argument");
        }

        var result = new MapObject();
        foreach ((Value key, Value value) in DictKeys.SortedPairs(arguments[0].AsMap))
        {
            if (value.IsBool || value.IsNumber || value.IsString)
            {
                DictKeys.PutText(result, TextForm.ToText(context, value).AsString, new Value(DictKeys.KeyText(key)));
            }
        }

        return new Value(result);
    }

    /// <summary>The entries in listing order; none if the value is no dict.</summary>
    private static bool TryList(Context context, Value value, int resultSize, out KeyValuePair<Value, Value>[] pairs)
    {
        const int PairSize = 32;
        pairs = [];
        if (!value.IsMap)
        {
            return true;
        }

        MapObject map = value.AsMap;
        if (!context.Charge(map.Count * (long)(PairSize + resultSize)))
        {
            return false;
        }

        pairs = DictKeys.SortedPairs(map);
        return true;
    }
}
