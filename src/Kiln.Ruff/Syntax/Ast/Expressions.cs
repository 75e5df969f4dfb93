using Kiln.Diagnostics;

namespace Kiln.Ruff.Syntax;

/// <summary>A variable, or <c>self</c>.</summary>
/// <param name="span">The name.</param>
/// <param name="name">The name.</param>
public sealed class NameExpression(SourceSpan span, string name) : Expression(span, 1)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary><c>-x</c> or <c>!x</c>.</summary>
/// <param name="span">From the operator to the end of the operand.</param>
/// <param name="prefix">The operator.</param>
/// <param name="operatorSpan">Where the operator is written.</param>
/// <param name="operand">The operand.</param>
public sealed class PrefixExpression(SourceSpan span, PrefixOperator prefix, SourceSpan operatorSpan, Expression operand)
    : Expression(span, 1 + operand.Height)
{
    /// <summary>The operator.</summary>
    public PrefixOperator Operator { get; } = prefix;

    /// <summary>Where the operator is written.</summary>
    public SourceSpan OperatorSpan { get; } = operatorSpan;

    /// <summary>The operand.</summary>
    public Expression Operand { get; } = operand;
}

/// <summary>Arithmetic or comparison: both operands are evaluated, left first.</summary>
/// <param name="left">The left operand.</param>
/// <param name="infix">The operator.</param>
/// <param name="operatorSpan">Where the operator is written.</param>
/// <param name="right">The right operand.</param>
public sealed class InfixExpression(Expression left, InfixOperator infix, SourceSpan operatorSpan, Expression right)
    : Expression(SourceSpan.Covering(left.Span, right.Span), 1 + Math.Max(left.Height, right.Height))
{
    /// <summary>The left operand.</summary>
    public Expression Left { get; } = left;

    /// <summary>The operator.</summary>
    public InfixOperator Operator { get; } = infix;

    /// <summary>Where the operator is written.</summary>
    public SourceSpan OperatorSpan { get; } = operatorSpan;

    /// <summary>The right operand.</summary>
    public Expression Right { get; } = right;
}

/// <summary><c>&amp;&amp;</c>, <c>||</c> or <c>??</c>: the right operand is evaluated only if the left one does not decide.</summary>
/// <param name="left">The left operand.</param>
/// <param name="logical">The operator.</param>
/// <param name="operatorSpan">Where the operator is written.</param>
/// <param name="right">The right operand.</param>
public sealed class LogicalExpression(Expression left, LogicalOperator logical, SourceSpan operatorSpan, Expression right)
    : Expression(SourceSpan.Covering(left.Span, right.Span), 1 + Math.Max(left.Height, right.Height))
{
    /// <summary>The left operand.</summary>
    public Expression Left { get; } = left;

    /// <summary>The operator.</summary>
    public LogicalOperator Operator { get; } = logical;

    /// <summary>Where the operator is written.</summary>
    public SourceSpan OperatorSpan { get; } = operatorSpan;

    /// <summary>The right operand.</summary>
    public Expression Right { get; } = right;
}

/// <summary><c>x |> f</c>: if the target is a call, the input becomes its first argument.</summary>
/// <param name="input">The value to pass.</param>
/// <param name="operatorSpan">Where the operator is written.</param>
/// <param name="target">What receives it; parentheses around it leave no trace.</param>
public sealed class PipeExpression(Expression input, SourceSpan operatorSpan, Expression target)
    : Expression(SourceSpan.Covering(input.Span, target.Span), 1 + Math.Max(input.Height, target.Height))
{
    /// <summary>The value to pass.</summary>
    public Expression Input { get; } = input;

    /// <summary>Where the operator is written.</summary>
    public SourceSpan OperatorSpan { get; } = operatorSpan;

    /// <summary>What receives it.</summary>
    public Expression Target { get; } = target;
}

/// <summary><c>f(a, b)</c>.</summary>
/// <param name="span">From the callee to the closing parenthesis.</param>
/// <param name="callee">What is called.</param>
/// <param name="arguments">The arguments in order.</param>
public sealed class CallExpression(SourceSpan span, Expression callee, IReadOnlyList<Expression> arguments)
    : Expression(span, 1 + Math.Max(callee.Height, Tallest(arguments)))
{
    /// <summary>What is called; its span is the place to blame for a failing call.</summary>
    public Expression Callee { get; } = callee;

    /// <summary>The arguments in order.</summary>
    public IReadOnlyList<Expression> Arguments { get; } = arguments;
}

/// <summary><c>receiver.name(a, b)</c>.</summary>
/// <param name="span">From the receiver to the closing parenthesis.</param>
/// <param name="receiver">The value before the dot.</param>
/// <param name="name">The method's name.</param>
/// <param name="arguments">The arguments in order, without the receiver.</param>
public sealed class MethodCallExpression(SourceSpan span, Expression receiver, Identifier name, IReadOnlyList<Expression> arguments)
    : Expression(span, 1 + Math.Max(receiver.Height, Tallest(arguments)))
{
    /// <summary>The value before the dot.</summary>
    public Expression Receiver { get; } = receiver;

    /// <summary>The method's name.</summary>
    public Identifier Name { get; } = name;

    /// <summary>The arguments in order, without the receiver.</summary>
    public IReadOnlyList<Expression> Arguments { get; } = arguments;
}

