using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>
/// The <c>==</c> operator. It never fails: however deeply data is nested and however often a part occurs in it, comparing ends.
/// </summary>
public static class Equality
{
    /// <summary>Floats that differ by less than this are equal.</summary>
    public const double Epsilon = 2.220446049250313e-16;

    /// <summary>Whether two values are equal.</summary>
    public static bool AreEqual(Value a, Value b)
    {
        if (a.Kind == Kind.Int && b.Kind == Kind.Int)
        {
            return a.Bits == b.Bits;
        }

        if (a.Kind == Kind.String)
        {
            return b.Kind == Kind.String && a.AsString.ContentEquals(b.AsString);
        }

        if (a.IsNumber && b.IsNumber)
        {
            return AreEqual(a.ToDouble, b.ToDouble);
        }

        return a.Kind == b.Kind && AreEqualOfSameKind(a, b);
    }

    /// <summary>Whether two floats are equal: the same, or closer than <see cref="Epsilon"/>. NaN equals nothing.</summary>
    public static bool AreEqual(double a, double b) => a == b || Math.Abs(a - b) < Epsilon;

    /// <summary>
    /// Whether two values are of the same primitive type and equal: how the array functions that look for an element compare.
    /// </summary>
    public static bool AreSamePrimitive(Value a, Value b) => a.Kind == b.Kind && a.Kind switch
    {
        Kind.Int or Kind.Bool => a.Bits == b.Bits,
        Kind.Float => AreEqual(a.AsFloat, b.AsFloat),
        Kind.String => a.AsString.ContentEquals(b.AsString),
        Kind.Nil => true,
        _ => false,
    };

    private static bool AreEqualOfSameKind(Value a, Value b) => a.Kind switch
    {
        Kind.Bool or Kind.Char => a.Bits == b.Bits,
        Kind.Nil => true,
        Kind.Builtin => ((BuiltinObject)a.Tag).Name == ((BuiltinObject)b.Tag).Name,
        Kind.Host => a.Tag is RuffHostObject left && b.Tag is RuffHostObject right && left.ContentEquals(right),
        Kind.BigInteger => ((BigIntegerObject)a.Tag).Value == ((BigIntegerObject)b.Tag).Value,
        Kind.Array or Kind.Map or Kind.Record or Kind.Variant => new StructuralComparison().Run(a, b),
        _ => ReferenceEquals(a.Tag, b.Tag),
    };

    /// <summary>
    /// Compares structures. Equality is a conjunction over pairs of parts, in any order: pairs that lie too deep are put off
    /// and compared later from the top, and in large comparisons a pair that was met before is not compared again.
    /// </summary>
    private struct StructuralComparison
    {
        private const int MaximumDepth = 200;
        private const int UnrecordedPairs = 2000;

        private Stack<(Value A, Value B)>? _deferred;
        private HashSet<(HeapObject A, HeapObject B)>? _seen;
        private int _pairs;

        public bool Run(Value a, Value b)
        {
            if (!Compare(a, b, 0))
            {
                return false;
            }

            while (_deferred is not null && _deferred.TryPop(out (Value A, Value B) pair))
            {
                if (!Compare(pair.A, pair.B, 0))
                {
                    return false;
                }
            }

            return true;
        }

        private bool Compare(Value a, Value b, int depth)
        {
            if (a.Kind < Kind.Variant || a.Kind == Kind.Host || a.Kind != b.Kind)
            {
                return AreEqual(a, b);
            }

            if (depth > MaximumDepth)
            {
                (_deferred ??= new()).Push((a, b));
                return true;
            }

            if (++_pairs > UnrecordedPairs && !(_seen ??= []).Add((a.Tag, b.Tag)))
            {
                return true;
            }

            return a.Kind switch
            {
                Kind.Array => CompareArrays(a.AsArray, b.AsArray, depth + 1),
                Kind.Map => CompareMaps(a.AsMap, b.AsMap, depth + 1),
                Kind.Record => CompareRecords(a.AsRecord, b.AsRecord, depth + 1),
                _ => CompareVariants(a.AsVariant, b.AsVariant, depth + 1),
            };
        }

        private bool CompareArrays(ArrayObject a, ArrayObject b, int depth)
        {
            int count = a.Count;
            if (count != b.Count)
            {
                return false;
            }

            if (a.Storage == b.Storage && a.Storage == ArrayStorage.Ints)
            {
                return a.Ints.SequenceEqual(b.Ints);
            }

            if (a.Storage == b.Storage && a.Storage == ArrayStorage.Bools)
            {
                return a.Bools.SequenceEqual(b.Bools);
            }

            for (int i = 0; i < count; i++)
            {
                if (!Compare(a[i], b[i], depth))
                {
                    return false;
                }
            }

            return true;
        }

        private bool CompareMaps(MapObject a, MapObject b, int depth)
        {
            if (a.Count != b.Count)
            {
                return false;
            }

            for (int i = 0; i < a.EntryLimit; i++)
            {
                if (a.TryGetEntry(i, out Value key, out Value value)
                    && !(b.TryGet(key, out Value other) && Compare(value, other, depth)))
                {
                    return false;
                }
            }

            return true;
        }

        private bool CompareRecords(RecordObject a, RecordObject b, int depth)
        {
            Shape shape = a.Shape;
            if (shape.Count != b.Shape.Count || shape.Type.Name != b.Shape.Type.Name)
            {
                return false;
            }

            bool sameShape = ReferenceEquals(shape, b.Shape);
            for (int i = 0; i < shape.Count; i++)
            {
                Value other;
                if (sameShape)
                {
                    other = b.Slot(i);
                }
                else if (!b.TryGet(shape.Names[i], out other))
                {
                    return false;
                }

                if (!Compare(a.Slot(i), other, depth))
                {
                    return false;
                }
            }

            return true;
        }

        private bool CompareVariants(VariantObject a, VariantObject b, int depth)
        {
            if (!ReferenceEquals(a.Tag, b.Tag) || a.PayloadCount != b.PayloadCount)
            {
                return false;
            }

            if (a.PayloadCount > 0 && !Compare(a.Payload, b.Payload, depth))
            {
                return false;
            }

            for (int i = 0; i < a.More.Length; i++)
            {
                if (!Compare(a.More[i], b.More[i], depth))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
