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

/// <summary>How loop variables are held, as far as earlier attempts found out. The key tells activation, header and register.</summary>
internal sealed class LoopTypes
{
    private readonly Dictionary<(string Activation, int Header, int Register), (Representation Representation, Values.Kind Kind, int Changes)> _types = [];

    private readonly Dictionary<(string Activation, int Pc), Values.Kind> _results = [];

    private readonly HashSet<string> _ownLoops = [];

    /// <summary>Whether an activation starts again by a tail call.</summary>
    public bool HasOwnLoop(string activation) => _ownLoops.Contains(activation);

    /// <summary>Notes that an activation starts again by a tail call, so that the next attempt begins it with a loop header.</summary>
    public void AddOwnLoop(string activation) => HasChanged |= _ownLoops.Add(activation);

    /// <summary>What kind the result of a call is used as; undefined if that is not known.</summary>
    public Values.Kind ResultOf(string activation, int pc) => _results.GetValueOrDefault((activation, pc));

    /// <summary>Notes what kind a call's result is used as, so that the next attempt guards it at once.</summary>
    public void SetResult(string activation, int pc, Values.Kind kind)
    {
        if (_results.TryAdd((activation, pc), kind))
        {
            HasChanged = true;
        }
    }

    /// <summary>Whether something was learnt since the last attempt.</summary>
    public bool HasChanged { get; set; }

    public bool TryGet(string activation, int header, int register, out Representation representation, out Values.Kind kind)
    {
        bool found = _types.TryGetValue((activation, header, register), out (Representation Representation, Values.Kind Kind, int Changes) entry);
        (representation, kind) = (entry.Representation, entry.Kind);
        return found;
    }

    /// <summary>Notes how a variable should be held from now on. A variable that changes its mind is tagged for good.</summary>
    public void Set(string activation, int header, int register, Representation representation, Values.Kind kind)
    {
        int changes = _types.TryGetValue((activation, header, register), out (Representation Representation, Values.Kind Kind, int Changes) entry) ? entry.Changes + 1 : 1;
        if (changes > 3 || (changes > 1 && entry.Representation == Representation.Tagged && representation == Representation.Tagged))
        {
            return;
        }

        if (changes == 3)
        {
            representation = Representation.Tagged;
        }

        _types[(activation, header, register)] = (representation, kind, changes);
        HasChanged = true;
    }
}
