using Kiln.Bytecode;
using Kiln.Runtime;

namespace Kiln.Tiering;

/// <summary>What the optimising tier did during a run, added up over all functions.</summary>
/// <param name="Functions">Compilations of functions.</param>
/// <param name="Loops">Compilations of loops.</param>
/// <param name="CompileTime">How long all of them took.</param>
/// <param name="Recompiles">How often code was given up because an exit was taken often.</param>
/// <param name="Refusals">Functions that were hot and not compiled.</param>
/// <param name="Exits">How often compiled code was left, by reason; reasons that never happened are missing.</param>
public sealed record TierSummary(
    int Functions, int Loops, TimeSpan CompileTime, int Recompiles, int Refusals, IReadOnlyDictionary<ExitReason, long> Exits)
{
    /// <summary>How often compiled code was left.</summary>
    public long ExitCount => Exits.Values.Sum();

    /// <summary>Adds up what is known after a run.</summary>
    public static TierSummary Of(Engine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return Of(engine.Functions());
    }

    /// <summary>Adds up what is known of some functions.</summary>
    public static TierSummary Of(IEnumerable<Prototype> functions)
    {
        TierState[] states = [.. functions.Select(static f => f.Tier).OfType<TierState>()];
        CompiledUnit[] units = [.. states.SelectMany(static s => s.History)];
        var exits = new SortedDictionary<ExitReason, long>();
        foreach (ExitSite site in units.SelectMany(static u => u.Exits).Where(static s => s.Count > 0))
        {
            exits[site.Reason] = exits.GetValueOrDefault(site.Reason) + site.Count;
        }

        return new TierSummary(
            units.Count(static u => !u.IsLoop),
            units.Count(static u => u.IsLoop),
            TimeSpan.FromTicks(units.Sum(static u => u.CompileTime.Ticks)),
            states.Sum(static s => s.Recompiles),
            states.Count(static s => s.Refusal != ExitReason.None),
            exits);
    }
}
