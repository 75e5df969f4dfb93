using Kiln.Runtime;

namespace Kiln.Tests.RandomPrograms;

/// <summary>What the optimising tier did during a run.</summary>
/// <param name="Reached">Whether any compiled code ran.</param>
/// <param name="Exits">How often compiled code gave up, by kind.</param>
internal sealed record TierObservation(bool Reached, IReadOnlyDictionary<string, long> Exits)
{
    /// <summary>A run without the tier.</summary>
    public static TierObservation None { get; } = new(false, new Dictionary<string, long>());

    /// <summary>Reads the tier's counters after a run. This is the only place that knows them; the engine has none yet.</summary>
    public static TierObservation Of(Engine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return None;
    }
}
