namespace Kiln.Tests.Interpreter;

/// <summary>
/// Containers are values: whoever holds one never sees it change through another name, although copies are avoided wherever the
/// compiler finds that nobody else looks.
/// </summary>
public sealed class ValueSemanticsTests
{
    [Theory]
    [InlineData("a := [1]\nb := a\nb[0] := 9\nreturn a[0]")]
    [InlineData("a := [1]\nb := a\nb[0] := 9\nf := func() { return a[0] }\nreturn f()")]
    [InlineData("a := [1]\nf := func() { return a[0] }\nb := a\nb[0] := 9\nreturn f()")]
    [InlineData("a := [1]\nb := push(a, 2)\nf := func() { return len(a) }\nreturn f()")]
    [InlineData("a := [[1]]\nb := a\nb[0][0] := 9\nreturn a[0][0]")]
    [InlineData("a := [1]\nb := [a, a]\nb[0][0] := 9\nreturn b[1][0]")]
    [InlineData("a := {\"k\": 1}\nb := a\nb[\"k\"] := 9\nreturn a[\"k\"]")]
    [InlineData("a := [1]\nchange := func(x) { x[0] := 9 return x }\nchange(a)\nreturn a[0]")]
    [InlineData("a := [1]\ni := 0\nwhile i < 3 { b := a\nb[0] := 9\ni := i + 1 }\nreturn a[0]")]
    public void Nobody_sees_the_changes_of_another(string body) =>
        Assert.Equal("1\n", Guest.Run($"func program() {{\n{body}\n}}\nprint(program())\n"));
}
