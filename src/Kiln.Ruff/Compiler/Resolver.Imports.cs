using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Ruff.Compiler;

/// <content>Imports and cases that bind names of which it is known only at run time whether they exist.</content>
internal sealed partial class Resolver
{
    private void VisitImport(ImportStatement import)
    {
        if (IsAtTopLevel)
        {
            // Binds globals, whatever their names.
            return;
        }

        LateNames names = LateNamesFor(null);
        _scopes.Innermost.LateNames.Add(names);
        _resolution.Imports[import.Span.Start] = names;
    }

    /// <summary>Prepares for names that turn up here when the program runs.</summary>
    /// <param name="caseName">What the case binds, or null for an import.</param>
    private LateNames LateNamesFor(string? caseName)
    {
        var earlier = new List<Variable>();
        var names = new LateNames { Earlier = earlier, MatchVariables = _matchVariables, CaseName = caseName };
        foreach (Variable variable in _scopes.Innermost.Variables.Values)
        {
            if (names.MayBind(variable.Name))
            {
                variable.IsReassigned = true;
                earlier.Add(variable);
            }
        }

        return names;
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

            if (scope.LateNames.Exists(names => names.MayBind(name)))
            {
                return DeclareImported(name, scope, FindImported(name, depth - 1));
            }
        }

        return null;
    }

    // If nothing binds the name, it means what it would mean otherwise: a variable further out, whose
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
        foreach (LateNames names in scope.LateNames)
        {
            if (!names.MayBind(name))
            {
                continue;
            }

            names.Variables.Add(variable);
            if (names.MatchVariables is { } matchVariables && !matchVariables.Contains(variable))
            {
                matchVariables.Add(variable);
            }
        }

        return variable;
    }
}
