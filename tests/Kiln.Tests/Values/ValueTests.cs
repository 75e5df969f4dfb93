using System.Numerics;
using System.Runtime.CompilerServices;
using Kiln.Values;

namespace Kiln.Tests.Values;

public sealed class ValueTests
{
    [Fact]
    public void A_value_fits_two_machine_registers() => Assert.Equal(16, Unsafe.SizeOf<Value>());

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Integers_keep_all_bits(long number)
    {
        var value = Value.FromInt(number);

        Assert.Equal((Kind.Int, number), (value.Kind, value.AsInt));
        Assert.True(value.IsNumber);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.0)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    public void Doubles_keep_all_bits(double number) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(Value.FromFloat(number).AsFloat));

    [Fact]
    public void Immediates_of_the_same_kind_and_payload_are_identical()
    {
        Assert.True(Value.FromInt(5).IsIdentical(Value.FromInt(5)));
        Assert.True(Value.FromBool(true).IsIdentical(Value.True));
        Assert.True(Value.Nil.IsIdentical(Value.Nil));
    }

    [Fact]
    public void Kind_and_payload_both_tell_immediates_apart()
    {
        Assert.False(Value.FromInt(5).IsIdentical(Value.FromInt(6)));
        Assert.False(Value.FromInt(1).IsIdentical(Value.True));
        Assert.False(Value.FromInt(0).IsIdentical(Value.FromFloat(0)));
        Assert.False(Value.Nil.IsIdentical(Value.Undefined));
        Assert.False(Value.FromInt('a').IsIdentical(Value.FromChar('a')));
    }

    [Fact]
    public void Heap_values_are_identical_only_to_themselves()
    {
        var text = Value.FromString("a");

        Assert.True(text.IsIdentical(text));
        Assert.False(text.IsIdentical(Value.FromString("a")));
    }

    [Fact]
    public void Large_integers_become_immediates_when_they_fit()
    {
        Assert.Equal(Kind.Int, Value.FromBigInteger(long.MaxValue).Kind);
        Assert.Equal(Kind.Int, Value.FromBigInteger(long.MinValue).Kind);
        Assert.Equal(Kind.BigInteger, Value.FromBigInteger((BigInteger)long.MaxValue + 1).Kind);
        Assert.Equal(Kind.BigInteger, Value.FromBigInteger((BigInteger)long.MinValue - 1).Kind);
    }

    [Fact]
    public void Containers_are_arrays_maps_and_records()
    {
        Assert.True(new Value(new ArrayObject()).IsContainer);
        Assert.True(new Value(new MapObject()).IsContainer);
        Assert.True(new Value(RecordObject.Create(new RecordType("T", []).EmptyShape)).IsContainer);
        Assert.False(Value.FromString("a").IsContainer);
        Assert.False(Value.FromInt(1).IsContainer);
    }

    [Fact]
    public void Sharing_marks_containers_and_nothing_else()
    {
        var array = new Value(new ArrayObject());
        var text = Value.FromString("a");

        Assert.True(array.Share().AsArray.Shared);
        Assert.False(text.Share().AsString.Shared);
        Assert.False(Value.FromInt(1).Share().Tag.Shared);
    }
}
