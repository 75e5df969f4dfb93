using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Ruff.Compiler;

/// <content>The walk into functions, which are scopes of their own.</content>
internal sealed partial class Resolver
{
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
        Identifier name = declaration.Name!;
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
}
