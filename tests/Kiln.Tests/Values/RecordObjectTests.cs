using System.Globalization;
using Kiln.Values;

namespace Kiln.Tests.Values;

public sealed class RecordObjectTests
{
    private readonly RecordType _type = new("Point", ["x", "y"]);

    [Fact]
    public void The_same_fields_in_the_same_order_give_the_same_shape()
    {
        Shape first = _type.EmptyShape.With("x").With("y");

        Assert.Same(first, _type.EmptyShape.With("x").With("y"));
        Assert.NotSame(first, _type.EmptyShape.With("y").With("x"));
        Assert.NotSame(first, new RecordType("Point", []).EmptyShape.With("x").With("y"));
    }

    [Fact]
    public void A_shape_knows_its_slots()
    {
        Shape shape = _type.EmptyShape.With("x").With("y");

        Assert.Equal(["x", "y"], shape.Names);
        Assert.Equal((0, 1, -1), (shape.IndexOf("x"), shape.IndexOf("y"), shape.IndexOf("z")));
        Assert.Equal(-1, _type.EmptyShape.IndexOf("x"));
        Assert.Same(_type, shape.Type);
    }

    [Fact]
    public void Many_threads_agree_on_a_shape()
    {
        var shapes = new Shape[64];
        Parallel.For(0, shapes.Length, i => shapes[i] = _type.EmptyShape.With("a").With("b").With("c"));

        Assert.All(shapes, s => Assert.Same(shapes[0], s));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void A_record_that_grows_field_by_field_keeps_all_of_them(int count)
    {
        RecordObject record = RecordObject.Create(_type.EmptyShape);
        for (int i = 0; i < count; i++)
        {
            record = record.With(Name(i), Value.FromInt(i));
        }

        AssertFields(record, count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void A_record_made_at_once_has_room_for_all_fields(int count)
    {
        Shape shape = _type.EmptyShape;
        for (int i = 0; i < count; i++)
        {
            shape = shape.With(Name(i));
        }

        RecordObject record = RecordObject.Create(shape);
        for (int i = 0; i < count; i++)
        {
            record.Slot(i) = Value.FromInt(i);
        }

        AssertFields(record, count);
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(17, 1)]
    [InlineData(40, 24)]
    public void Fields_beyond_the_sixteenth_overflow(int count, int expected)
    {
        RecordObject record = RecordObject.Create(_type.EmptyShape);
        for (int i = 0; i < count; i++)
        {
            record = record.With(Name(i), Value.FromInt(i));
        }

        Assert.Equal(expected, record.Overflow?.Length ?? 0);
    }

    [Fact]
    public void Changing_a_field_changes_the_record_in_place()
    {
        RecordObject record = RecordObject.Create(_type.EmptyShape).With("x", Value.FromInt(1));

        Assert.Same(record, record.With("x", Value.FromInt(2)));
        Assert.True(record.TryGet("x", out Value x));
        Assert.Equal(2, x.AsInt);
    }

    [Fact]
    public void A_missing_field_is_undefined()
    {
        Assert.False(RecordObject.Create(_type.EmptyShape).TryGet("x", out Value value));
        Assert.True(value.IsUndefined);
    }

    [Fact]
    public void A_clone_has_a_life_of_its_own_and_shares_containers()
    {
        var inner = new ArrayObject();
        RecordObject record = RecordObject.Create(_type.EmptyShape).With("x", new Value(inner)).With("y", Value.FromInt(1));

        RecordObject clone = record.Clone();
        clone.With("y", Value.FromInt(2));

        Assert.True(record.TryGet("y", out Value y));
        Assert.Equal(1, y.AsInt);
        Assert.True(inner.Shared);
        Assert.False(clone.Shared);
        Assert.Same(record.Shape, clone.Shape);
    }

    [Fact]
    public void Redefining_a_method_changes_the_version_of_the_type()
    {
        _type.Define("f", Value.FromInt(1));
        int before = _type.Version;
        _type.Define("f", Value.FromInt(2));

        Assert.NotEqual(before, _type.Version);
        Assert.True(_type.TryGetMethod("f", out Value method));
        Assert.Equal(2, method.AsInt);
    }

    private static string Name(int i) => "f" + i.ToString(CultureInfo.InvariantCulture);

    private static void AssertFields(RecordObject record, int count)
    {
        Assert.Equal(count, record.Shape.Count);
        for (int i = 0; i < count; i++)
        {
            Assert.True(record.TryGet(Name(i), out Value value), Name(i));
            Assert.Equal(i, value.AsInt);
        }
    }
}
