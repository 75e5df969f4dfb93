using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary><c>import m</c></summary>
/// <param name="span">The whole statement.</param>
/// <param name="module">The module's name.</param>
public sealed class ImportStatement(SourceSpan span, Identifier module) : Statement(span)
{
    /// <summary>The module's name.</summary>
    public Identifier Module { get; } = module;
}

/// <summary><c>from a.b import x, y</c></summary>
/// <param name="span">The whole statement.</param>
/// <param name="module">The module's name; the parts are joined by dots without blanks.</param>
/// <param name="symbols">The names to bind.</param>
public sealed class FromImportStatement(SourceSpan span, Identifier module, IReadOnlyList<Identifier> symbols) : Statement(span)
{
    /// <summary>The module's name; the parts are joined by dots without blanks.</summary>
    public Identifier Module { get; } = module;

    /// <summary>The names to bind, in order; at least one.</summary>
    public IReadOnlyList<Identifier> Symbols { get; } = symbols;
}

/// <summary><c>export statement</c></summary>
/// <param name="span">The whole statement.</param>
/// <param name="inner">What is exported; never another export.</param>
public sealed class ExportStatement(SourceSpan span, Statement inner) : Statement(span)
{
    /// <summary>What is exported; any statement but another export.</summary>
    public Statement Inner { get; } = inner;
}

/// <summary><c>test "name" { }</c></summary>
/// <param name="span">The whole statement.</param>
/// <param name="name">The test's name.</param>
/// <param name="body">What it runs.</param>
public sealed class TestStatement(SourceSpan span, string name, Block body) : Statement(span)
{
    /// <summary>The test's name.</summary>
    public string Name { get; } = name;

    /// <summary>What it runs.</summary>
    public Block Body { get; } = body;
}

/// <summary><c>test_group "name" { }</c></summary>
/// <param name="span">The whole statement.</param>
/// <param name="name">The group's name.</param>
/// <param name="body">The declarations in it.</param>
public sealed class TestGroupStatement(SourceSpan span, string name, Block body) : Statement(span)
{
    /// <summary>The group's name.</summary>
    public string Name { get; } = name;

    /// <summary>The declarations in it.</summary>
    public Block Body { get; } = body;
}

/// <summary><c>test_setup { }</c>: runs before each test.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="body">What it runs.</param>
public sealed class TestSetupStatement(SourceSpan span, Block body) : Statement(span)
{
    /// <summary>What it runs.</summary>
    public Block Body { get; } = body;
}

/// <summary><c>test_teardown { }</c>: runs after each test.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="body">What it runs.</param>
public sealed class TestTeardownStatement(SourceSpan span, Block body) : Statement(span)
{
    /// <summary>What it runs.</summary>
    public Block Body { get; } = body;
}
