using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Functions of stacks. Arguments of wrong types count as empty stacks.</summary>
internal static class StackBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("Stack", 0, 1, Create, BuiltinTraits.Borrows, "Stack([a]): a stack of an array's elements") { ArityMessage = Arity.Collection("Stack", 0, 1) },
        new("stack_push", 2, 2, Add, BuiltinTraits.None, "stack_push(s, v): the stack with v added") { ArityMessage = Arity.Collection("stack_push", 2, 2) },
        new("stack_pop", 1, 1, Remove, BuiltinTraits.Borrows, "stack_pop(s): [stack without the top element, that element or null]") { ArityMessage = Arity.Collection("stack_pop", 1, 1) },
        new("stack_peek", 1, 1, Peek, BuiltinTraits.Borrows, "stack_peek(s): the top element or null") { ArityMessage = Arity.Collection("stack_peek", 1, 1) },
        new("stack_is_empty", 1, 1, IsEmpty, BuiltinTraits.Borrows, "stack_is_empty(s): whether the stack has no elements") { ArityMessage = Arity.Collection("stack_is_empty", 1, 1) },
        new("stack_size", 1, 1, Size, BuiltinTraits.Borrows, "stack_size(s): number of elements") { ArityMessage = Arity.Collection("stack_size", 1, 1) },
        new("stack_to_array", 1, 1, ToArray, BuiltinTraits.Borrows, "stack_to_array(s): the elements, bottom first") { ArityMessage = Arity.Collection("stack_to_array", 1, 1) },
    ];

    private static Value Create(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length == 0)
        {
            return new Value(StackObject.Empty);
        }

        if (!arguments[0].IsArray)
        {
            return context.Fail("Stack constructor requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        if (!context.Charge(array.Count * 48L))
        {
            return Value.Abnormal;
        }

        StackObject stack = StackObject.Empty;
        for (int i = 0; i < array.Count; i++)
        {
            stack = stack.Push(array[i].Share());
        }

        return new Value(stack);
    }

    private static Value Add(Context context, ReadOnlySpan<Value> arguments) =>
        new(arguments[0].Tag is StackObject stack ? stack.Push(arguments[1]) : StackObject.Empty);

    private static Value Remove(Context context, ReadOnlySpan<Value> arguments)
    {
        StackObject stack = arguments[0].Tag as StackObject ?? StackObject.Empty;
        return Arrays.Pair(new Value(stack.Below), stack.Top);
    }

    private static Value Peek(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].Tag is StackObject stack ? stack.Top : Value.Nil;

    private static Value IsEmpty(Context context, ReadOnlySpan<Value> arguments) =>
        Value.FromBool(arguments[0].Tag is StackObject { Length: 0 });

    private static Value Size(Context context, ReadOnlySpan<Value> arguments) =>
        Value.FromInt(arguments[0].Tag is StackObject stack ? stack.Length : 0);

    private static Value ToArray(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Tag is not StackObject stack)
        {
            return new Value(new ArrayObject());
        }

        return context.Charge(stack.Length * 32L) ? new Value(ArrayObject.FromSpan(stack.ToValues())) : Value.Abnormal;
    }
}
