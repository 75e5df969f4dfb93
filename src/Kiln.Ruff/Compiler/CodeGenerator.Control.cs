using Kiln.Bytecode;
using Kiln.Ruff.Syntax;

namespace Kiln.Ruff.Compiler;

/// <content>Branches, loops and handlers.</content>
internal sealed partial class CodeGenerator
{
    private LoopLabels EnclosingLoop(Statement statement, string word) => _state.Loops.TryPeek(out LoopLabels? loop)
        ? loop
        : throw new CompilationException($"{word} can only be used inside a loop", statement.Span);

    private void GenerateIf(IfStatement conditional)
    {
        var end = new Label();
        for (int i = 0; i < conditional.Arms.Count; i++)
        {
            IfArm arm = conditional.Arms[i];
            var next = new Label();
            Condition(arm.Condition, next, false);
            GenerateBlock(arm.Body);
            if (i + 1 < conditional.Arms.Count || conditional.Else is not null)
            {
                Code.EmitJump(arm.Body.Span, Opcode.Jump, 0, end);
            }

            Code.Bind(next);
        }

        if (conditional.Else is not null)
        {
            GenerateBlock(conditional.Else);
        }

        Code.Bind(end);
    }

    private void GenerateWhile(WhileStatement loop)
    {
        var body = new Label();
        var labels = new LoopLabels(new Label(), new Label());
        if (loop.Condition is not BooleanLiteral { Value: true })
        {
            Code.EmitJump(loop.Span, Opcode.Jump, 0, labels.Continue);
        }

        Code.Bind(body);
        LoopBody(loop.Body, labels);
        Code.Bind(labels.Continue);
        Condition(loop.Condition, body, true);
        Code.Bind(labels.Break);
    }

    private void GenerateLoop(LoopStatement loop)
    {
        var labels = new LoopLabels(new Label(), new Label());
        Code.Bind(labels.Continue);
        LoopBody(loop.Body, labels);
        Code.EmitJump(loop.Span, Opcode.Jump, 0, labels.Continue);
        Code.Bind(labels.Break);
    }

    private void LoopBody(Block block, LoopLabels labels)
    {
        _state.Loops.Push(labels);
        GenerateBlock(block);
        _state.Loops.Pop();
    }

    private void GenerateFor(ForStatement loop)
    {
        int top = Code.RegisterTop;
        int state = Code.Allocate(4);
        if (IsRangeCall(loop.Iterable) is { } range)
        {
            for (int i = 0; i < range.Arguments.Count; i++)
            {
                Into(range.Arguments[i], state + i);
            }

            Code.Emit(range.Span, Opcode.RangePrepare, state, range.Arguments.Count, CellIndex("range"));
        }
        else
        {
            Code.Emit(loop.Iterable.Span, Opcode.IterPrepare, state, Operand(loop.Iterable));
            Code.ReleaseTo(state + 4);
        }

        var body = new Label();
        var labels = new LoopLabels(new Label(), new Label());
        Code.EmitJump(loop.Span, Opcode.Jump, 0, labels.Continue);
        Code.Bind(body);
        _scopes.Open(_state.Scope);
        Variable variable = _resolution.Declarations[loop.Variable.Span.Start];
        variable.Register = state + 3;
        if (variable.NeedsCell)
        {
            // The loop writes its own register; every round has a cell of its own.
            variable.Register = _state.AllocateVariable();
            Code.Emit(loop.Variable.Span, Opcode.Move, variable.Register, state + 3);
            Code.Emit(loop.Variable.Span, Opcode.NewCell, variable.Register);
        }

        _scopes.Innermost.Variables[loop.Variable.Name] = variable;
        LoopBody(loop.Body, labels);
        _scopes.Close();
        Code.Bind(labels.Continue);
        Code.EmitJump(loop.Iterable.Span, Opcode.IterNext, state, body);
        Code.Bind(labels.Break);
        Code.ReleaseTo(top);
    }

    // A call of the library's range that is only iterated does not need the array.
    private CallExpression? IsRangeCall(Expression iterable) =>
        iterable is CallExpression { Callee: NameExpression { Name: "range" } } call && call.Arguments.Count is >= 1 and <= 3 && _scopes.Find("range") is null ? call : null;

    private void GenerateTry(TryStatement attempt)
    {
        var start = new Label();
        var stop = new Label();
        var handler = new Label();
        var end = new Label();
        int top = Code.RegisterTop;
        int error = Code.Allocate();
        Code.Bind(start);
        GenerateBlock(attempt.Body);
        Code.Bind(stop);
        Code.EmitJump(attempt.Span, Opcode.Jump, 0, end);
        Code.Bind(handler);
        _scopes.Open(_state.Scope);
        Variable variable = _resolution.Declarations[attempt.ErrorName.Span.Start];
        variable.Register = error;
        _scopes.Innermost.Variables[attempt.ErrorName.Name] = variable;
        if (variable.NeedsCell)
        {
            Code.Emit(attempt.ErrorName.Span, Opcode.NewCell, error);
        }

        GenerateBlock(attempt.Handler);
        _scopes.Close();
        Code.Bind(end);
        Code.AddHandler(start, stop, handler, error, UsesErrorStack.In(attempt.Handler, attempt.ErrorName.Name));
        Code.ReleaseTo(top);
    }
}
