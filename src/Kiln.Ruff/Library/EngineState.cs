using System.Runtime.CompilerServices;
using Kiln.Runtime;

namespace Kiln.Ruff.Library;

/// <summary>What a part of the library keeps per engine: made on first use, gone with the engine.</summary>
/// <typeparam name="T">The part's state.</typeparam>
internal static class EngineState<T>
    where T : class, new()
{
    private static readonly ConditionalWeakTable<Engine, T> s_states = [];

    // A guest thread asks for the same engine's state over and over: random numbers in a loop must not cost a table lookup each.
    [ThreadStatic]
    private static WeakReference<T>? t_state;

    [ThreadStatic]
    private static WeakReference<Engine>? t_engine;

    /// <summary>The state that belongs to an engine.</summary>
    public static T Of(Engine engine)
    {
        if (t_engine is not null && t_engine.TryGetTarget(out Engine? last) && ReferenceEquals(last, engine) && t_state!.TryGetTarget(out T? state))
        {
            return state;
        }

        state = s_states.GetOrAdd(engine, static _ => new T());
        t_engine = new WeakReference<Engine>(engine);
        t_state = new WeakReference<T>(state);
        return state;
    }
}
