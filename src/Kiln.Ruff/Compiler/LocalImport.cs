namespace Kiln.Ruff.Compiler;

/// <summary>
/// An <c>import m</c> inside of a function or block. What it binds is known only when it runs, so each name that the rest of its
/// scope reads gets a variable, which stays unbound if the module does not export the name.
/// </summary>
internal sealed class LocalImport
{
    /// <summary>The variables that this import brings into its scope.</summary>
    public List<Variable> Variables { get; } = [];

    /// <summary>The variables that its scope had before; those that the module exports get a new value.</summary>
    public required IReadOnlyList<Variable> Earlier { get; init; }

    /// <summary>The variables to set up before the match statement that the import is part of; null outside of matches.</summary>
    public required List<Variable>? MatchVariables { get; init; }
}
