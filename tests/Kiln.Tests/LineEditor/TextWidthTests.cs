using Kiln.LineEditor;

namespace Kiln.Tests.LineEditor;

/// <summary>Columns and clusters.</summary>
public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("e\u0301", 1)]
    [InlineData("日本", 4)]
    [InlineData("ｱ", 1)]
    [InlineData("Ａ", 2)]
    [InlineData("한", 2)]
    [InlineData("😀", 2)]
    [InlineData("👩‍👩‍👧", 2)]
    [InlineData("❤\uFE0F", 2)]
    [InlineData("a\u200Bb", 2)]
    public void Columns(string text, int width) => Assert.Equal(width, TextWidth.Of(text));

    [Theory]
    [InlineData("ab", 2, 1)]
    [InlineData("ae\u0301", 3, 1)]
    [InlineData("a\n", 2, 1)]
    [InlineData("a\nb", 3, 2)]
    [InlineData("x👩‍👩‍👧", 9, 1)]
    public void The_cluster_before_an_index(string text, int index, int previous) => Assert.Equal(previous, TextWidth.PreviousCluster(text, index));
}
