using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Ruff.Compiler;

/// <content>Imports that bind names in a function or block.</content>
internal sealed partial class Resolver
{
    private void VisitImport(ImportStatement import)
    {
        if (IsAtTopLevel)
        {
            // Binds globals, whatever their names.
            return;
        }

        ScopeChain.Scope scope = _scopes.Innermost;
        foreach (Variable variable in scope.Variables.Values)
        {
            variable.IsReassigned = true;
        }

        var local = new LocalImport { Earlier = [.. scope.Variables.Values], MatchVariables = _matchVariables };
        scope.Imports.Add(local);
        _resolution.Imports[import.Span.Start] = local;
    }

    private void VisitFromImport(FromImportStatement import)
    {
        foreach (Identifier symbol in import.Symbols)
        {
            // Importing a name again binds it anew, unlike declaring it again.
            Variable variable = Declare(symbol.Name, symbol.Span, Mutability.Mutable);
            _scopes.Innermost.Variables[symbol.Name] = variable;
        }
    }

    /// <summary>The variable that a name stands for where it is read, or null if it can only be a global.</summary>
    private Variable? FindImported(string name) => FindImported(name, _scopes.Depth - 1);

    private Variable? FindImported(string name, int depth)
    {
        for (; depth >= 0; depth--)
        {
            ScopeChain.Scope scope = _scopes[depth];
            if (scope.Variables.TryGetValue(name, out Variable? variable))
            {
                return variable;
            }

            if (scope.Imports.Count > 0)
            {
                return DeclareImported(name, scope, FindImported(name, depth - 1));
            }
        }

        return null;
    }

    // If the module turns out not to export the name, it means what it would mean without the import: a variable further out, whose
    // cell the new variable then takes over, or a global.
    private Variable DeclareImported(string name, ScopeChain.Scope scope, Variable? outer)
    {
        Variable variable;
        if (outer is null or { Kind: VariableKind.Global })
        {
            _resolution.SharedNames.Add(name);
            variable = new Variable(name, VariableKind.Scoped, Mutability.Mutable, scope.Function) { IsImported = true };
        }
        else
        {
            outer.IsCaptured = true;
            outer.IsReassigned = true;
            variable = new Variable(name, outer.Kind, outer.Mutability, scope.Function)
            {
                IsImported = true,
                Outer = outer,
                MayBeUnbound = outer.MayBeUnbound,
                IsCaptured = true,
            };
        }

        variable.IsReassigned = true;
        scope.Variables.Add(name, variable);
        scope.Function.VariableCount++;
        foreach (LocalImport import in scope.Imports)
        {
            import.Variables.Add(variable);
            if (import.MatchVariables is { } matchVariables && !matchVariables.Contains(variable))
            {
                matchVariables.Add(variable);
            }
        }

        return variable;
    }
}
