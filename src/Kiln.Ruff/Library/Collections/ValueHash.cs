using System.Runtime.CompilerServices;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>
/// Hashes that agree with <see cref="Equality"/>: equal values have equal hashes. Equality lets close floats be equal, which no
/// hash can follow exactly. Small numbers are therefore hashed by cells of a grid, and a value with a number so close to the
/// border between two cells that an equal number may lie in the next one has no hash.
/// </summary>
internal static class ValueHash
{
    private const int MaximumDepth = 3;
    private const int MaximumNestedParts = 16;
    private const double CellsPerUnit = 1 << 30;

    // Floats of magnitude two or more lie further apart than equality allows for.
    private const double ExactFrom = 2;

    /// <summary>The hash of a value.</summary>
    /// <returns>False if the value has none and must be compared with every other value.</returns>
    public static bool TryCompute(Value value, out int hash)
    {
        bool isSafe = true;
        ulong result = Compute(value, 0, ref isSafe);
        hash = (int)(result ^ (result >> 32));
        return isSafe;
    }

    private static ulong Compute(Value value, int depth, ref bool isSafe)
    {
        switch (value.Kind)
        {
            case Kind.Int:
                return OfInteger(value.AsInt);
            case Kind.Float:
                return OfFloat(value.AsFloat, ref isSafe);
            case Kind.String:
                return Mix((uint)value.AsString.ContentHash());
            case Kind.Bool or Kind.Char:
                return Mix((ulong)value.Bits + 0x51ED);
            case Kind.Builtin:
                return Mix((uint)((BuiltinObject)value.Tag).Name.GetHashCode(StringComparison.Ordinal));
            case Kind.BigInteger:
                return Mix((uint)((BigIntegerObject)value.Tag).Value.GetHashCode());
            case Kind.Function or Kind.Generator or Kind.Iterator:
                return Mix((uint)RuntimeHelpers.GetHashCode(value.Tag));
            case Kind.Host when value.Tag is BytesObject bytes:
                var bytesHash = default(HashCode);
                bytesHash.AddBytes(bytes.Span);
                return Mix((uint)bytesHash.ToHashCode());
        }

        // Beyond the depth limit the kind alone decides: less spread, but still the same for equal values.
        ulong kind = Mix((ulong)value.Kind + 0xA5A5);
        if (depth >= MaximumDepth)
        {
            return kind;
        }

        return kind ^ value.Kind switch
        {
            Kind.Array => OfArray(value.AsArray, depth + 1, ref isSafe),
            Kind.Map => OfMap(value.AsMap, depth + 1, ref isSafe),
            Kind.Record => OfRecord(value.AsRecord, depth + 1, ref isSafe),
            Kind.Variant => OfVariant(value.AsVariant, depth + 1, ref isSafe),
            _ => 0,
        };
    }

    private static ulong OfInteger(long value) =>
        value is > -(long)ExactFrom and < (long)ExactFrom
            ? Mix((ulong)(value * (long)CellsPerUnit))
            : Mix((ulong)BitConverter.DoubleToInt64Bits(value));

    private static ulong OfFloat(double value, ref bool isSafe)
    {
        if (!(Math.Abs(value) < ExactFrom))
        {
            return Mix((ulong)BitConverter.DoubleToInt64Bits(value));
        }

        double scaled = value * CellsPerUnit;
        double cell = Math.Floor(scaled + 0.5);
        isSafe &= Math.Abs(scaled - cell) < 0.5 - (8 * Equality.Epsilon * CellsPerUnit);
        return Mix((ulong)(long)cell);
    }

    private static ulong OfArray(ArrayObject array, int depth, ref bool isSafe)
    {
        ulong hash = (ulong)array.Count;
        for (int i = 0; i < array.Count; i++)
        {
            Value item = array[i];
            hash = Mix(hash + (i < MaximumNestedParts || item.Kind < Kind.Variant ? Compute(item, depth, ref isSafe) : 0));
        }

        return hash;
    }

    private static ulong OfMap(MapObject map, int depth, ref bool isSafe)
    {
        // Equal dicts may list their entries in different orders, so the entries are added up.
        ulong hash = (ulong)map.Count;
        bool descends = map.Count <= MaximumNestedParts;
        for (int i = 0; i < map.EntryLimit; i++)
        {
            if (map.TryGetEntry(i, out Value key, out Value item))
            {
                ulong part = descends || item.Kind < Kind.Variant ? Compute(item, depth, ref isSafe) : 0;
                hash += Mix(Compute(key, depth, ref isSafe) + (3 * part));
            }
        }

        return hash;
    }

    private static ulong OfRecord(RecordObject record, int depth, ref bool isSafe)
    {
        Shape shape = record.Shape;
        ulong hash = (uint)shape.Type.Name.GetHashCode(StringComparison.Ordinal);
        bool descends = shape.Count <= MaximumNestedParts;
        for (int i = 0; i < shape.Count; i++)
        {
            Value item = record.Slot(i);
            ulong part = descends || item.Kind < Kind.Variant ? Compute(item, depth, ref isSafe) : 0;
            hash += Mix((uint)shape.Names[i].GetHashCode(StringComparison.Ordinal) + (3 * part));
        }

        return hash;
    }

    private static ulong OfVariant(VariantObject variant, int depth, ref bool isSafe)
    {
        ulong hash = (uint)RuntimeHelpers.GetHashCode(variant.Tag);
        if (variant.PayloadCount > 0)
        {
            hash = Mix(hash + Compute(variant.Payload, depth, ref isSafe));
        }

        for (int i = 0; i < Math.Min(variant.More.Length, MaximumNestedParts); i++)
        {
            hash = Mix(hash + Compute(variant.More[i], depth, ref isSafe));
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value ^ 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, out ulong low);
        return high ^ low;
    }
}
