using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>A function, method or function literal.</summary>
/// <param name="span">From the first keyword to the closing brace.</param>
/// <param name="name">The name, or null for a function literal.</param>
/// <param name="parameters">The parameters, <c>self</c> included.</param>
/// <param name="body">The body.</param>
/// <param name="traits">What is special about it.</param>
/// <param name="bodyHeight">Height of the tallest expression in the body; 0 if there is none.</param>
public sealed class FunctionDeclaration(
    SourceSpan span,
    Identifier? name,
    IReadOnlyList<Identifier> parameters,
    Block body,
    FunctionTraits traits,
    int bodyHeight) : Node(span)
{
    /// <summary>The name, or null for a function literal.</summary>
    public Identifier? Name { get; } = name;

    /// <summary>The parameters in order; a <c>self</c> is listed like any other.</summary>
    public IReadOnlyList<Identifier> Parameters { get; } = parameters;

    /// <summary>The body.</summary>
    public Block Body { get; } = body;

    /// <summary>What is special about it.</summary>
    public FunctionTraits Traits { get; } = traits;

    /// <summary>Height of the tallest expression in the body; 0 if there is none.</summary>
    public int BodyHeight { get; } = bodyHeight;

    /// <summary>Whether the first parameter is <c>self</c>.</summary>
    public bool HasSelf => Parameters.Count > 0 && Parameters[0].Name == "self";

    /// <summary>Whether it was written with <c>async</c>.</summary>
    public bool IsAsync => (Traits & FunctionTraits.Async) != 0;

    /// <summary>Whether it was written with <c>func*</c>.</summary>
    public bool IsGenerator => (Traits & FunctionTraits.Generator) != 0;

    /// <summary>Whether its own body, without nested functions, contains a <c>yield</c>.</summary>
    public bool ContainsYield => (Traits & FunctionTraits.ContainsYield) != 0;
}

/// <summary>What is special about a function.</summary>
[Flags]
public enum FunctionTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Written with <c>async</c>.</summary>
    Async = 1,

    /// <summary>Written with <c>func*</c>.</summary>
    Generator = 2,

    /// <summary>The body, without nested functions, contains a <c>yield</c>.</summary>
    ContainsYield = 4,
}
