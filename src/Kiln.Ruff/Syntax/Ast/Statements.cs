using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary><c>let p := e</c>, <c>mut p := e</c> or <c>const n := e</c>.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="kind">The keyword.</param>
/// <param name="pattern">What is bound.</param>
/// <param name="value">The value.</param>
public sealed class BindingStatement(SourceSpan span, BindingKind kind, Pattern pattern, Expression value) : Statement(span)
{
    /// <summary>The keyword.</summary>
    public BindingKind Kind { get; } = kind;

    /// <summary>What is bound; a <see cref="NamePattern"/> for <see cref="BindingKind.Const"/>.</summary>
    public Pattern Pattern { get; } = pattern;

    /// <summary>The value.</summary>
    public Expression Value { get; } = value;
}

/// <summary><c>[a, b] := e</c> or <c>{x} := e</c> without a keyword: declares immutable bindings.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="pattern">An <see cref="ArrayPattern"/> or <see cref="DictionaryPattern"/>.</param>
/// <param name="value">The value.</param>
public sealed class DestructuringStatement(SourceSpan span, Pattern pattern, Expression value) : Statement(span)
{
    /// <summary>An <see cref="ArrayPattern"/> or <see cref="DictionaryPattern"/>.</summary>
    public Pattern Pattern { get; } = pattern;

    /// <summary>The value.</summary>
    public Expression Value { get; } = value;
}

/// <summary><c>target := e</c> or <c>target += e</c>.</summary>
/// <param name="target">What is assigned to.</param>
/// <param name="compound">The operator of a compound assignment, or null.</param>
/// <param name="operatorSpan">Where the assignment operator is written.</param>
/// <param name="value">The right side.</param>
public sealed class AssignmentStatement(Expression target, InfixOperator? compound, SourceSpan operatorSpan, Expression value)
    : Statement(SourceSpan.Covering(target.Span, value.Span))
{
    /// <summary>A <see cref="NameExpression"/>, <see cref="MemberExpression"/> (not optional) or <see cref="IndexExpression"/>.</summary>
    public Expression Target { get; } = target;

    /// <summary>The operator of a compound assignment, which means <c>target := target op value</c>; null for a plain one.</summary>
    public InfixOperator? Compound { get; } = compound;

    /// <summary>Where the assignment operator is written.</summary>
    public SourceSpan OperatorSpan { get; } = operatorSpan;

    /// <summary>The right side.</summary>
    public Expression Value { get; } = value;
}

/// <summary>An expression evaluated for its effect.</summary>
/// <param name="expression">The expression.</param>
public sealed class ExpressionStatement(Expression expression) : Statement(expression.Span)
{
    /// <summary>The expression.</summary>
    public Expression Expression { get; } = expression;
}

/// <summary>A named function.</summary>
/// <param name="declaration">The function; it has a name.</param>
public sealed class FunctionStatement(FunctionDeclaration declaration) : Statement(declaration.Span)
{
    /// <summary>The function; it has a name.</summary>
    public FunctionDeclaration Declaration { get; } = declaration;
}

/// <summary>A struct type.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="name">The type's name.</param>
/// <param name="fields">The field names as written.</param>
/// <param name="methods">The methods in order; all have names.</param>
public sealed class StructStatement(
    SourceSpan span,
    Identifier name,
    IReadOnlyList<Identifier> fields,
    IReadOnlyList<FunctionDeclaration> methods) : Statement(span)
{
    /// <summary>The type's name.</summary>
    public Identifier Name { get; } = name;

    /// <summary>The field names in order; an unknown type after a colon counts as one more.</summary>
    public IReadOnlyList<Identifier> Fields { get; } = fields;

    /// <summary>The methods in order; all have names.</summary>
    public IReadOnlyList<FunctionDeclaration> Methods { get; } = methods;
}

/// <summary>An enum type.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="name">The type's name.</param>
/// <param name="variants">The names of its variants.</param>
public sealed class EnumStatement(SourceSpan span, Identifier name, IReadOnlyList<Identifier> variants) : Statement(span)
{
    /// <summary>The type's name.</summary>
    public Identifier Name { get; } = name;

    /// <summary>The names of its variants in order.</summary>
    public IReadOnlyList<Identifier> Variants { get; } = variants;
}

/// <summary><c>spawn { ... }</c></summary>
/// <param name="span">The whole statement.</param>
/// <param name="body">What to run.</param>
public sealed class SpawnStatement(SourceSpan span, Block body) : Statement(span)
{
    /// <summary>What to run.</summary>
    public Block Body { get; } = body;
}
