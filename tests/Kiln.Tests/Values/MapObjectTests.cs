using Kiln.Values;

namespace Kiln.Tests.Values;

public sealed class MapObjectTests
{
    [Fact]
    public void Entries_keep_the_order_in_which_their_keys_came()
    {
        MapObject map = Of(3, 1, 2);
        map.Set(1, Value.FromInt(10));

        Assert.Equal([3, 1, 2], Keys(map));
    }

    [Fact]
    public void A_removed_key_comes_back_at_the_end()
    {
        MapObject map = Of(3, 1, 2);

        Assert.True(map.Remove(Value.FromInt(1), out Value old));
        map.Set(1, Value.Nil);

        Assert.Equal(1, old.AsInt);
        Assert.Equal([3, 2, 1], Keys(map));
    }

    [Fact]
    public void Removing_what_is_not_there_changes_nothing()
    {
        MapObject map = Of(1);

        Assert.False(map.Remove(Value.FromInt(2), out Value missing));
        Assert.False(map.Remove(Value.FromString("1"), out _));
        Assert.False(new MapObject().Remove(Value.FromInt(2), out _));
        Assert.True(missing.IsUndefined);
        Assert.Equal([1], Keys(map));
    }

    [Fact]
    public void Another_key_than_an_integer_converts_the_storage_and_keeps_the_order()
    {
        MapObject map = Of(5, 4, 3);
        map.Remove(Value.FromInt(4), out _);
        Assert.True(map.HasIntStorage);

        map.Set(Value.FromString("k"), Value.True);
        map.Set(4, Value.Nil);

        Assert.False(map.HasIntStorage);
        Assert.Equal(["5", "3", "\"k\"", "4"], map.ToPairs().Select(static p => p.Key.ToString()));
        Assert.True(map.TryGet(5, out Value five) && five.AsInt == 5);
    }

    // Small and large maps, all kinds of entries: the map does what a list of pairs does.
    [Theory]
    [InlineData(6, 0, 0)]
    [InlineData(6, 50, 0)]
    [InlineData(6, 50, 50)]
    [InlineData(200, 0, 0)]
    [InlineData(200, 50, 0)]
    [InlineData(200, 50, 50)]
    public void Any_sequence_of_changes_has_the_effect_it_has_on_a_list(int keys, int otherValuesFrom, int otherKeysFrom)
    {
        var random = new Random(keys + otherValuesFrom + otherKeysFrom);
        var map = new MapObject();
        var expected = new List<(string Key, string Value)>();
        for (int step = 0; step < 3000; step++)
        {
            Value value = otherValuesFrom > 0 && step > otherValuesFrom && step % 3 == 0 ? Value.True : Value.FromInt(step);
            int number = random.Next(keys);
            Value key = otherKeysFrom > 0 && step > otherKeysFrom && number % 2 == 0 ? Value.FromString("k" + number) : Value.FromInt(number);
            int index = expected.FindIndex(e => e.Key == key.ToString());
            if (random.Next(3) == 0)
            {
                Assert.Equal(index >= 0, map.Remove(key, out Value removed));
                if (index >= 0)
                {
                    Assert.Equal(expected[index].Value, removed.ToString());
                    expected.RemoveAt(index);
                }
            }
            else
            {
                map.Set(key, value);
                if (index >= 0)
                {
                    expected[index] = (key.ToString(), value.ToString());
                }
                else
                {
                    expected.Add((key.ToString(), value.ToString()));
                }
            }

            map = step % 500 == 499 ? map.Clone() : map;
            Assert.Equal(expected.Count, map.Count);
            int other = random.Next(keys);
            Assert.Equal(expected.Exists(e => e.Key == Value.FromInt(other).ToString()), map.TryGet(other, out _));
        }

        Assert.Equal(expected, map.ToPairs().Select(static p => (p.Key.ToString(), p.Value.ToString())));
    }

    [Fact]
    public void Strings_are_keys_by_content()
    {
        var map = new MapObject();
        map.Set(Value.FromString("key"), Value.FromInt(1));
        map.Set(new Value(StringObject.Concat(new StringObject("k"), new StringObject("ey"))), Value.FromInt(2));

        Assert.Equal(1, map.Count);
        Assert.True(map.TryGet(Value.FromString("key"), out Value value));
        Assert.Equal(2, value.AsInt);
    }

    [Fact]
    public void Kinds_tell_keys_apart()
    {
        var map = new MapObject();
        Value[] keys = [Value.FromInt(1), Value.FromFloat(1), Value.True, Value.FromString("1"), Value.FromChar(1), Value.Nil];
        foreach (Value key in keys)
        {
            map.Set(key, key);
        }

        Assert.Equal(keys.Length, map.Count);
        Assert.All(keys, key => Assert.True(map.TryGet(key, out Value value) && value.IsIdentical(key)));
    }

    [Fact]
    public void A_clone_has_a_life_of_its_own_and_shares_containers()
    {
        var inner = new ArrayObject();
        MapObject map = Of(1);
        map.Set(2, new Value(inner));

        MapObject clone = map.Clone();
        clone.Set(3, Value.Nil);
        clone.Remove(Value.FromInt(1), out _);

        Assert.Equal([1, 2], Keys(map));
        Assert.Equal([2, 3], Keys(clone));
        Assert.True(inner.Shared);
    }

    [Fact]
    public void Adding_and_removing_forever_takes_no_more_room()
    {
        MapObject map = Of(-1);
        for (int i = 0; i < 10_000; i++)
        {
            map.Set(i, Value.Nil);
            map.Remove(Value.FromInt(i), out _);
        }

        Assert.Equal([-1], Keys(map));
        Assert.True(map.EntryLimit < 100, $"{map.EntryLimit} entries for one key");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Behaves_like_a_list_of_pairs(int seed, bool withStrings)
    {
        var random = new Random(seed);
        var map = new MapObject();
        var model = new List<(string Key, long Value)>();
        for (int step = 0; step < 20_000; step++)
        {
            // Multiples of a power of two are what a weak hash would send to one bucket.
            long number = random.Next(120) * 1024L;
            Value key = withStrings && number % 3 == 0 ? Value.FromString($"k{number}") : Value.FromInt(number);
            string name = key.ToString();
            int at = model.FindIndex(e => e.Key == name);
            if (random.Next(5) < 3)
            {
                map.Set(key, Value.FromInt(step));
                if (at >= 0)
                {
                    model[at] = (name, step);
                }
                else
                {
                    model.Add((name, step));
                }
            }
            else
            {
                Assert.Equal(at >= 0, map.Remove(key, out Value removed));
                if (at >= 0)
                {
                    Assert.Equal(model[at].Value, removed.AsInt);
                    model.RemoveAt(at);
                }
            }

            Assert.Equal(model.Count, map.Count);
        }

        Assert.Equal(model, map.ToPairs().Select(static p => (p.Key.ToString(), p.Value.AsInt)));
        Assert.All(map.ToPairs(), p => Assert.True(map.TryGet(p.Key, out Value value) && value.IsIdentical(p.Value)));
    }

    private static MapObject Of(params long[] keys)
    {
        var map = new MapObject();
        foreach (long key in keys)
        {
            map.Set(key, Value.FromInt(key));
        }

        return map;
    }

    private static IEnumerable<long> Keys(MapObject map) => map.ToPairs().Select(static p => p.Key.AsInt);
}
