using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>
/// The two equalities: the one of <c>eq</c>, where numbers and strings are equal by value and everything that has parts by identity, and the
/// one of map keys and set members, where data are equal by content. The latter walks data with a stack of its own.
/// </summary>
internal sealed class Equality : IEqualityComparer<Value>
{
    // Hashes look at this many parts of large data.
    private const int HashedParts = 64;

    private Equality()
    {
    }

    /// <summary>The equality of keys.</summary>
    public static Equality OfKeys { get; } = new();

    /// <summary>Whether two values are equal for <c>eq</c>.</summary>
    public static bool AreEqual(Value left, Value right)
    {
        if (Numbers.IsNumber(left))
        {
            return Numbers.IsNumber(right) && Numbers.Holds(ComparisonOperator.Equal, left, right);
        }

        return left.IsString && right.IsString ? left.AsString.ContentEquals(right.AsString) : left.IsIdentical(right);
    }

    /// <inheritdoc/>
    public bool Equals(Value x, Value y)
    {
        if (TryDecide(x, y, out bool equal))
        {
            return equal;
        }

        var pending = new Stack<(Value Left, Value Right)>();
        pending.Push((x, y));
        while (pending.TryPop(out (Value Left, Value Right) next))
        {
            (Value left, Value right) = next;
            if (TryDecide(left, right, out equal))
            {
                if (!equal)
                {
                    return false;
                }

                continue;
            }

            if (left.IsPair)
            {
                pending.Push((left.AsPair.Second, right.AsPair.Second));
                pending.Push((left.AsPair.First, right.AsPair.First));
            }
            else if (!PushParts(pending, left, right))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode(Value obj)
    {
        var hash = default(HashCode);
        var pending = new Stack<Value>();
        pending.Push(obj);
        for (int parts = 0; parts < HashedParts && pending.TryPop(out Value next); parts++)
        {
            hash.Add(next.Kind);
            switch (next.Tag)
            {
                case StringObject text:
                    hash.Add(text.ContentHash());
                    break;
                case PairObject pair:
                    pending.Push(pair.Second);
                    pending.Push(pair.First);
                    break;
                case ArrayObject array:
                    hash.Add(array.Count);
                    for (int i = Math.Min(array.Count, HashedParts) - 1; i >= 0; i--)
                    {
                        pending.Push(array[i]);
                    }

                    break;
                case ImmediateTag:
                    // Both zeros are equal as doubles.
                    hash.Add(next.IsFloat && next.AsFloat == 0 ? 0 : next.Bits);
                    break;
                case BigIntegerObject big:
                    hash.Add(big.Value);
                    break;
                case RatioObject ratio:
                    hash.Add(ratio.Numerator);
                    hash.Add(ratio.Denominator);
                    break;
                case IKeyedCollection collection:
                    hash.Add(collection.Count);
                    break;
                case FunctionObject function:
                    hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(function.Prototype));
                    break;
                default:
                    hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(next.Tag));
                    break;
            }
        }

        return hash.ToHashCode();
    }

    /// <summary>Decides what can be decided without looking at parts.</summary>
    private static bool TryDecide(Value left, Value right, out bool equal)
    {
        equal = false;
        if (left.Kind != right.Kind)
        {
            return true;
        }

        switch (left.Kind)
        {
            case Kind.Float:
                equal = left.AsFloat == right.AsFloat;
                return true;
            case Kind.String:
                equal = left.AsString.ContentEquals(right.AsString);
                return true;
            case Kind.BigInteger or Kind.Ratio:
                equal = Numbers.Holds(ComparisonOperator.Equal, left, right);
                return true;
            case Kind.Function:
                equal = ReferenceEquals(((FunctionObject)left.Tag).Prototype, ((FunctionObject)right.Tag).Prototype);
                return true;
            case Kind.Pair or Kind.Array:
                equal = ReferenceEquals(left.Tag, right.Tag);
                return equal;
            case Kind.Host when left.Tag is IKeyedCollection or PersistentVector or ReducedObject:
                equal = ReferenceEquals(left.Tag, right.Tag);
                return equal || left.Tag.GetType() != right.Tag.GetType();
            default:
                equal = left.IsIdentical(right);
                return true;
        }
    }

    /// <summary>Has the parts of two containers of one kind compared.</summary>
    /// <returns>False if they cannot be equal.</returns>
    private static bool PushParts(Stack<(Value Left, Value Right)> pending, Value left, Value right)
    {
        switch (left.Tag)
        {
            case ArrayObject a:
                var b = (ArrayObject)right.Tag;
                for (int i = 0; i < a.Count && a.Count == b.Count; i++)
                {
                    pending.Push((a[i], b[i]));
                }

                return a.Count == b.Count;
            case PersistentVector a:
                var other = (PersistentVector)right.Tag;
                for (int i = 0; i < a.Count && a.Count == other.Count; i++)
                {
                    pending.Push((a[i], other[i]));
                }

                return a.Count == other.Count;
            case ReducedObject a:
                pending.Push((a.Value, ((ReducedObject)right.Tag).Value));
                return true;
            case PersistentMap a:
                return a.TryPushValues(pending, (PersistentMap)right.Tag);
            default:
                var set = (PersistentSet)left.Tag;
                var otherSet = (PersistentSet)right.Tag;
                return set.Count == otherSet.Count && Array.TrueForAll(set.ToArray(), otherSet.Contains);
        }
    }
}
