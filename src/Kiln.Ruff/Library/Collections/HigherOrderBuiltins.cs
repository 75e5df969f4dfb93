using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>
/// Array functions that call a function for every element. The array counts as kept while they run (no
/// <see cref="BuiltinTraits.Borrows"/>): the callback may assign to the variable that holds it.
/// </summary>
internal static class HigherOrderBuiltins
{
    private const string ReduceUsage = "reduce expects an array, an initial value, and a function";

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("map", 2, 2, Map, BuiltinTraits.None, "map(a, f): the results of f for every element") { ArityMessage = static _ => Usage("map") },
        new("filter", 2, 2, Filter, BuiltinTraits.None, "filter(a, f): the elements for which f holds") { ArityMessage = static _ => Usage("filter") },
        new("reduce", 3, 3, Reduce, BuiltinTraits.None, "reduce(a, initial, f): f(accumulator, element) over all elements") { ArityMessage = static _ => ReduceUsage },
        new("find", 2, 2, Find, BuiltinTraits.None, "find(a, f): the first element for which f holds, or 0") { ArityMessage = static _ => Usage("find") },
        new("any", 2, 2, Any, BuiltinTraits.None, "any(a, f): whether f holds for some element") { ArityMessage = static _ => Usage("any") },
        new("all", 2, 2, All, BuiltinTraits.None, "all(a, f): whether f holds for every element") { ArityMessage = static _ => Usage("all") },
    ];

    private static Value Map(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!IsArrayAndFunction(arguments))
        {
            return context.Fail(Usage("map"));
        }

        ArrayObject array = arguments[0].AsArray;
        int count = array.Count;
        if (!context.Charge(count * 16L))
        {
            return Value.Abnormal;
        }

        ArrayObject? result = null;
        for (int i = 0; i < count; i++)
        {
            Value mapped = context.Call(arguments[1], array[i].Share());
            if (mapped.IsAbnormal)
            {
                return mapped;
            }

            if (result is null)
            {
                result = Arrays.StartWith(mapped, count);
            }
            else
            {
                result.Add(mapped);
            }
        }

        return new Value(result ?? new ArrayObject());
    }

    private static Value Filter(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!IsArrayAndFunction(arguments))
        {
            return context.Fail(Usage("filter"));
        }

        ArrayObject array = arguments[0].AsArray;
        var result = new ArrayObject();
        for (int i = 0; i < array.Count; i++)
        {
            Value item = array[i].Share();
            Value holds = context.Call(arguments[1], item);
            if (holds.IsAbnormal)
            {
                return holds;
            }

            if (Truthiness.IsTruthy(holds))
            {
                result.Add(item);
            }
        }

        return new Value(result);
    }

    private static Value Reduce(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray || !arguments[2].IsCallable)
        {
            return context.Fail(ReduceUsage);
        }

        ArrayObject array = arguments[0].AsArray;
        Value accumulator = arguments[1];
        for (int i = 0; i < array.Count; i++)
        {
            accumulator = context.Call(arguments[2], accumulator, array[i].Share());
            if (accumulator.IsAbnormal)
            {
                return accumulator;
            }
        }

        return accumulator;
    }

    private static Value Find(Context context, ReadOnlySpan<Value> arguments)
    {
        Value index = IndexWhere(context, arguments, "find", expected: true);
        return index.IsAbnormal ? index
            : index.AsInt < 0 ? Value.FromInt(0)
            : arguments[0].AsArray[(int)index.AsInt].Share();
    }

    private static Value Any(Context context, ReadOnlySpan<Value> arguments)
    {
        Value index = IndexWhere(context, arguments, "any", expected: true);
        return index.IsAbnormal ? index : Value.FromBool(index.AsInt >= 0);
    }

    private static Value All(Context context, ReadOnlySpan<Value> arguments)
    {
        Value index = IndexWhere(context, arguments, "all", expected: false);
        return index.IsAbnormal ? index : Value.FromBool(index.AsInt < 0);
    }

    /// <summary>The index of the first element for which the function gives what is expected, or -1.</summary>
    private static Value IndexWhere(Context context, ReadOnlySpan<Value> arguments, string name, bool expected)
    {
        if (!IsArrayAndFunction(arguments))
        {
            return context.Fail(Usage(name));
        }

        ArrayObject array = arguments[0].AsArray;
        for (int i = 0; i < array.Count; i++)
        {
            Value holds = context.Call(arguments[1], array[i].Share());
            if (holds.IsAbnormal)
            {
                return holds;
            }

            if (Truthiness.IsTruthy(holds) == expected)
            {
                return Value.FromInt(i);
            }
        }

        return Value.FromInt(-1);
    }

    private static bool IsArrayAndFunction(ReadOnlySpan<Value> arguments) => arguments[0].IsArray && arguments[1].IsCallable;

    private static string Usage(string name) => name + " expects an array and a function";
}
