using Kiln.Ruff.Syntax;

namespace Kiln.Ruff.Compiler;

/// <summary>
/// Whether a handler may look at its error's list of active functions. If it only reads other fields of the error, the list is
/// never built, which makes throwing and catching several times cheaper.
/// </summary>
internal static class UsesErrorStack
{
    /// <summary>Whether a block uses a name in any way but reading a field other than <c>stack</c>.</summary>
    public static bool In(Block handler, string errorName) => new Search(errorName).Block(handler);

    private sealed class Search(string name)
    {
        public bool Block(Block block) => block.Statements.Any(Statement);

        private bool Statement(Statement statement) => statement switch
        {
            ExpressionStatement s => Expression(s.Expression),
            AssignmentStatement { Target: NameExpression target } s => target.Name == name || Expression(s.Value),
            AssignmentStatement s => Expression(s.Target) || Expression(s.Value),
            BindingStatement s => Expression(s.Value),
            ReturnStatement s => s.Value is not null && Expression(s.Value),
            IfStatement s => s.Arms.Any(a => Expression(a.Condition) || Block(a.Body)) || (s.Else is not null && Block(s.Else)),
            WhileStatement s => Expression(s.Condition) || Block(s.Body),
            ForStatement s => Expression(s.Iterable) || Block(s.Body),
            LoopStatement s => Block(s.Body),
            BreakStatement or ContinueStatement => false,
            _ => true,
        };

        private bool Expression(Expression expression) => expression switch
        {
            MemberExpression { Target: NameExpression target, Name.Name: not "stack" } when target.Name == name => false,
            NameExpression e => e.Name == name,
            IntegerLiteral or FloatLiteral or StringLiteral or BooleanLiteral or NullLiteral => false,
            MemberExpression e => Expression(e.Target),
            IndexExpression e => Expression(e.Target) || Expression(e.Index),
            InfixExpression e => Expression(e.Left) || Expression(e.Right),
            PrefixExpression e => Expression(e.Operand),
            LogicalExpression e => Expression(e.Left) || Expression(e.Right),
            CallExpression e => Expression(e.Callee) || e.Arguments.Any(Expression),
            MethodCallExpression e => Expression(e.Receiver) || e.Arguments.Any(Expression),
            InterpolatedString e => e.Parts.Any(p => p.Expression is not null && Expression(p.Expression)),
            ArrayLiteral e => e.Elements.Any(i => Expression(i.Value)),
            ThrowExpression e => e.Arguments.Any(Expression),
            _ => true,
        };
    }
}
