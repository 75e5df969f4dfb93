namespace Kiln.Tests.Documentation;

public sealed class OpcodePageTests
{
    [Fact]
    public void The_page_says_what_the_table_says() => GeneratedText.CheckPage("opcodes.md", OpcodePage.Render());
}
