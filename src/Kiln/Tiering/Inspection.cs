using Kiln.Bytecode;
using Kiln.Runtime;

namespace Kiln.Tiering;

/// <summary>Compiles functions to look at the result, which nothing ever runs.</summary>
public static class Inspection
{
    /// <summary>
    /// Compiles a function now, with what the interpreter has recorded so far. Of a function that never ran nothing is known, so nothing is left out of it;
    /// in one that ran, what was never reached becomes an exit, as always.
    /// </summary>
    /// <param name="prototype">The function.</param>
    /// <param name="options">How the tier works; graphs and IL are kept as text in any case.</param>
    /// <param name="refusal">Why there is no result.</param>
    /// <param name="detail">More about that.</param>
    public static CompiledUnit? Compile(Prototype prototype, JitOptions options, out ExitReason refusal, out string detail)
    {
        ArgumentNullException.ThrowIfNull(prototype);
        ArgumentNullException.ThrowIfNull(options);
        bool hasRun = prototype.CallCount > 0 || prototype.BackEdgeCount > 0;
        JitOptions observed = options with { KeepsListings = true, Log = null };
        try
        {
            return Compiler.Compile(prototype, 0, null, observed, out refusal, out detail, prunesUnreached: hasRun);
        }
#pragma warning disable CA1031 // a failed compilation is never an error of the user
        catch (Exception exception)
#pragma warning restore CA1031
        {
            (refusal, detail) = (ExitReason.CompilerError, exception.Message);
            return null;
        }
    }
}
