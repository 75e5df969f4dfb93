namespace Kiln.Cli.Tier;

/// <summary>The stages of the compiler that can be printed.</summary>
internal static class DumpStages
{
    /// <summary>The tree of the source.</summary>
    public const string Tree = "ast";

    /// <summary>The instructions of the interpreter.</summary>
    public const string Bytecode = "bytecode";

    /// <summary>All stages in the order they run, and whether the interpreter alone has them.</summary>
    public static IReadOnlyList<(string Name, bool IsBaseline, string Description)> All { get; } =
    [
        (Tree, true, "the tree"),
        (Bytecode, true, "the bytecode"),
        ("graph", false, "the graph before and after optimisation"),
        ("il", false, "the IL"),
        ("asm", false, "the machine code"),
    ];
}