/// <summary><c>target.name</c>, or <c>target?.name</c>, which is null if the target is.</summary>
/// <param name="target">The value before the dot.</param>
/// <param name="name">The field's name.</param>
/// <param name="isOptional">Whether it was written with <c>?.</c>.</param>
public sealed class MemberExpression(Expression target, Identifier name, bool isOptional)
    : Expression(SourceSpan.Covering(target.Span, name.Span), 1 + target.Height)
{
    /// <summary>The value before the dot.</summary>
    public Expression Target { get; } = target;

    /// <summary>The field's name.</summary>
    public Identifier Name { get; } = name;

    /// <summary>Whether it was written with <c>?.</c>.</summary>
    public bool IsOptional { get; } = isOptional;
}

/// <summary><c>target[index]</c>.</summary>
/// <param name="span">From the target to the closing bracket.</param>
/// <param name="target">The container.</param>
/// <param name="index">The index or key.</param>
public sealed class IndexExpression(SourceSpan span, Expression target, Expression index)
    : Expression(span, 1 + Math.Max(target.Height, index.Height))
{
    /// <summary>The container.</summary>
    public Expression Target { get; } = target;

    /// <summary>The index or key.</summary>
    public Expression Index { get; } = index;
}

/// <summary><c>operand?</c>: the payload of a success; a failure is returned from the current function.</summary>
/// <param name="operand">A result or option.</param>
/// <param name="operatorSpan">Where the question mark is written.</param>
public sealed class TryExpression(Expression operand, SourceSpan operatorSpan)
    : Expression(SourceSpan.Covering(operand.Span, operatorSpan), 1 + operand.Height)
{
    /// <summary>A result or option.</summary>
    public Expression Operand { get; } = operand;

    /// <summary>Where the question mark is written.</summary>
    public SourceSpan OperatorSpan { get; } = operatorSpan;
}

/// <summary>An anonymous function.</summary>
/// <param name="declaration">The function.</param>
public sealed class FunctionExpression(FunctionDeclaration declaration)
    : Expression(declaration.Span, 1 + declaration.BodyHeight)
{
    /// <summary>The function; it has no name.</summary>
    public FunctionDeclaration Declaration { get; } = declaration;
}

/// <summary><c>Enum::Variant</c> or <c>Enum::Variant(a, b)</c>.</summary>
/// <param name="span">The whole expression.</param>
/// <param name="enumName">The name before the colons.</param>
/// <param name="variantName">The name after them.</param>
/// <param name="arguments">The payload, or null if there are no parentheses.</param>
public sealed class TagExpression(SourceSpan span, Identifier enumName, Identifier variantName, IReadOnlyList<Expression>? arguments)
    : Expression(span, 1 + (arguments is null ? 0 : Tallest(arguments)))
{
    /// <summary>The name before the colons.</summary>
    public Identifier EnumName { get; } = enumName;

    /// <summary>The name after them.</summary>
    public Identifier VariantName { get; } = variantName;

    /// <summary>The payload in order; empty for <c>()</c>, null if there are no parentheses.</summary>
    public IReadOnlyList<Expression>? Arguments { get; } = arguments;
}

/// <summary><c>Ok(e)</c>, <c>Err(e)</c>, <c>Some(e)</c> or <c>None</c>.</summary>
/// <param name="span">The whole expression.</param>
/// <param name="constructor">Which one.</param>
/// <param name="argument">The payload; null for <see cref="Constructor.None"/> only.</param>
public sealed class ConstructorExpression(SourceSpan span, Constructor constructor, Expression? argument)
    : Expression(span, 1 + (argument?.Height ?? 0))
{
    /// <summary>Which one.</summary>
    public Constructor Constructor { get; } = constructor;

    /// <summary>The payload; null for <see cref="Syntax.Constructor.None"/> only.</summary>
    public Expression? Argument { get; } = argument;
}

/// <summary><c>throw(e)</c>. Any number of arguments parses; all but one are an error of a later stage.</summary>
/// <param name="span">The whole expression.</param>
/// <param name="arguments">The arguments as written.</param>
public sealed class ThrowExpression(SourceSpan span, IReadOnlyList<Expression> arguments)
    : Expression(span, 1 + Tallest(arguments))
{
    /// <summary>The arguments as written.</summary>
    public IReadOnlyList<Expression> Arguments { get; } = arguments;
}

/// <summary><c>yield</c> or <c>yield e</c>.</summary>
/// <param name="span">The whole expression.</param>
/// <param name="keywordSpan">Where the keyword is written.</param>
/// <param name="value">What is yielded; null means the null value.</param>
public sealed class YieldExpression(SourceSpan span, SourceSpan keywordSpan, Expression? value)
    : Expression(span, 1 + (value?.Height ?? 0))
{
    /// <summary>Where the keyword is written.</summary>
    public SourceSpan KeywordSpan { get; } = keywordSpan;

    /// <summary>What is yielded; null means the null value.</summary>
    public Expression? Value { get; } = value;
}

/// <summary><c>await e</c>.</summary>
/// <param name="span">The whole expression.</param>
/// <param name="keywordSpan">Where the keyword is written.</param>
/// <param name="operand">What is waited for.</param>
public sealed class AwaitExpression(SourceSpan span, SourceSpan keywordSpan, Expression operand)
    : Expression(span, 1 + operand.Height)
{
    /// <summary>Where the keyword is written.</summary>
    public SourceSpan KeywordSpan { get; } = keywordSpan;

    /// <summary>What is waited for.</summary>
    public Expression Operand { get; } = operand;
}
