using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Semantics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Statements other than assignments.</content>
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

    private LoopLabels EnclosingLoop(Statement statement, string word) => _state.Loops.TryPeek(out LoopLabels? loop)
        ? loop
        : throw new CompilationException($"{word} can only be used inside a loop", statement.Span);

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

    private void GenerateFunction(FunctionDeclaration declaration)
    {
        Identifier name = declaration.Name!.Value;
        if (IsAtTopLevel)
        {
            // Defined before the first statement.
            return;
        }

        Variable variable = _resolution.Declarations[name.Span.Start];
        if (variable.Kind != VariableKind.Global && variable.Register < 0)
        {
            variable.Register = _state.AllocateVariable();
        }

        int top = Code.RegisterTop;
        _scopes.Innermost.Variables[name.Name] = variable;
        if (variable.NeedsCell && !variable.MayBeUnbound)
        {
            // The function captures its own cell, so the cell comes first.
            Code.Emit(name.Span, Opcode.LoadUndefined, variable.Register);
            Code.Emit(name.Span, Opcode.NewCell, variable.Register);
        }

        int register = Code.Allocate();
        MakeFunction(declaration, register, name.Name, null);
        if (variable.Kind == VariableKind.Global)
        {
            Code.Emit(name.Span, Opcode.DefineGlobal, register, CellIndex(name.Name), (int)Mutability.Mutable);
        }
        else
        {
            WriteVariable(variable, name.Span, register);
        }

        Code.ReleaseTo(top);
    }

    private void GenerateStruct(StructStatement declaration)
    {
        string name = declaration.Name.Name;
        var type = new RecordType(name, [.. declaration.Fields.Select(static f => f.Name)]);
        GlobalCell cell;
        if (IsAtTopLevel)
        {
            cell = _globals.GetCell(name);
        }
        else
        {
            cell = new GlobalCell(name);
            _localTypes[name] = cell;
        }

        int first = Code.Allocate(3);
        foreach (FunctionDeclaration method in declaration.Methods)
        {
            string methodName = method.Name!.Value.Name;
            if (method.IsGenerator || method.ContainsYield)
            {
                throw new CompilationException($"Generator methods are not supported for structs: {name}.{methodName}", method.Name.Value.Span);
            }

            LoadConstant(method.Span, new Value(type), first);
            LoadConstant(method.Span, Value.FromString(methodName), first + 1);
            MakeFunction(method, first + 2, name + "." + methodName, declaration.Fields);
            Native(method.Span, CompilerSupport.DefineMethod, first, 3, first);
        }

        LoadConstant(declaration.Span, new Value(type), first);
        Code.Emit(declaration.Span, Opcode.DefineGlobal, first, Code.AddObject(cell), (int)Mutability.Mutable);
        Code.ReleaseTo(first);
    }

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

    private void GenerateMatch(MatchStatement match)
    {
        if (_resolution.MatchVariables.TryGetValue(match.Span.Start, out List<Variable>? variables))
        {
            foreach (Variable variable in variables)
            {
                if (variable.Kind != VariableKind.Global)
                {
                    variable.Register = _state.AllocateVariable();
                    Unbind(variable, match.Span);
                }
            }
        }

        int top = Code.RegisterTop;
        int subject = Code.Allocate();
        Evaluate(match.Subject, subject);
        Code.ReleaseTo(subject + 1);
        var end = new Label();
        foreach (MatchCase matchCase in match.Cases)
        {
            var next = new Label();
            var label = new CaseLabel(matchCase.Tag.Name, CaseTag(matchCase.Tag.Name));
            JumpUnlessCase(matchCase.Tag.Span, subject, label, next);
            if (matchCase.Binding is { } binding)
            {
                int payload = Code.Allocate();
                Code.Emit(binding.Span, Opcode.GetPayload, payload, subject, 0);
                BindName(binding.Name, binding.Span, payload);
                Code.ReleaseTo(payload);
            }

            GenerateCase(matchCase.Body);
            Code.EmitJump(matchCase.Body.Span, Opcode.Jump, 0, end);
            Code.Bind(next);
        }

        if (match.Default is not null)
        {
            GenerateCase(match.Default);
        }

        Code.Bind(end);
        Code.ReleaseTo(top);
    }

    private static VariantTag? CaseTag(string text)
    {
        int separator = text.IndexOf("::", StringComparison.Ordinal);
        return separator >= 0 ? RuffVariants.Tag(text[..separator], text[(separator + 2)..]) : text switch
        {
            "Ok" => RuffVariants.Ok,
            "Err" => RuffVariants.Err,
            "Some" => RuffVariants.Some,
            "None" => RuffVariants.None,
            _ => null,
        };
    }

    // The bodies of cases are no scopes: what they declare belongs to the scope around the match.
    private void GenerateCase(Block body)
    {
        int top = Code.RegisterTop;
        foreach (Statement statement in body.Statements)
        {
            Generate(statement);
        }

        Code.ReleaseTo(top);
    }

    private void JumpUnlessCase(SourceSpan span, int subject, CaseLabel label, Label target)
    {
        int index = Code.AddObject(label);
        if (Code.HasShortJumps)
        {
            Code.EmitShortJump(span, Opcode.JumpUnlessCase, subject, index, target);
            return;
        }

        var mismatch = new Label();
        var body = new Label();
        Code.EmitShortJump(span, Opcode.JumpUnlessCase, subject, index, mismatch);
        Code.EmitJump(span, Opcode.Jump, 0, body);
        Code.Bind(mismatch);
        Code.EmitJump(span, Opcode.Jump, 0, target);
        Code.Bind(body);
    }

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
