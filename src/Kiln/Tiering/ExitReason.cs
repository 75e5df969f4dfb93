namespace Kiln.Tiering;

/// <summary>
/// Why something was not compiled, why compiled code was left, why it was given up. <see cref="ReasonTable"/> has a row for each.
/// ORDER ExitReason: the table has the same order.
/// </summary>
public enum ExitReason : byte
{
#pragma warning disable CS1591 // the table carries the meaning of every member
    None,

    // Exits
    ExpectedInt,
    ExpectedFloat,
    ExpectedNumber,
    ExpectedBool,
    ExpectedKind,
    ExpectedObject,
    LoopEntryKind,
    Unbound,
    Shape,
    Storage,
    SharedContainer,
    IndexRange,
    Overflow,
    Divisor,

    /// <summary>A mathematical function is not defined for the argument.</summary>
    Domain,
    GlobalChanged,
    Unreached,
    LoopHoisted,
    ParameterKind,
    TooDeep,
    LoopFinished,
    Interrupted,
    Yielded,
    Failed,

    // Refusals
    TooLarge,
    NotPlain,
    Irreducible,
    Unsupported,
    CompilerError,
#pragma warning restore CS1591
}
