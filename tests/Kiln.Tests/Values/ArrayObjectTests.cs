using Kiln.Values;

namespace Kiln.Tests.Values;

public sealed class ArrayObjectTests
{
    private static readonly Value s_int = Value.FromInt(1);
    private static readonly Value s_float = Value.FromFloat(0.5);
    private static readonly Value s_text = Value.FromString("t");

    public static TheoryData<Value[], ArrayStorage> Storages =>
        new()
        {
            { [], ArrayStorage.Ints },
            { [s_int, s_int], ArrayStorage.Ints },
            { [s_float, s_float], ArrayStorage.Floats },
            { [Value.True, Value.False], ArrayStorage.Bools },
            { [s_text, s_text], ArrayStorage.Strings },
            { [s_text, s_int], ArrayStorage.Values },
            { [Value.Nil], ArrayStorage.Values },
            { [s_int, s_float], ArrayStorage.Values },
            { [s_float, s_int], ArrayStorage.Values },
            { [Value.True, s_int], ArrayStorage.Values },
            { [s_int, s_text, s_int], ArrayStorage.Values },
        };

    [Theory]
    [MemberData(nameof(Storages), DisableDiscoveryEnumeration = true)]
    public void Storage_follows_the_content(Value[] values, ArrayStorage expected)
    {
        var added = new ArrayObject();
        foreach (Value value in values)
        {
            added.Add(value);
        }

        var copied = ArrayObject.FromSpan(values);

        Assert.Equal((expected, expected), (added.Storage, copied.Storage));
        AssertElements(values, added);
        AssertElements(values, copied);
    }

    [Theory]
    [InlineData(ArrayStorage.Ints)]
    [InlineData(ArrayStorage.Floats)]
    [InlineData(ArrayStorage.Bools)]
    [InlineData(ArrayStorage.Strings)]
    [InlineData(ArrayStorage.Values)]
    public void Every_storage_grows_and_keeps_its_elements(ArrayStorage storage)
    {
        Value[] values = [.. Enumerable.Range(0, 1000).Select(i => Element(storage, i))];
        var array = new ArrayObject();
        foreach (Value value in values)
        {
            array.Add(value);
        }

        Assert.Equal(storage, array.Storage);
        AssertElements(values, array);
    }

    [Theory]
    [InlineData(ArrayStorage.Ints)]
    [InlineData(ArrayStorage.Floats)]
    [InlineData(ArrayStorage.Bools)]
    [InlineData(ArrayStorage.Strings)]
    public void An_element_that_does_not_fit_converts_the_whole_array(ArrayStorage storage)
    {
        Value[] values = [Element(storage, 1), Element(storage, 2), Element(storage, 3)];
        ArrayObject array = ArrayObject.FromSpan(values);
        Value other = storage == ArrayStorage.Strings ? s_int : s_text;
        array.Set(1, other);

        Assert.Equal(ArrayStorage.Values, array.Storage);
        AssertElements([values[0], other, values[2]], array);
    }

    [Fact]
    public void An_emptied_array_takes_the_storage_of_its_next_element()
    {
        ArrayObject array = ArrayObject.FromSpan([s_int]);
        array.RemoveLast();
        array.Add(s_float);

        Assert.Equal(ArrayStorage.Floats, array.Storage);
        AssertElements([s_float], array);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Inserting_moves_the_rest_up(int index)
    {
        var model = new List<Value> { Value.FromInt(10), Value.FromInt(11), Value.FromInt(12) };
        ArrayObject array = ArrayObject.FromSpan(model.ToArray());
        model.Insert(index, s_text);
        array.Insert(index, s_text);

        AssertElements([.. model], array);
    }

    [Fact]
    public void Removing_moves_the_rest_down()
    {
        ArrayObject array = ArrayObject.FromSpan([Value.FromInt(10), Value.FromInt(11), Value.FromInt(12)]);
        array.RemoveAt(0);
        Assert.Equal(12, array.RemoveLast().AsInt);

        AssertElements([Value.FromInt(11)], array);
    }

    [Fact]
    public void Positions_outside_are_refused()
    {
        ArrayObject array = ArrayObject.FromSpan([s_int]);

        Assert.Throws<ArgumentOutOfRangeException>(() => array[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => array[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => array.Set(1, s_int));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.RemoveAt(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArrayObject().RemoveLast());
    }

    [Fact]
    public void A_clone_has_a_life_of_its_own_and_shares_containers()
    {
        var inner = new ArrayObject();
        ArrayObject array = ArrayObject.FromSpan([new Value(inner), s_int]);
        array.Shared = true;

        ArrayObject clone = array.Clone();
        clone.Set(1, s_text);

        Assert.False(clone.Shared);
        Assert.True(inner.Shared);
        AssertElements([new Value(inner), s_int], array);
    }

    [Fact]
    public void A_slice_keeps_the_storage()
    {
        ArrayObject slice = ArrayObject.FromSpan([s_float, s_float, Value.FromFloat(2)]).Slice(1, 2);

        Assert.Equal(ArrayStorage.Floats, slice.Storage);
        AssertElements([s_float, Value.FromFloat(2)], slice);
    }

    private static Value Element(ArrayStorage storage, int i) => storage switch
    {
        ArrayStorage.Ints => Value.FromInt(i),
        ArrayStorage.Floats => Value.FromFloat(i / 2.0),
        ArrayStorage.Bools => Value.FromBool(i % 3 == 0),
        ArrayStorage.Strings => Value.FromString($"{i}"),
        _ => i % 2 == 0 ? s_text : Value.FromInt(i),
    };

    private static void AssertElements(Value[] expected, ArrayObject actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i].IsIdentical(actual[i]), $"element {i} is {actual[i]} and not {expected[i]}");
        }
    }
}
