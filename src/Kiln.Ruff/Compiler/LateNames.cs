namespace Kiln.Ruff.Compiler;

/// <summary>
/// A place in a scope that binds names of which it is known only when it runs whether they exist: an <c>import m</c> inside of a function or block,
/// or a case with a binding <c>r</c>, which binds <c>r_1</c>, <c>r_2</c>, ... to the further payloads that a value has. Each name that
/// the rest of the scope reads gets a variable, which stays unbound, and then means what it means without this, if nothing binds it.
/// </summary>
internal sealed class LateNames
{
    /// <summary>The variables that this brings into its scope.</summary>
    public List<Variable> Variables { get; } = [];

    /// <summary>The variables that its scope had before and that it may bind as well: those get a new value.</summary>
    public required IReadOnlyList<Variable> Earlier { get; init; }

    /// <summary>The variables to set up before the match statement that this is part of; null outside of matches.</summary>
    public required List<Variable>? MatchVariables { get; init; }

    /// <summary>The name that a case binds, or null: then any name may turn up.</summary>
    public string? CaseName { get; init; }

    /// <summary>Whether a name may turn up here.</summary>
    public bool MayBind(string name) => CaseName is null || PayloadNames.IndexOf(CaseName, name) > 0;
}
