using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Arguments of the scientific builtins: vectors of numbers.</summary>
internal static class NumberVectors
{
    /// <summary>Whether a vector stores its elements as unboxed doubles.</summary>
    public static bool HasDoubles(Value value) => value.Tag is ArrayObject { Storage: ArrayStorage.Floats };

    /// <summary>Fails unless a value is a vector.</summary>
    /// <returns>Null after a failure.</returns>
    public static ArrayObject? Require(Context context, string name, Value value)
    {
        if (value.Tag is ArrayObject array)
        {
            return array;
        }

        context.Fail($"{name}: expected vector, got {Printer.Print(value)}");
        return null;
    }

    /// <summary>The elements of a vector of numbers as doubles.</summary>
    /// <returns>The elements, not to be changed; null after a failure.</returns>
    public static double[]? ToDoubles(Context context, string name, Value value)
    {
        if (Require(context, name, value) is not { } array)
        {
            return null;
        }

        if (array.Storage == ArrayStorage.Floats)
        {
            return array.Floats.ToArray();
        }

        double[] doubles = new double[array.Count];
        for (int i = 0; i < doubles.Length; i++)
        {
            if (!Numbers.IsNumber(array[i]))
            {
                context.Fail($"{name}: expected number, got {Printer.Print(array[i])}");
                return null;
            }

            doubles[i] = Numbers.ToDouble(array[i]);
        }

        return doubles;
    }

    /// <summary>Fails unless two vectors are equally long.</summary>
    public static bool HaveOneLength(Context context, string name, int left, int right)
    {
        if (left == right)
        {
            return true;
        }

        context.Fail($"{name}: vectors have different lengths ({left} and {right})");
        return false;
    }
}
