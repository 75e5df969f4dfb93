using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Functions of queues. Arguments of wrong types count as empty queues.</summary>
internal static class QueueBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("Queue", 0, 1, Create, BuiltinTraits.Borrows, "Queue([a]): a queue of an array's elements") { ArityMessage = Arity.Collection("Queue", 0, 1) },
        new("queue_enqueue", 2, 2, Add, BuiltinTraits.None, "queue_enqueue(q, v): the queue with v added") { ArityMessage = Arity.Collection("queue_enqueue", 2, 2) },
        new("queue_dequeue", 1, 1, Remove, BuiltinTraits.Borrows, "queue_dequeue(q): [queue without the oldest element, that element or null]") { ArityMessage = Arity.Collection("queue_dequeue", 1, 1) },
        new("queue_peek", 1, 1, Peek, BuiltinTraits.Borrows, "queue_peek(q): the oldest element or null") { ArityMessage = Arity.Collection("queue_peek", 1, 1) },
        new("queue_is_empty", 1, 1, IsEmpty, BuiltinTraits.Borrows, "queue_is_empty(q): whether the queue has no elements") { ArityMessage = Arity.Collection("queue_is_empty", 1, 1) },
        new("queue_size", 1, 1, Size, BuiltinTraits.Borrows, "queue_size(q): number of elements") { ArityMessage = Arity.Collection("queue_size", 1, 1) },
        new("queue_to_array", 1, 1, ToArray, BuiltinTraits.Borrows, "queue_to_array(q): the elements, oldest first") { ArityMessage = Arity.Collection("queue_to_array", 1, 1) },
    ];

    private static Value Create(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length == 0)
        {
            return new Value(QueueObject.Empty);
        }

        if (!arguments[0].IsArray)
        {
            return context.Fail("Queue constructor requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        if (!context.Charge(array.Count * 48L))
        {
            return Value.Abnormal;
        }

        var items = new Value[array.Count];
        Arrays.CopyShared(array, items);
        return new Value(QueueObject.Of(items));
    }

    private static Value Add(Context context, ReadOnlySpan<Value> arguments) =>
        new(arguments[0].Tag is QueueObject queue ? queue.With(arguments[1]) : QueueObject.Empty);

    private static Value Remove(Context context, ReadOnlySpan<Value> arguments)
    {
        QueueObject queue = arguments[0].Tag as QueueObject ?? QueueObject.Empty;
        return Arrays.Pair(new Value(queue.WithoutFirst), queue.First);
    }

    private static Value Peek(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].Tag is QueueObject queue ? queue.First : Value.Nil;

    private static Value IsEmpty(Context context, ReadOnlySpan<Value> arguments) =>
        Value.FromBool(arguments[0].Tag is QueueObject { Length: 0 });

    private static Value Size(Context context, ReadOnlySpan<Value> arguments) =>
        Value.FromInt(arguments[0].Tag is QueueObject queue ? queue.Length : 0);

    private static Value ToArray(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Tag is not QueueObject queue)
        {
            return new Value(new ArrayObject());
        }

        return context.Charge(queue.Length * 32L) ? new Value(ArrayObject.FromSpan(queue.ToValues())) : Value.Abnormal;
    }
}
