using Kiln.Ruff.Syntax;

namespace Kiln.Ruff.Compiler;

/// <summary>What the resolver found out about a program.</summary>
internal sealed class Resolution(FunctionScope topLevel)
{
    /// <summary>The top level.</summary>
    public FunctionScope TopLevel { get; } = topLevel;

    /// <summary>The variables by the source offset of the name that declares them.</summary>
    public Dictionary<long, Variable> Declarations { get; } = [];

    /// <summary>The functions by the source offset of their body.</summary>
    public Dictionary<int, FunctionScope> Functions { get; } = [];

    /// <summary>The key of a field that a method without a receiver parameter sees as a variable: one variable per method.</summary>
    public static long FieldKey(int methodStart, int fieldStart) => ((long)methodStart + 1 << 32) | (uint)fieldStart;

    /// <summary>
    /// Variables that a match statement's cases may create, by the offset of the match: they outlive the match, so they are set up
    /// before it.
    /// </summary>
    public Dictionary<int, List<Variable>> MatchVariables { get; } = [];

    /// <summary>
    /// The variables that a spawned block gets copies of, by the offset of the statement. Their positions are not in the source.
    /// </summary>
    public Dictionary<int, IReadOnlyList<Identifier>> SpawnCaptures { get; } = [];

    /// <summary>What whole-module imports in functions and blocks may bind, by the offset of the statement.</summary>
    public Dictionary<int, LateNames> Imports { get; } = [];

    /// <summary>What cases in functions and blocks may bind to further payloads, by the offset of the name that the case binds.</summary>
    public Dictionary<int, LateNames> Payloads { get; } = [];

    /// <summary>Names that are read where no variable has them: they can only be globals.</summary>
    public HashSet<string> GlobalReads { get; } = [];

    /// <summary>Top-level names that must be globals because functions, importers or a later input refer to them.</summary>
    public HashSet<string> SharedNames { get; } = [];
}
