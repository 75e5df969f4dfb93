using Kiln.Consair.Semantics;

namespace Kiln.Consair.Compiler;

/// <summary>The names that a function or a <c>let</c> binds.</summary>
internal sealed class Scope(Scope? parent, FunctionInfo function)
{
    private readonly Dictionary<Symbol, Variable> _variables = [];
    private Dictionary<Symbol, MacroObject>? _macros;

    /// <summary>The scope around it; null if that is the top level.</summary>
    public Scope? Parent { get; } = parent;

    /// <summary>The function that it is part of.</summary>
    public FunctionInfo Function { get; } = function;

    /// <summary>The variables that are made without a value when the scope is entered.</summary>
    public List<Variable> Unbound { get; } = [];

    /// <summary>Binds a name. Of two parameters with the same name, the last one counts.</summary>
    public Variable Declare(Symbol name, bool isBound)
    {
        var variable = new Variable(name, Function, isBound);
        _variables[name] = variable;
        _macros?.Remove(name);
        if (!isBound)
        {
            Unbound.Add(variable);
        }

        return variable;
    }

    /// <summary>Binds a name to a macro.</summary>
    public void Declare(Symbol name, MacroObject macro) => (_macros ??= [])[name] = macro;

    /// <summary>The variable that this scope itself binds to a name.</summary>
    public Variable? FindHere(Symbol name) => _variables.GetValueOrDefault(name);

    /// <summary>The variable that a name means, innermost first; null if it is global.</summary>
    public static Variable? Find(Scope? scope, Symbol name)
    {
        for (; scope is not null; scope = scope.Parent)
        {
            if (scope.FindHere(name) is { } variable)
            {
                return variable;
            }
        }

        return null;
    }

    /// <summary>What a name means outside of the scope that binds a variable to it.</summary>
    public static Variable? FindOutside(Scope? scope, Variable variable)
    {
        for (; scope is not null; scope = scope.Parent)
        {
            if (ReferenceEquals(scope.FindHere(variable.Name), variable))
            {
                return Find(scope.Parent, variable.Name);
            }
        }

        return null;
    }

    /// <summary>Whether a name is bound to anything but the globals.</summary>
    /// <param name="scope">Where to start.</param>
    /// <param name="name">The name.</param>
    /// <param name="macro">The macro, if it means one.</param>
    public static bool Binds(Scope? scope, Symbol name, out MacroObject? macro)
    {
        for (; scope is not null; scope = scope.Parent)
        {
            if (scope._macros is { } macros && macros.TryGetValue(name, out macro))
            {
                return true;
            }

            if (scope.FindHere(name) is not null)
            {
                macro = null;
                return true;
            }
        }

        macro = null;
        return false;
    }
}
