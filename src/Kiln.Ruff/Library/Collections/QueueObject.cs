using System.Globalization;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>
/// An immutable queue: a window on a buffer that several queues share. Enqueueing to the queue whose window ends where the
/// buffer's content ends extends the content and costs amortised O(1); enqueueing to an older queue copies its window first.
/// </summary>
public sealed class QueueObject : RuffHostObject
{
    private const int MinimumCapacity = 8;

    private readonly Buffer _buffer;
    private readonly int _start;
    private readonly int _end;

    private QueueObject(Buffer buffer, int start, int end)
    {
        _buffer = buffer;
        _start = start;
        _end = end;
    }

    /// <summary>The queue without elements.</summary>
    public static QueueObject Empty { get; } = new(new Buffer([], 0), 0, 0);

    /// <inheritdoc/>
    public override string TypeName => "queue";

    /// <inheritdoc/>
    public override string DebugForm => string.Create(CultureInfo.InvariantCulture, $"Queue({Length} items)");

    /// <inheritdoc/>
    public override int Length => _end - _start;

    /// <summary>The oldest element, or null.</summary>
    public Value First => _start == _end ? Value.Nil : _buffer.Items[_start].Share();

    /// <summary>The queue without its oldest element; of an empty queue, itself.</summary>
    public QueueObject WithoutFirst
    {
        get
        {
            if (_start == _end)
            {
                return this;
            }

            // A long past that nothing needs any more must not be kept alive by a few elements.
            int count = _end - _start - 1;
            return _buffer.Items.Length > 64 && count < _buffer.Items.Length / 8 && _start > _buffer.Items.Length / 2
                ? new QueueObject(Copy(_start + 1, count, count * 2), 0, count)
                : new QueueObject(_buffer, _start + 1, _end);
        }
    }

    /// <summary>The queue of given elements, oldest first.</summary>
    /// <param name="values">The elements; taken over, marked as shared where they live elsewhere too.</param>
    internal static QueueObject Of(Value[] values) => new(new Buffer(values, values.Length), 0, values.Length);

    /// <summary>The queue with a new youngest element.</summary>
    /// <param name="value">The element; marked as shared if it lives elsewhere too.</param>
    public QueueObject With(Value value)
    {
        Buffer buffer = _buffer;
        if (buffer.TryAppend(_end, value))
        {
            return new QueueObject(buffer, _start, _end + 1);
        }

        int count = Length;
        buffer = Copy(_start, count, Math.Max(MinimumCapacity, checked(count * 2)));
        buffer.TryAppend(count, value);
        return new QueueObject(buffer, 0, count + 1);
    }

    /// <summary>The elements, oldest first; containers become shared.</summary>
    public Value[] ToValues()
    {
        Value[] values = _buffer.Items.AsSpan(_start, Length).ToArray();
        foreach (ref Value value in values.AsSpan())
        {
            value.Share();
        }

        return values;
    }

    private Buffer Copy(int start, int count, int capacity)
    {
        var items = new Value[capacity];
        for (int i = 0; i < count; i++)
        {
            items[i] = _buffer.Items[start + i].Share();
        }

        return new Buffer(items, count);
    }

    private sealed class Buffer(Value[] items, int used)
    {
        private int _used = used;

        public Value[] Items => items;

        public bool TryAppend(int end, Value value)
        {
            // Two threads may extend the same queue: the one that claims the place first wins, the other copies.
            if (end >= items.Length || Interlocked.CompareExchange(ref _used, end + 1, end) != end)
            {
                return false;
            }

            items[end] = value;
            return true;
        }
    }
}
