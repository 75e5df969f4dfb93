using System.Text;
using Kiln.Values;

namespace Kiln.Tests.Values;

public sealed class StringObjectTests
{
    // Characters of one and two UTF-16 units in an irregular mix, longer than the stride of the position index.
    private static readonly string s_mixed = string.Concat(Enumerable.Range(0, 300).Select(static i => i % 7 < 3 ? "𝄞" : i % 5 == 0 ? "é" : "a"));

    [Fact]
    public void Appending_builds_the_whole_text()
    {
        var expected = new StringBuilder();
        StringObject text = StringObject.Empty;
        for (int i = 0; i < 5000; i++)
        {
            string piece = i % 10 == 0 ? "𝄞" : "x" + i;
            expected.Append(piece);
            text = StringObject.Concat(text, new StringObject(piece));
        }

        Assert.Equal(expected.ToString(), text.ToString());
        Assert.Equal(expected.ToString().EnumerateRunes().Count(), text.Length);
    }

    [Fact]
    public void Appending_leaves_the_older_string_as_it_was()
    {
        StringObject older = StringObject.Concat(new StringObject(new string('a', 100)), new StringObject("b"));
        StringObject newer = StringObject.Concat(older, new StringObject("c"));

        Assert.Equal(new string('a', 100) + "b", older.Span.ToString());
        Assert.Equal(new string('a', 100) + "bc", newer.Span.ToString());
    }

    [Fact]
    public void Two_strings_may_grow_from_the_same_start()
    {
        StringObject start = StringObject.Concat(new StringObject(new string('a', 100)), new StringObject("b"));
        StringObject first = StringObject.Concat(start, new StringObject("first"));
        StringObject second = StringObject.Concat(start, new StringObject("second"));

        Assert.EndsWith("abfirst", first.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("absecond", second.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Appending_nothing_gives_the_same_object()
    {
        var text = new StringObject("a");

        Assert.Same(text, StringObject.Concat(text, StringObject.Empty));
        Assert.Same(text, StringObject.Concat(StringObject.Empty, text));
    }

    [Fact]
    public void Positions_count_code_points()
    {
        Rune[] runes = [.. s_mixed.EnumerateRunes()];
        var text = new StringObject(s_mixed);

        Assert.Equal(runes.Length, text.Length);
        Assert.Equal(s_mixed.Length, text.Utf16Length);
        int offset = 0;
        for (int i = 0; i < runes.Length; i++)
        {
            Assert.Equal(offset, text.OffsetOf(i));
            Assert.Equal(i, text.PositionOf(offset));
            Assert.Equal(runes[i].ToString(), text.CharacterAt(i).ToString());
            offset += runes[i].Utf16SequenceLength;
        }

        Assert.Equal(offset, text.OffsetOf(runes.Length));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 300)]
    [InlineData(63, 65)]
    [InlineData(64, 65)]
    [InlineData(299, 300)]
    public void Substrings_count_code_points(int start, int end)
    {
        string expected = string.Concat(s_mixed.EnumerateRunes().Skip(start).Take(end - start));

        Assert.Equal(expected, new StringObject(s_mixed).Substring(start, end).ToString());
    }

    [Fact]
    public void Equal_content_is_equal_however_it_came_about()
    {
        string whole = new('a', 200);
        var flat = new StringObject(whole);
        StringObject appended = StringObject.Concat(new StringObject(whole[..150]), new StringObject(whole[150..]));

        Assert.True(flat.ContentEquals(appended));
        Assert.Equal(flat.ContentHash(), appended.ContentHash());
        Assert.False(flat.ContentEquals(new StringObject(whole[1..])));
    }

    [Theory]
    [InlineData("a", "b", -1)]
    [InlineData("b", "a", 1)]
    [InlineData("a", "a", 0)]
    [InlineData("a", "ab", -1)]
    [InlineData("", "a", -1)]
    [InlineData("\uFFFD", "𝄞", -1)]
    [InlineData("𝄞", "𝄢", -1)]
    public void Order_is_that_of_code_points(string left, string right, int expected) =>
        Assert.Equal(expected, Math.Sign(StringObject.Compare(new StringObject(left), new StringObject(right))));

    [Fact]
    public void Small_characters_are_shared_objects()
    {
        Assert.Same(StringObject.FromCodePoint('a'), new StringObject("cba").CharacterAt(2));
        Assert.Equal("𝄞", StringObject.FromCodePoint(0x1D11E).ToString());
    }

    // Lengths around the longest string that keeps its characters in the object, and all the ways to copy so few characters.
    [Fact]
    public void All_forms_of_a_text_are_the_same()
    {
        const string Text = "abcdé\uFFFDghijklmn";
        for (int length = 0; length <= Text.Length; length++)
        {
            string expected = Text[..length];
            StringObject[] forms =
            [
                new(expected),
                StringObject.FromSpan(expected),
                new StringObject(Text).Substring(0, length),
                StringObject.Concat(StringObject.FromSpan(expected.AsSpan(0, length / 2)), new StringObject(expected[(length / 2)..])),
            ];
            foreach (StringObject form in forms)
            {
                Assert.Equal(expected, form.Span.ToString());
                Assert.Equal(expected, form.ToString());
                Assert.Equal(length, form.Utf16Length);
                Assert.Equal(length, form.Length);
                Assert.True(form.ContentEquals(forms[0]) && forms[0].ContentEquals(form));
                Assert.Equal(forms[0].ContentHash(), form.ContentHash());
            }
        }
    }

    [Fact]
    public void Short_strings_may_have_wide_characters()
    {
        StringObject text = StringObject.FromSpan("a𝄞b𝄢");

        Assert.Equal(4, text.Length);
        Assert.Equal("𝄞", text.CharacterAt(1).ToString());
        Assert.Equal("b𝄢", text.Substring(2, 4).ToString());
        Assert.Equal("a𝄞b𝄢", text.ToString());
        Assert.Equal(6, text.Utf16Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(999_999_999)]
    [InlineData(1_000_000_000)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Integers_have_decimal_texts(long integer) =>
        Assert.Equal(integer.ToString(System.Globalization.CultureInfo.InvariantCulture), StringObject.FromInteger(integer).ToString());

    [Fact]
    public void Joining_puts_separators_between_strings_of_all_forms()
    {
        string[] pieces = ["", "a", "twelve chars", "thirteen char", new string('x', 100), "é", "", "end"];
        StringObject[] strings = [.. pieces.Select(static p => StringObject.FromSpan(p))];
        foreach (string separator in new[] { "", ",", " and then, " })
        {
            long length = StringObject.Measure(strings) + ((pieces.Length - 1) * separator.Length);
            Assert.Equal(string.Join(separator, pieces), StringObject.Join(strings, new StringObject(separator), (int)length).ToString());
        }
    }
}
