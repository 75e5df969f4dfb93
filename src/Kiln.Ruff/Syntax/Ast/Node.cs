using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>A piece of a syntax tree. Nodes do not change once they are built.</summary>
/// <param name="span">The source text the node was read from.</param>
public abstract class Node(SourceSpan span)
{
    /// <summary>The source text the node was read from, from its first token to its last.</summary>
    public SourceSpan Span { get; } = span;
}

/// <summary>Something that has a value.</summary>
/// <param name="span">The source text the node was read from.</param>
/// <param name="height">Nodes on the longest path down, at least 1.</param>
public abstract class Expression(SourceSpan span, int height) : Node(span)
{
    /// <summary>
    /// Expressions on the longest path down from this one, itself included, through the bodies of functions as well: at least 1,
    /// at most <see cref="SyntaxLimits.MaxTreeHeight"/>.
    /// </summary>
    public int Height { get; } = height;

    internal static int Tallest(IReadOnlyList<Expression> expressions)
    {
        int tallest = 0;
        for (int i = 0; i < expressions.Count; i++)
        {
            tallest = Math.Max(tallest, expressions[i].Height);
        }

        return tallest;
    }
}

/// <summary>Something that is executed for its effect.</summary>
/// <param name="span">The source text the node was read from.</param>
public abstract class Statement(SourceSpan span) : Node(span);

/// <summary>What a destructuring binding binds.</summary>
/// <param name="span">The source text the node was read from.</param>
public abstract class Pattern(SourceSpan span) : Node(span);

/// <summary>A name with the place where it is written.</summary>
/// <param name="Name">The name.</param>
/// <param name="Span">Where.</param>
public sealed record Identifier(string Name, SourceSpan Span);

/// <summary>Statements in braces.</summary>
/// <param name="span">The block with its braces.</param>
/// <param name="statements">The statements in order.</param>
public sealed class Block(SourceSpan span, IReadOnlyList<Statement> statements) : Node(span)
{
    /// <summary>The statements in order.</summary>
    public IReadOnlyList<Statement> Statements { get; } = statements;
}

/// <summary>A whole source file.</summary>
/// <param name="span">The whole text.</param>
/// <param name="statements">The top-level statements in order.</param>
public sealed class Program(SourceSpan span, IReadOnlyList<Statement> statements) : Node(span)
{
    /// <summary>The top-level statements in order.</summary>
    public IReadOnlyList<Statement> Statements { get; } = statements;
}
