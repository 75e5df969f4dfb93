namespace Kiln.Tiering;

/// <summary>One row of the reason table.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Message">What happened, for users.</param>
/// <param name="Advice">What to do about it; empty if nothing needs to be done.</param>
/// <param name="Speculates">Whether the exit shows that a speculation was wrong, so that enough of them compile the function anew.</param>
public sealed record ReasonInfo(ExitReason Reason, string Message, string Advice, bool Speculates);

/// <summary>The one table of reasons: what users are told, and what the tier policy makes of it.</summary>
public static class ReasonTable
{
    // ORDER ExitReason
    private static readonly ReasonInfo[] s_rows =
    [
        new(ExitReason.None, "nothing", "", false),
        new(ExitReason.ExpectedInt, "expected an integer", "keep a variable to one kind of number, or convert where it comes in", true),
        new(ExitReason.ExpectedFloat, "expected a float", "keep a variable to one kind of number: write 1.0 where floats are meant", true),
        new(ExitReason.ExpectedNumber, "expected a number", "check the kind before the loop", true),
        new(ExitReason.ExpectedBool, "expected a boolean", "compare explicitly in conditions", true),
        new(ExitReason.ExpectedKind, "expected another kind of object", "keep a variable to one kind of object", true),
        new(ExitReason.ExpectedObject, "expected another function", "a call site with one target is the fastest", true),
        new(ExitReason.LoopEntryKind, "a loop variable started with another kind", "initialise loop variables with the kind they keep: 0.0 for floats", true),
        new(ExitReason.Unbound, "a variable was not bound yet", "bind variables before the code that uses them runs often", true),
        new(ExitReason.Shape, "a record had other fields than usual", "give records of one kind the same fields in the same order", true),
        new(ExitReason.Storage, "an array stored its elements in another way", "keep arrays to one kind of elements", true),
        new(ExitReason.SharedContainer, "a container was held elsewhere and had to be copied before a write", "write to containers that one variable holds", true),
        new(ExitReason.IndexRange, "an index was out of range", "check indexes against len()", true),
        new(ExitReason.Overflow, "an integer result did not fit 64 bits", "use floats, or keep intermediate results small", true),
        new(ExitReason.Divisor, "a divisor was not positive", "", true),
        new(ExitReason.Domain, "an argument was outside of what a mathematical function is defined for", "check arguments before the call", true),
        new(ExitReason.GlobalChanged, "a global function or constant was bound again", "define functions once", true),
        new(ExitReason.Unreached, "code ran that had not run before", "", true),
        new(ExitReason.LoopHoisted, "a check done once before a loop failed", "", true),
        new(ExitReason.ParameterKind, "an argument had another kind than usual", "call a function with the same kinds of arguments", true),
        new(ExitReason.TooDeep, "calls were nested too deeply", "", false),
        new(ExitReason.LoopFinished, "the loop ended", "", false),
        new(ExitReason.Interrupted, "the program was asked to stop", "", false),
        new(ExitReason.Yielded, "a generator was suspended", "", false),
        new(ExitReason.Failed, "an error was raised", "", false),
        new(ExitReason.TooLarge, "the function is too large to be compiled", "split it", false),
        new(ExitReason.NotPlain, "a generator or asynchronous function: only its loops are compiled", "", false),
        new(ExitReason.Irreducible, "control enters a loop at several places", "", false),
        new(ExitReason.Unsupported, "the compiler does not know an instruction", "", false),
        new(ExitReason.CompilerError, "the compiler failed", "please report it", false),
    ];

    /// <summary>All rows, in the order of the enumeration.</summary>
    public static IReadOnlyList<ReasonInfo> Rows => s_rows;

    /// <summary>The row of a reason.</summary>
    public static ReasonInfo Of(ExitReason reason) => s_rows[(int)reason];
}
