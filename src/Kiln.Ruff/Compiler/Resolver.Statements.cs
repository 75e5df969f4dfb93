using Kiln.Ruff.Semantics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Ruff.Compiler;

/// <content>The walk over statements.</content>
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
                VisitPayloads(matchCase.Tag, binding);
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

    // Ok, Err and Some have one payload.
    private void VisitPayloads(Identifier tag, Identifier binding)
    {
        if (!RuffVariants.MayHaveSeveralPayloads(tag.Name))
        {
            return;
        }

        LateNames names = LateNamesFor(binding.Name);
        _resolution.Payloads[binding.Span.Start] = names;
        if (!IsAtTopLevel)
        {
            _scopes.Innermost.LateNames.Add(names);
        }
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
}
