using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Tiering;

namespace Kiln.Jit.Building;

/// <summary>
/// What the builders of one graph share. A graph is built several times if need be: what a loop variable holds is assumed from its value
/// at entry, and when the end of the loop proves the assumption wrong, the next attempt knows better.
/// </summary>
internal sealed class BuildSession(Graph graph, LoopTypes loopTypes)
{
    // Bounds the work: larger graphs compile slowly and run no faster.
    private const int MaximumNodes = 12_000;

    public Graph Graph { get; } = graph;

    /// <summary>What is known of loop variables from earlier attempts.</summary>
    public LoopTypes LoopTypes { get; } = loopTypes;

    /// <summary>Bytecode instructions that have been inlined.</summary>
    public int InlinedInstructions { get; set; }

    /// <summary>Whether calls may be inlined: not if frames must note themselves.</summary>
    public bool Inlines { get; init; } = true;

    /// <summary>Whether code that never ran becomes an exit.</summary>
    public bool PrunesUnreached { get; init; }

    public bool IsTooLarge => Graph.NodeLimit > MaximumNodes;

    /// <summary>Whether an exit may be placed: it is not known to be taken often.</summary>
    public static bool Allows(Prototype prototype, int pc, ExitReason reason) => prototype.Tier?.IsDisabled(pc, reason) != true;
}

/// <summary>How loop variables are held, as far as earlier attempts found out.</summary>
/// <remarks>Keys are plain integers and strings: .NET compiles tables with keys of other types only when the program runs.</remarks>
internal sealed class LoopTypes
{
    private readonly Dictionary<string, Dictionary<int, Variable>> _variables = [];

    private readonly Dictionary<string, Dictionary<int, Variable>> _results = [];

    /// <summary>How a value is held.</summary>
    private sealed class Variable
    {
        public Representation Representation { get; set; }

        public Values.Kind Kind { get; set; }

        public int Changes { get; set; }
    }

    private readonly HashSet<string> _ownLoops = [];

    /// <summary>Whether an activation starts again by a tail call.</summary>
    public bool HasOwnLoop(string activation) => _ownLoops.Contains(activation);

    /// <summary>Notes that an activation starts again by a tail call, so that the next attempt begins it with a loop header.</summary>
    public void AddOwnLoop(string activation) => HasChanged |= _ownLoops.Add(activation);

    /// <summary>What kind the result of a call is used as; undefined if that is not known.</summary>
    public Values.Kind ResultOf(string activation, int pc) =>
        _results.TryGetValue(activation, out Dictionary<int, Variable>? results) && results.TryGetValue(pc, out Variable? result) ? result.Kind : Values.Kind.Undefined;

    /// <summary>Notes what kind a call's result is used as, so that the next attempt guards it at once.</summary>
    public void SetResult(string activation, int pc, Values.Kind kind)
    {
        if (ResultOf(activation, pc) == Values.Kind.Undefined)
        {
            Of(_results, activation)[pc] = new Variable { Kind = kind };
            HasChanged = true;
        }
    }

    /// <summary>Whether something was learnt since the last attempt.</summary>
    public bool HasChanged { get; set; }

    public bool TryGet(string activation, int header, int register, out Representation representation, out Values.Kind kind)
    {
        bool found = Of(_variables, activation).TryGetValue(Key(header, register), out Variable? variable);
        (representation, kind) = found ? (variable!.Representation, variable.Kind) : (default, default);
        return found;
    }

    /// <summary>Notes how a variable should be held from now on. A variable that changes its mind is tagged for good.</summary>
    public void Set(string activation, int header, int register, Representation representation, Values.Kind kind)
    {
        Dictionary<int, Variable> variables = Of(_variables, activation);
        if (!variables.TryGetValue(Key(header, register), out Variable? variable))
        {
            variable = variables[Key(header, register)] = new Variable();
        }

        int changes = variable.Changes + 1;
        if (changes > 3 || (changes > 1 && variable.Representation == Representation.Tagged && representation == Representation.Tagged))
        {
            return;
        }

        if (changes == 3)
        {
            representation = Representation.Tagged;
        }

        (variable.Representation, variable.Kind, variable.Changes) = (representation, kind, changes);
        HasChanged = true;
    }

    // Code and windows are shorter than 65,536.
    private static int Key(int header, int register) => (header << 16) | register;

    private static Dictionary<int, Variable> Of(Dictionary<string, Dictionary<int, Variable>> table, string activation)
    {
        if (!table.TryGetValue(activation, out Dictionary<int, Variable>? variables))
        {
            table.Add(activation, variables = []);
        }

        return variables;
    }
}
