using Kiln.Jit.Graphs;
using Kiln.Tiering;

namespace Kiln.Tests.Documentation;

/// <summary>The pages about the optimising tier, as far as tables say what stands there.</summary>
public sealed class TierPageTests
{
    [Fact]
    public void The_page_of_nodes_says_what_the_table_says() => GeneratedText.CheckPage("nodes.md", NodePage.Render());

    [Fact]
    public void The_list_of_reasons_says_what_the_table_says() => GeneratedText.CheckPart("jit.md", "reasons", ReasonList.Render());

    [Fact]
    public void The_tables_have_the_order_of_their_enumerations()
    {
        Assert.Equal(Enum.GetValues<NodeOp>(), NodeTable.Rows.Select(static r => r.Op));
        Assert.Equal(Enum.GetValues<ExitReason>(), ReasonTable.Rows.Select(static r => r.Reason));
    }
}
