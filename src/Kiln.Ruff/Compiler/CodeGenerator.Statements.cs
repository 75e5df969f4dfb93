using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;

namespace Kiln.Ruff.Compiler;

/// <content>Blocks and simple statements.</content>
internal sealed partial class CodeGenerator
{
    private void Generate(Statement statement)
    {
        switch (statement)
        {
            case BindingStatement binding:
                GenerateBinding(binding.Pattern, binding.Value, binding.Span);
                break;
            case DestructuringStatement destructuring:
                GenerateBinding(destructuring.Pattern, destructuring.Value, destructuring.Span);
                break;
            case AssignmentStatement assignment:
                GenerateAssignment(assignment);
                break;
            case ExpressionStatement expression:
                Discard(expression.Expression);
                break;
            case FunctionStatement function:
                GenerateFunction(function.Declaration);
                break;
            case StructStatement declaration:
                GenerateStruct(declaration);
                break;
            case IfStatement conditional:
                GenerateIf(conditional);
                break;
            case WhileStatement loop:
                GenerateWhile(loop);
                break;
            case LoopStatement loop:
                GenerateLoop(loop);
                break;
            case ForStatement loop:
                GenerateFor(loop);
                break;
            case MatchStatement match:
                GenerateMatch(match);
                break;
            case TryStatement attempt:
                GenerateTry(attempt);
                break;
            case ReturnStatement result:
                GenerateReturn(result);
                break;
            case BreakStatement:
                Code.EmitJump(statement.Span, Opcode.Jump, 0, EnclosingLoop(statement, "break").Break);
                break;
            case ContinueStatement:
                Code.EmitJump(statement.Span, Opcode.Jump, 0, EnclosingLoop(statement, "continue").Continue);
                break;
            case SpawnStatement spawn:
                GenerateSpawn(spawn);
                break;
            case ImportStatement import:
                GenerateImport(import);
                break;
            case FromImportStatement import:
                GenerateFromImport(import);
                break;
            case ExportStatement export:
                Generate(export.Inner);
                break;
        }
    }

    private void GenerateBlock(Block block)
    {
        int top = Code.RegisterTop;
        _scopes.Open(_state.Scope);
        foreach (Statement statement in block.Statements)
        {
            Generate(statement);
        }

        _scopes.Close();
        Code.ReleaseTo(top);
    }

    private void Discard(Expression expression)
    {
        int top = Code.RegisterTop;
        Evaluate(expression, Code.Allocate());
        Code.ReleaseTo(top);
    }

    private void GenerateBinding(Pattern pattern, Expression value, SourceSpan span)
    {
        PlaceNames(pattern, null);
        int top = Code.RegisterTop;
        if (pattern is NamePattern name && _resolution.Declarations[name.Span.Start] is { Kind: VariableKind.Local } variable
            && !variable.MayBeUnbound && !_scopes.Innermost.Variables.ContainsKey(name.Name))
        {
            Into(value, variable.Register);
            BindName(name.Name, name.Span, variable.Register);
        }
        else
        {
            int register = Code.Allocate();
            Into(value, register);
            Bind(pattern, register);
        }

        Code.ReleaseTo(top);
        _ = span;
    }

    private void GenerateReturn(ReturnStatement result)
    {
        if (result.Value is null)
        {
            Code.Emit(result.Span, Opcode.ReturnNil);
            return;
        }

        int top = Code.RegisterTop;
        int register = RegisterOf(result.Value);
        if (register < 0)
        {
            register = Code.Allocate();
            Into(result.Value, register);
        }

        Code.Emit(result.Span, Opcode.Return, register);
        Code.ReleaseTo(top);
    }

    private void GenerateSpawn(SpawnStatement spawn)
    {
        IReadOnlyList<Identifier> captures = _resolution.SpawnCaptures[spawn.Span.Start];
        int register = Code.Allocate(1 + captures.Count);
        for (int i = 0; i < captures.Count; i++)
        {
            ReadName(captures[i].Name, spawn.Span, register + 1 + i);
        }

        var declaration = new FunctionDeclaration(spawn.Span, null, captures, spawn.Body, FunctionTraits.None, 1);
        MakeFunction(declaration, register, "spawn", null);
        Native(spawn.Span, CompilerSupport.Spawn, register, 1 + captures.Count, register);
        Code.ReleaseTo(register);
    }
}
