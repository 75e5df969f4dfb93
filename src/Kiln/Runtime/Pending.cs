using Kiln.Bytecode;

namespace Kiln.Runtime;

/// <summary>Why a call did not complete normally.</summary>
public enum PendingKind : byte
{
    /// <summary>Nothing is pending.</summary>
    None,

    /// <summary>An error that the guest may catch.</summary>
    Error,

    /// <summary>The program asked to end.</summary>
    Exit,

    /// <summary>A limit or the user stopped the program; the guest cannot catch this.</summary>
    Interrupted,

    /// <summary>A builtin asked for a call that gives its result: see <see cref="Context.TailCall"/>.</summary>
    TailCall,
}

/// <summary>One activation that an error passed through.</summary>
/// <param name="Prototype">The function.</param>
/// <param name="Pc">The instruction that raised the error or made the call.</param>
public sealed record TraceEntry(Prototype Prototype, int Pc);
