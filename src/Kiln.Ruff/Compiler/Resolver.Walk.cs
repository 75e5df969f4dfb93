using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Ruff.Compiler;

/// <content>The walk over statements and expressions.</content>
internal sealed partial class Resolver
{
    private void VisitAll(IReadOnlyList<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            Visit(statement);
        }
    }

    private void VisitBlock(Block block)
    {
        List<Variable>? matchVariables = _matchVariables;
        _matchVariables = null;
        _scopes.Open(_function);
        VisitAll(block.Statements);
        _scopes.Close();
        _matchVariables = matchVariables;
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case BindingStatement binding:
                Visit(binding.Value);
                DeclarePattern(binding.Pattern, CodeGenerator.MutabilityOf(binding.Kind));
                break;
            case DestructuringStatement destructuring:
                Visit(destructuring.Value);
                DeclarePattern(destructuring.Pattern, Mutability.Immutable);
                break;
            case AssignmentStatement assignment:
                VisitAssignment(assignment);
                break;
            case ExpressionStatement expression:
                Visit(expression.Expression);
                break;
            case FunctionStatement function:
                VisitNamedFunction(function.Declaration);
                break;
            case StructStatement declaration:
                VisitStruct(declaration);
                break;
            case IfStatement conditional:
                foreach (IfArm arm in conditional.Arms)
                {
                    Visit(arm.Condition);
                    VisitBlock(arm.Body);
                }

                if (conditional.Else is not null)
                {
                    VisitBlock(conditional.Else);
                }

                break;
            case WhileStatement loop:
                Visit(loop.Condition);
                VisitBlock(loop.Body);
                break;
            case LoopStatement loop:
                VisitBlock(loop.Body);
                break;
            case ForStatement loop:
                VisitFor(loop);
                break;
            case MatchStatement match:
                VisitMatch(match);
                break;
            case TryStatement attempt:
                VisitBlock(attempt.Body);
                _scopes.Open(_function);
                Declare(attempt.ErrorName.Name, attempt.ErrorName.Span, Mutability.Mutable);
                VisitBlock(attempt.Handler);
                _scopes.Close();
                break;
            case ReturnStatement { Value: { } value }:
                Visit(value);
                break;
            case SpawnStatement spawn:
                VisitSpawn(spawn);
                break;
            case ImportStatement import:
                VisitImport(import);
                break;
            case FromImportStatement import:
                VisitFromImport(import);
                break;
            case ExportStatement export:
                Visit(export.Inner);
                break;
        }
    }

    private void VisitAssignment(AssignmentStatement assignment)
    {
        switch (assignment.Target)
        {
            case NameExpression target:
                if (assignment.Compound is not null)
                {
                    Read(target.Name);
                }

                Visit(assignment.Value);
                Write(target.Name, target.Span, true);
                break;
            default:
                Visit(assignment.Value);
                VisitTarget(assignment.Target);
                break;
        }
    }

    private void VisitTarget(Expression target)
    {
        switch (target)
        {
            case IndexExpression index:
                VisitTarget(index.Target);
                Visit(index.Index);
                break;
            case MemberExpression member:
                VisitTarget(member.Target);
                break;
            case NameExpression name:
                Write(name.Name, name.Span, false);
                break;
            default:
                Visit(target);
                break;
        }
    }

    // The block works on a snapshot: the variables it mentions become parameters. A first visit finds them, a second one resolves.
    private void VisitSpawn(SpawnStatement spawn)
    {
        HashSet<string>? enclosing = _mentionedNames;
        _mentionedNames = [];
        VisitFunctionBody([], spawn.Body, null, []);
        Identifier[] captures =
        [
            .. _mentionedNames
                .Where(name => _scopes.Find(name) is { MayBeUnbound: false, NamedFunction: null, Kind: not VariableKind.Scoped })
                .Order(StringComparer.Ordinal)
                .Select(name => new Identifier(name, new SourceSpan(--_syntheticPosition, 0))),
        ];
        enclosing?.UnionWith(_mentionedNames);
        _mentionedNames = enclosing;
        _resolution.SpawnCaptures[spawn.Span.Start] = captures;
        foreach (Identifier capture in captures)
        {
            Read(capture.Name);
        }

        VisitFunctionBody(captures, spawn.Body, null, []);
    }

    private void VisitNamedFunction(FunctionDeclaration declaration)
    {
        Identifier name = declaration.Name!.Value;
        Variable? variable = null;
        if (!IsAtTopLevel)
        {
            variable = Declare(name.Name, name.Span, Mutability.Mutable);
        }

        VisitFunctionBody(declaration.Parameters, declaration.Body, variable, []);
    }

    private void VisitStruct(StructStatement declaration)
    {
        foreach (FunctionDeclaration method in declaration.Methods)
        {
            VisitFunctionBody(method.Parameters, method.Body, null, method.HasSelf ? [] : declaration.Fields, method.Span.Start);
        }
    }

    private void VisitFor(ForStatement loop)
    {
        Visit(loop.Iterable);
        List<Variable>? matchVariables = _matchVariables;
        _matchVariables = null;
        _scopes.Open(_function);
        Declare(loop.Variable.Name, loop.Variable.Span, Mutability.Mutable);
        VisitBlock(loop.Body);
        _scopes.Close();
        _matchVariables = matchVariables;
    }

    private void VisitMatch(MatchStatement match)
    {
        Visit(match.Subject);
        List<Variable>? outer = _matchVariables;
        _matchVariables = outer ?? [];
        foreach (MatchCase matchCase in match.Cases)
        {
            if (matchCase.Binding is { } binding)
            {
                Declare(binding.Name, binding.Span, Mutability.Mutable).IsReassigned = true;
            }

            VisitAll(matchCase.Body.Statements);
        }

        if (match.Default is not null)
        {
            VisitAll(match.Default.Statements);
        }

        if (outer is null)
        {
            _resolution.MatchVariables[match.Span.Start] = _matchVariables;
        }

        _matchVariables = outer;
    }

    private void VisitFunctionBody(IReadOnlyList<Identifier> parameters, Block body, Variable? self, IReadOnlyList<Identifier> fields, int start = 0)
    {
        FunctionScope enclosing = _function;
        List<Variable>? matchVariables = _matchVariables;
        _matchVariables = null;
        _function = new FunctionScope(enclosing);
        _resolution.Functions[body.Span.Start] = _function;
        if (self is not null)
        {
            self.NamedFunction = _function;
        }

        _scopes.Open(_function);
        foreach (Identifier field in fields)
        {
            // A method without a receiver parameter sees the declared fields as local variables.
            Variable variable = Declare(field.Name, Resolution.FieldKey(start, field.Span.Start), Mutability.Mutable);
            variable.Kind = VariableKind.Scoped;
            _resolution.SharedNames.Add(field.Name);
        }

        foreach (Identifier parameter in parameters)
        {
            _scopes.Innermost.Variables.Remove(parameter.Name);
            Declare(parameter.Name, parameter.Span, Mutability.Mutable);
        }

        _function.VariableCount = 0;

        VisitAll(body.Statements);
        _scopes.Close();
        _function = enclosing;
        _matchVariables = matchVariables;
    }

    private void DeclarePattern(Pattern pattern, Mutability mutability)
    {
        switch (pattern)
        {
            case NamePattern name:
                Declare(name.Name, name.Span, mutability);
                break;
            case ArrayPattern array:
                foreach (Pattern element in array.Elements)
                {
                    DeclarePattern(element, mutability);
                }

                DeclareRest(array.Rest, mutability);
                break;
            case DictionaryPattern dictionary:
                foreach (Identifier key in dictionary.Keys)
                {
                    Declare(key.Name, key.Span, mutability);
                }

                DeclareRest(dictionary.Rest, mutability);
                break;
        }
    }

    private void DeclareRest(Identifier? rest, Mutability mutability)
    {
        if (rest is { } name)
        {
            Declare(name.Name, name.Span, mutability);
        }
    }

    private void VisitAll(IReadOnlyList<Expression> expressions)
    {
        foreach (Expression expression in expressions)
        {
            Visit(expression);
        }
    }

    private void Visit(Expression expression)
    {
        switch (expression)
        {
            case NameExpression name:
                Read(name.Name);
                break;
            case PrefixExpression prefix:
                Visit(prefix.Operand);
                break;
            case InfixExpression infix:
                VisitChain(infix);
                break;
            case LogicalExpression logical:
                Visit(logical.Left);
                Visit(logical.Right);
                break;
            case PipeExpression pipe:
                Visit(pipe.Input);
                Visit(pipe.Target);
                break;
            case CallExpression call:
                VisitAll(call.Arguments);
                Visit(call.Callee);
                break;
            case MethodCallExpression call:
                Visit(call.Receiver);
                VisitAll(call.Arguments);
                break;
            case MemberExpression member:
                Visit(member.Target);
                break;
            case IndexExpression index:
                Visit(index.Target);
                Visit(index.Index);
                break;
            case TryExpression attempt:
                Visit(attempt.Operand);
                break;
            case FunctionExpression function:
                VisitFunctionBody(function.Declaration.Parameters, function.Declaration.Body, null, []);
                break;
            case TagExpression { Arguments: { } arguments }:
                VisitAll(arguments);
                break;
            case ConstructorExpression { Argument: { } argument }:
                Visit(argument);
                break;
            case ThrowExpression thrown:
                VisitAll(thrown.Arguments);
                break;
            case YieldExpression { Value: { } value }:
                Visit(value);
                break;
            case AwaitExpression awaited:
                Visit(awaited.Operand);
                break;
            case InterpolatedString text:
                foreach (InterpolationPart part in text.Parts)
                {
                    if (part.Expression is not null)
                    {
                        Visit(part.Expression);
                    }
                }

                break;
            case ArrayLiteral array:
                foreach (ArrayElement element in array.Elements)
                {
                    Visit(element.Value);
                }

                break;
            case DictionaryLiteral dictionary:
                foreach (DictionaryEntry entry in dictionary.Entries)
                {
                    if (entry.Key is not null)
                    {
                        Visit(entry.Key);
                    }

                    Visit(entry.Value);
                }

                break;
            case StructLiteral literal:
                foreach (FieldInitializer field in literal.Fields)
                {
                    Visit(field.Value);
                }

                break;
        }
    }

    private void VisitChain(InfixExpression infix)
    {
        Visit(infix.Left);
        Visit(infix.Right);
    }
}
