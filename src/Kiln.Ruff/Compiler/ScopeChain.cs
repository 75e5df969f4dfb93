namespace Kiln.Ruff.Compiler;

/// <summary>
/// The block scopes that are open at a point of the program, innermost last. Resolver and code generator walk the program in the
/// same order and open and close scopes at the same places.
/// </summary>
internal sealed class ScopeChain
{
    private readonly List<Scope> _scopes = [];

    /// <summary>The innermost scope.</summary>
    public Scope Innermost => _scopes[^1];

    /// <summary>An open scope; 0 is the outermost.</summary>
    public Scope this[int depth] => _scopes[depth];

    /// <summary>Number of open scopes.</summary>
    public int Depth => _scopes.Count;

    /// <summary>Opens a scope.</summary>
    public Scope Open(FunctionScope function)
    {
        var scope = new Scope(function);
        _scopes.Add(scope);
        return scope;
    }

    /// <summary>Closes the innermost scope.</summary>
    public void Close() => _scopes.RemoveAt(_scopes.Count - 1);

    /// <summary>The visible variable of a name, or null.</summary>
    public Variable? Find(string name)
    {
        for (int i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].Variables.TryGetValue(name, out Variable? variable))
            {
                return variable;
            }
        }

        return null;
    }

    /// <summary>The names that one block declares.</summary>
    internal sealed class Scope(FunctionScope function)
    {
        /// <summary>The function that the block belongs to.</summary>
        public FunctionScope Function { get; } = function;

        /// <summary>The variables by name.</summary>
        public Dictionary<string, Variable> Variables { get; } = [];

        /// <summary>The imports and cases seen so far that may bind further names; only the resolver notes them.</summary>
        public List<LateNames> LateNames { get; } = [];
    }
}
