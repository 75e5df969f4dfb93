using Kiln.Runtime;

namespace Kiln.Values;

/// <summary>
/// The body of a library function.
/// </summary>
/// <param name="context">The running guest thread.</param>
/// <param name="arguments">The arguments; their number has been checked. Valid until the function returns.</param>
/// <returns>The result, or the abnormal marker after <see cref="Context.Fail(string)"/> or a failed callback.</returns>
public delegate Value BuiltinFunction(Context context, ReadOnlySpan<Value> arguments);

/// <summary>What a builtin does with its arguments, which decides whether calls must mark containers as shared.</summary>
[Flags]
public enum BuiltinTraits
{
    /// <summary>
    /// The builtin may keep arguments or put them in its result: containers that the caller still holds are marked before the call.
    /// </summary>
    None = 0,

    /// <summary>
    /// The builtin only reads its arguments: nothing it returns or stores holds an argument or anything reachable from one, unless
    /// it marked that itself with <see cref="Value.Share"/>.
    /// </summary>
    Borrows = 1,

    /// <summary>
    /// The builtin returns an updated version of its first argument and changes it in place if it is not shared. It must check
    /// everything that can fail before the first change.
    /// </summary>
    Updates = 2,

    /// <summary>The result depends on the arguments alone and nothing else happens.</summary>
    Pure = 4,

    /// <summary>
    /// The builtin may end with a call: it returns <see cref="Context.TailCall"/>. The trait tells compiled code; without it, such a call is made before the
    /// builtin's caller ends, and a chain of them needs stack.
    /// </summary>
    TailCalls = 8,
}

/// <summary>What the engine can do by itself instead of calling a builtin, as long as the operands are the usual ones.</summary>
public enum Intrinsic : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Two arguments: an array that nothing else holds, and a value that is appended to it. The result is the array.</summary>
    Append,

    /// <summary>One argument. The length of an array; of other values the builtin tells.</summary>
    Length,

    /// <summary>A number's absolute value as a double. So are all following ones: functions of numbers, taken as doubles, with a double as result.</summary>
    Absolute,

    /// <summary>The square root. The builtin may do something else below zero.</summary>
    SquareRoot,

    /// <summary>The largest whole number that is not above.</summary>
    Floor,

    /// <summary>The smallest whole number that is not below.</summary>
    Ceiling,

    /// <summary>The nearest whole number, halves away from zero.</summary>
    RoundAway,

    /// <summary>The sine of an angle in radians.</summary>
    Sine,

    /// <summary>The cosine of an angle in radians.</summary>
    Cosine,

    /// <summary>The tangent of an angle in radians.</summary>
    Tangent,

    /// <summary>The natural logarithm. The builtin may do something else for zero and below.</summary>
    Logarithm,

    /// <summary>e to a power.</summary>
    Exponential,

    /// <summary>Two numbers: the first to the power of the second. The following ones have two arguments as well.</summary>
    Power,

    /// <summary>The smaller number; the other one if one is NaN.</summary>
    Minimum,

    /// <summary>The larger number; the other one if one is NaN.</summary>
    Maximum,
}

/// <summary>A function of the library, written in C#.</summary>
public sealed class BuiltinObject : HeapObject
{
    /// <summary>Describes a builtin.</summary>
    /// <param name="name">Its guest name.</param>
    /// <param name="minimumArity">Fewest arguments.</param>
    /// <param name="maximumArity">Most arguments; -1 for any number.</param>
    /// <param name="function">The body.</param>
    /// <param name="traits">What it does with its arguments.</param>
    /// <param name="help">One line for users: signature and meaning.</param>
    public BuiltinObject(string name, int minimumArity, int maximumArity, BuiltinFunction function, BuiltinTraits traits = BuiltinTraits.None, string help = "")
        : base(Kind.Builtin)
    {
        Name = name;
        MinimumArity = minimumArity;
        MaximumArity = maximumArity;
        Function = function;
        Traits = traits;
        Help = help;
    }

    /// <summary>The guest name.</summary>
    public string Name { get; }

    /// <summary>Fewest arguments.</summary>
    public int MinimumArity { get; }

    /// <summary>Most arguments; -1 for any number.</summary>
    public int MaximumArity { get; }

    /// <summary>The body.</summary>
    public readonly BuiltinFunction Function;

    /// <summary>What the builtin does with its arguments.</summary>
    public readonly BuiltinTraits Traits;

    /// <summary>What the engine may do instead of calling <see cref="Function"/>.</summary>
    public Intrinsic Intrinsic { get; init; }

    /// <summary>One line for users.</summary>
    public string Help { get; }

    /// <summary>Message to raise on a wrong number of arguments, given the number received; null for the language's own.</summary>
    public Func<int, string>? ArityMessage { get; init; }
}
