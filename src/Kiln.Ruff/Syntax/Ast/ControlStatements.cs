using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary><c>if</c> with all its <c>else if</c> arms in one flat list.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="arms">The conditions with their blocks; at least one.</param>
/// <param name="elseBlock">What runs if no condition holds, or null.</param>
public sealed class IfStatement(SourceSpan span, IReadOnlyList<IfArm> arms, Block? elseBlock) : Statement(span)
{
    /// <summary>The conditions with their blocks, in order; at least one.</summary>
    public IReadOnlyList<IfArm> Arms { get; } = arms;

    /// <summary>What runs if no condition holds, or null.</summary>
    public Block? Else { get; } = elseBlock;
}

/// <summary>One condition of an <see cref="IfStatement"/> with its block.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Body">What runs if it is the first that holds.</param>
public sealed record IfArm(Expression Condition, Block Body);

/// <summary><c>while c { }</c>, or <c>loop while c { }</c>, which means the same.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="condition">Tested before each round.</param>
/// <param name="body">The body.</param>
public sealed class WhileStatement(SourceSpan span, Expression condition, Block body) : Statement(span)
{
    /// <summary>Tested before each round.</summary>
    public Expression Condition { get; } = condition;

    /// <summary>The body.</summary>
    public Block Body { get; } = body;
}

/// <summary><c>loop { }</c>: runs until something leaves it.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="body">The body.</param>
public sealed class LoopStatement(SourceSpan span, Block body) : Statement(span)
{
    /// <summary>The body.</summary>
    public Block Body { get; } = body;
}

/// <summary><c>for x in e { }</c></summary>
/// <param name="span">The whole statement.</param>
/// <param name="variable">The loop variable.</param>
/// <param name="iterable">What is walked through.</param>
/// <param name="body">The body.</param>
public sealed class ForStatement(SourceSpan span, Identifier variable, Expression iterable, Block body) : Statement(span)
{
    /// <summary>The loop variable.</summary>
    public Identifier Variable { get; } = variable;

    /// <summary>What is walked through; evaluated once.</summary>
    public Expression Iterable { get; } = iterable;

    /// <summary>The body.</summary>
    public Block Body { get; } = body;
}

/// <summary><c>match e { case T(x): { } default: { } }</c></summary>
/// <param name="span">The whole statement.</param>
/// <param name="subject">What is compared.</param>
/// <param name="cases">The cases in order.</param>
/// <param name="defaultBody">What runs if no case fits, or null.</param>
public sealed class MatchStatement(SourceSpan span, Expression subject, IReadOnlyList<MatchCase> cases, Block? defaultBody)
    : Statement(span)
{
    /// <summary>What is compared; evaluated once.</summary>
    public Expression Subject { get; } = subject;

    /// <summary>The cases in order; may be empty.</summary>
    public IReadOnlyList<MatchCase> Cases { get; } = cases;

    /// <summary>What runs if no case fits, wherever it was written, or null. The last one counts.</summary>
    public Block? Default { get; } = defaultBody;
}

/// <summary>One case of a <see cref="MatchStatement"/>.</summary>
/// <param name="span">From <c>case</c> to the end of the body.</param>
/// <param name="tag">The tag; <c>A::B</c> is one name.</param>
/// <param name="binding">The name for the payload, or null.</param>
/// <param name="body">What runs.</param>
public sealed class MatchCase(SourceSpan span, Identifier tag, Identifier? binding, Block body) : Node(span)
{
    /// <summary>The tag: <c>Name</c>, or <c>Enum::Variant</c> without blanks around the colons.</summary>
    public Identifier Tag { get; } = tag;

    /// <summary>The name for the payload, or null.</summary>
    public Identifier? Binding { get; } = binding;

    /// <summary>What runs.</summary>
    public Block Body { get; } = body;
}

/// <summary><c>try { } except e { }</c></summary>
/// <param name="span">The whole statement.</param>
/// <param name="body">What may fail.</param>
/// <param name="errorName">The name the error is bound to.</param>
/// <param name="handler">What runs if it does.</param>
public sealed class TryStatement(SourceSpan span, Block body, Identifier errorName, Block handler) : Statement(span)
{
    /// <summary>What may fail.</summary>
    public Block Body { get; } = body;

    /// <summary>The name the error is bound to.</summary>
    public Identifier ErrorName { get; } = errorName;

    /// <summary>What runs if it does.</summary>
    public Block Handler { get; } = handler;
}

/// <summary><c>return</c> or <c>return e</c>.</summary>
/// <param name="span">The whole statement.</param>
/// <param name="value">The result; null means the null value.</param>
public sealed class ReturnStatement(SourceSpan span, Expression? value) : Statement(span)
{
    /// <summary>The result; null means the null value.</summary>
    public Expression? Value { get; } = value;
}

/// <summary><c>break</c>; the parser does not check that it is inside a loop.</summary>
/// <param name="span">The keyword.</param>
public sealed class BreakStatement(SourceSpan span) : Statement(span);

/// <summary><c>continue</c>; the parser does not check that it is inside a loop.</summary>
/// <param name="span">The keyword.</param>
public sealed class ContinueStatement(SourceSpan span) : Statement(span);
