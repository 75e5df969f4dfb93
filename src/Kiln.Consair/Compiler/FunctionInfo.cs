using Kiln.Consair.Semantics;
using Kiln.Runtime;

namespace Kiln.Consair.Compiler;

/// <summary>A function while it is compiled: the top level of a form, or a <c>lambda</c>.</summary>
internal sealed class FunctionInfo(FunctionInfo? parent)
{
    private readonly Dictionary<Variable, int> _captures = [];

    /// <summary>The function around it; null at top level.</summary>
    public FunctionInfo? Parent { get; } = parent;

    /// <summary>Its name for messages.</summary>
    public string? Name { get; set; }

    /// <summary>The parameters in order; duplicates included.</summary>
    public List<Variable> Parameters { get; } = [];

    /// <summary>Whether the last parameter takes all further arguments as a list.</summary>
    public bool HasRest { get; set; }

    /// <summary>The scope of its parameters; null at top level.</summary>
    public Scope? Scope { get; set; }

    /// <summary>The body.</summary>
    public Node Body { get; set; } = null!;

    /// <summary>How to make it again; null at top level.</summary>
    public LambdaSource? Source { get; set; }

    /// <summary>The variables of functions around it that it uses, or functions inside of it.</summary>
    public List<Variable> Captures { get; } = [];

    /// <summary>The globals that it takes to be no macros.</summary>
    public HashSet<GlobalCell> Functions { get; } = [];

    /// <summary>The globals that it takes to keep their value.</summary>
    public HashSet<GlobalCell> Constants { get; } = [];

    /// <summary>How deeply forms are nested where the analyser is at the moment.</summary>
    public int Depth { get; set; }

    /// <summary>When the analyser met it.</summary>
    public int MetAt { get; init; }

    /// <summary>Whether its code has been made: how its variables are kept is settled then.</summary>
    public bool IsCompiled { get; set; }

    /// <summary>Whether anything can make its code wrong.</summary>
    public bool HasAssumptions => Source is not null && (Functions.Count > 0 || Constants.Count > 0);

    /// <summary>When the closure was made that carries a variable of an outer function to here.</summary>
    public int ClosedAt(FunctionInfo owner)
    {
        FunctionInfo function = this;
        while (!ReferenceEquals(function.Parent, owner))
        {
            function = function.Parent!;
        }

        return function.MetAt;
    }

    /// <summary>The number of a captured variable.</summary>
    public int IndexOf(Variable variable) => _captures[variable];

    /// <summary>Captures a variable here, and in the functions between here and its owner.</summary>
    public void Capture(Variable variable)
    {
        for (FunctionInfo? function = this; function is not null && !ReferenceEquals(function, variable.Owner); function = function.Parent)
        {
            if (function._captures.TryAdd(variable, function.Captures.Count))
            {
                function.Captures.Add(variable);
            }
        }
    }
}
