using System.Globalization;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>
/// An immutable set in insertion order: one version of a table. Changing the newest version of a table writes to the table and
/// costs O(1); changing an older version copies it first. So the usual <c>s := set_add(s, v)</c> never copies.
/// </summary>
public sealed class SetObject : RuffHostObject
{
    private readonly ElementTable _table;
    private readonly int _version;
    private readonly int _count;

    private SetObject(ElementTable table, int count)
    {
        _table = table;
        _version = table.Version;
        _count = count;
    }

    /// <inheritdoc/>
    public override string TypeName => "set";

    /// <inheritdoc/>
    public override string DebugForm => string.Create(CultureInfo.InvariantCulture, $"Set{{{_count} items}}");

    /// <inheritdoc/>
    public override int Length => _count;

    /// <summary>The set without elements.</summary>
    public static SetObject Empty() => new(new ElementTable(0), 0);

    /// <summary>The distinct elements of an array.</summary>
    /// <param name="array">The array; its containers become shared.</param>
    public static SetObject Of(ArrayObject array)
    {
        var builder = new Builder(array.Count);
        for (int i = 0; i < array.Count; i++)
        {
            builder.Add(array[i].Share());
        }

        return builder.ToSet();
    }

    /// <summary>Whether a value is in the set.</summary>
    public bool Has(Value value)
    {
        lock (_table)
        {
            return _table.Find(value, _version) >= 0;
        }
    }

    /// <summary>The set with a value added.</summary>
    /// <param name="value">The value; marked as shared if it lives elsewhere too.</param>
    public SetObject With(Value value)
    {
        lock (_table)
        {
            if (_table.Find(value, _version) >= 0)
            {
                return this;
            }

            ElementTable table = OwnTable();
            table.Add(value);
            return new SetObject(table, _count + 1);
        }
    }

    /// <summary>The set without a value.</summary>
    public SetObject Without(Value value)
    {
        lock (_table)
        {
            if (_table.Find(value, _version) < 0)
            {
                return this;
            }

            ElementTable table = OwnTable();
            table.RemoveAt(table.Find(value, table.Version));
            return new SetObject(table, _count - 1);
        }
    }

    /// <summary>The elements in insertion order; containers become shared.</summary>
    public Value[] ToValues()
    {
        lock (_table)
        {
            var values = new Value[_count];
            int next = 0;
            for (int i = 0; next < values.Length; i++)
            {
                if (_table.TryGet(i, _version, out Value value))
                {
                    values[next++] = value.Share();
                }
            }

            return values;
        }
    }

    /// <summary>The table if this is its newest version and it is not mostly past, else a copy of what this version has.</summary>
    private ElementTable OwnTable()
    {
        const int Slack = 16;
        bool isMostlyPast = _table.Used > (2L * _count) + Slack;
        if (_version == _table.Version && _version < int.MaxValue - 1 && !isMostlyPast)
        {
            return _table;
        }

        var copy = new ElementTable(_count + (_count / 2));
        foreach (Value value in ToValues())
        {
            copy.Add(value);
        }

        return copy;
    }

    /// <summary>Collects the elements of a new set.</summary>
    /// <param name="capacity">Number of elements to expect.</param>
    internal struct Builder(int capacity)
    {
        private readonly ElementTable _table = new(capacity);
        private int _count;

        /// <summary>Adds a value unless an equal one is there.</summary>
        /// <returns>Whether it was added.</returns>
        public bool Add(Value value)
        {
            if (_table.Find(value, _table.Version) >= 0)
            {
                return false;
            }

            _table.Add(value);
            _count++;
            return true;
        }

        /// <summary>The set of what was added.</summary>
        public readonly SetObject ToSet() => new(_table, _count);
    }
}
