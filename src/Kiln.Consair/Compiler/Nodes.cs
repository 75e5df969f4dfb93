using Kiln.Bytecode;
using Kiln.Consair.Semantics;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <summary>
/// A form after macro expansion, with its names resolved: what the code generator works on. Example: <c>(let ((x 1)) (+ x y))</c> is a
/// <see cref="LetNode"/> with a <see cref="ConstantNode"/> and a <see cref="CallNode"/>, whose arguments are a local and a global
/// <see cref="ReferenceNode"/>.
/// </summary>
internal abstract class Node(SourceSpan span)
{
    /// <summary>Where the form stands; for code that a macro made, where the macro was called.</summary>
    public SourceSpan Span { get; } = span;
}

/// <summary>A value.</summary>
internal sealed class ConstantNode(SourceSpan span, Value value) : Node(span)
{
    public Value Value { get; } = value;
}

/// <summary>A form that fails when it is evaluated.</summary>
internal sealed class ErrorNode(SourceSpan span, string message) : Node(span)
{
    public string Message { get; } = message;
}

/// <summary>A name whose value is read.</summary>
internal sealed class ReferenceNode(SourceSpan span, Symbol name, Scope? scope, FunctionInfo function, int time) : Node(span)
{
    public Symbol Name { get; } = name;

    /// <summary>Where the name is looked up; null at top level.</summary>
    public Scope? Scope { get; } = scope;

    /// <summary>The function that reads it.</summary>
    public FunctionInfo Function { get; } = function;

    /// <summary>When the analyser met it, compared with <see cref="Variable.AssignedAt"/>.</summary>
    public int Time { get; } = time;
}

/// <summary>Forms that are evaluated in order; the last one's value counts.</summary>
internal sealed class SequenceNode(SourceSpan span, Node[] forms) : Node(span)
{
    public Node[] Forms { get; } = forms;
}

/// <summary>A test with two sides.</summary>
internal sealed class IfNode(SourceSpan span, Node test, Node whenTrue, Node whenFalse) : Node(span)
{
    public Node Test { get; } = test;

    public Node WhenTrue { get; } = whenTrue;

    public Node WhenFalse { get; } = whenFalse;
}

/// <summary>Variables and the forms that see them.</summary>
internal sealed class LetNode(SourceSpan span, Scope scope, (Variable Variable, Node Value)[] bindings, Node body) : Node(span)
{
    public Scope Scope { get; } = scope;

    public (Variable Variable, Node Value)[] Bindings { get; } = bindings;

    public Node Body { get; } = body;
}

/// <summary>A function.</summary>
internal sealed class LambdaNode(SourceSpan span, FunctionInfo function) : Node(span)
{
    public FunctionInfo Function { get; } = function;
}

/// <summary>A label, or a macro definition, whose name is global.</summary>
internal sealed class DefineNode(SourceSpan span, GlobalCell cell, Node value) : Node(span)
{
    public GlobalCell Cell { get; } = cell;

    public Node Value { get; } = value;
}

/// <summary>A label whose name is a local variable.</summary>
internal sealed class AssignNode(SourceSpan span, Variable variable, Node value) : Node(span)
{
    public Variable Variable { get; } = variable;

    public Node Value { get; } = value;
}

/// <summary>A call of whatever the head's value is.</summary>
internal sealed class CallNode(SourceSpan span, Node head, Node[] arguments) : Node(span)
{
    public Node Head { get; } = head;

    public Node[] Arguments { get; } = arguments;
}

/// <summary>A call of a builtin that is known when the code is made.</summary>
internal sealed class NativeNode(SourceSpan span, BuiltinObject builtin, Node[] arguments) : Node(span)
{
    public BuiltinObject Builtin { get; } = builtin;

    public Node[] Arguments { get; } = arguments;
}

/// <summary>An operation that has instructions of its own.</summary>
internal sealed class OperationNode(SourceSpan span, Operation operation, Node[] arguments) : Node(span)
{
    public Operation Operation { get; } = operation;

    public Node[] Arguments { get; } = arguments;
}
