using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Functions of sets. Arguments of wrong types count as empty sets.</summary>
internal static class SetBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("Set", 0, 1, Create, BuiltinTraits.Borrows, "Set([a]): the set of an array's elements") { ArityMessage = Arity.Collection("Set", 0, 1) },
        new("set_add", 2, 2, Add, BuiltinTraits.None, "set_add(s, v): the set with v") { ArityMessage = Arity.Collection("set_add", 2, 2) },
        new("set_has", 2, 2, Has, BuiltinTraits.Borrows, "set_has(s, v): whether v is in the set") { ArityMessage = Arity.Collection("set_has", 2, 2) },
        new("set_remove", 2, 2, Remove, BuiltinTraits.Borrows, "set_remove(s, v): the set without v") { ArityMessage = Arity.Collection("set_remove", 2, 2) },
        new("set_union", 2, 2, Union, BuiltinTraits.Borrows, "set_union(a, b): the elements of either set") { ArityMessage = Arity.Collection("set_union", 2, 2) },
        new("set_intersect", 2, 2, Intersect, BuiltinTraits.Borrows, "set_intersect(a, b): the elements of both sets") { ArityMessage = Arity.Collection("set_intersect", 2, 2) },
        new("set_difference", 2, 2, Difference, BuiltinTraits.Borrows, "set_difference(a, b): the elements of a that are not in b") { ArityMessage = Arity.Collection("set_difference", 2, 2) },
        new("set_to_array", 1, 1, ToArray, BuiltinTraits.Borrows, "set_to_array(s): the elements in the order they were added") { ArityMessage = Arity.Collection("set_to_array", 1, 1) },
    ];

    private static Value Create(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length == 0)
        {
            return new Value(SetObject.Empty());
        }

        if (!arguments[0].IsArray)
        {
            return context.Fail("Set constructor requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        return context.Charge(array.Count * 48L) ? new Value(SetObject.Of(array)) : Value.Abnormal;
    }

    private static Value Add(Context context, ReadOnlySpan<Value> arguments) =>
        new(arguments[0].Tag is SetObject set ? set.With(arguments[1]) : SetObject.Empty());

    private static Value Has(Context context, ReadOnlySpan<Value> arguments) =>
        Value.FromBool(arguments[0].Tag is SetObject set && set.Has(arguments[1]));

    private static Value Remove(Context context, ReadOnlySpan<Value> arguments) =>
        new(arguments[0].Tag is SetObject set ? set.Without(arguments[1]) : SetObject.Empty());

    private static Value Union(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Tag is not SetObject left || arguments[1].Tag is not SetObject right)
        {
            return new Value(SetObject.Empty());
        }

        if (!context.Charge((left.Length + (long)right.Length) * 48))
        {
            return Value.Abnormal;
        }

        var result = new SetObject.Builder(left.Length);
        foreach (Value value in left.ToValues())
        {
            result.Add(value);
        }

        foreach (Value value in right.ToValues())
        {
            result.Add(value);
        }

        return new Value(result.ToSet());
    }

    private static Value Intersect(Context context, ReadOnlySpan<Value> arguments) => Select(context, arguments, present: true);

    private static Value Difference(Context context, ReadOnlySpan<Value> arguments) => Select(context, arguments, present: false);

    /// <summary>The elements of the first set whose presence in the second one is as wanted.</summary>
    private static Value Select(Context context, ReadOnlySpan<Value> arguments, bool present)
    {
        if (arguments[0].Tag is not SetObject left || arguments[1].Tag is not SetObject right)
        {
            return new Value(SetObject.Empty());
        }

        if (!context.Charge(left.Length * 48L))
        {
            return Value.Abnormal;
        }

        var result = new SetObject.Builder(0);
        foreach (Value value in left.ToValues())
        {
            if (right.Has(value) == present)
            {
                result.Add(value);
            }
        }

        return new Value(result.ToSet());
    }

    private static Value ToArray(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Tag is not SetObject set)
        {
            return new Value(new ArrayObject());
        }

        return context.Charge(set.Length * 32L) ? new Value(ArrayObject.FromSpan(set.ToValues())) : Value.Abnormal;
    }
}
