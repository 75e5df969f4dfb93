using Kiln.Runtime;
using Kiln.Tiering;

namespace Kiln.Tests.RandomPrograms;

/// <summary>What the optimising tier did during a run.</summary>
/// <param name="Reached">Whether anything was compiled.</param>
/// <param name="Exits">How often compiled code was left, by kind. Failures on purpose in the stress mode do not count.</param>
internal sealed record TierObservation(bool Reached, IReadOnlyDictionary<string, long> Exits)
{
    /// <summary>A run without the tier.</summary>
    public static TierObservation None { get; } = new(false, new Dictionary<string, long>());

    /// <summary>Reads the tier's counters after a run.</summary>
    public static TierObservation Of(Engine engine)
    {
        TierSummary summary = TierSummary.Of(engine);
        return new TierObservation(
            summary.Functions + summary.Loops > 0,
            summary.Exits.ToDictionary(static e => e.Key.ToString(), static e => e.Value));
    }
}
