using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Random numbers and identifiers.</summary>
internal static class RandomBuiltins
{
    private const int MaximumIdentifier = 1 << 24;

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("random", 0, 0, NextFloat, BuiltinTraits.Borrows, "random(): a float from 0 to 1, without 1"),
        new("random_int", 2, 2, NextInt, BuiltinTraits.Borrows, "random_int(low, high): an int between two bounds, both inclusive"),
        new("random_choice", 1, 1, Choice, BuiltinTraits.Borrows, "random_choice(array): one of the elements; 0 if there are none"),
        new("set_random_seed", 1, 1, SetSeed, BuiltinTraits.Borrows, "set_random_seed(n): makes all further random numbers follow from n"),
        new("clear_random_seed", 0, 0, ClearSeed, BuiltinTraits.Borrows, "clear_random_seed(): goes back to the system's random numbers"),
        new("random_id", 1, 1, Identifier, BuiltinTraits.Borrows, "random_id(length): a text of random letters and digits"),
        new("uuid_v4", 0, 0, UniqueIdentifier, BuiltinTraits.Borrows, "uuid_v4(): a random UUID"),
    ];

    /// <summary>The engine's numbers; null if the program may not have them: the error is pending. A seeded sequence is open to all.</summary>
    private static RandomSource? SourceFor(Context context, string function)
    {
        RandomSource source = EngineState<RandomSource>.Of(context.Engine);
        return source.IsSeeded || CapabilityGuard.Allows(context, Capabilities.Random, function) ? source : null;
    }

    private static Value NextFloat(Context context, ReadOnlySpan<Value> arguments) =>
        SourceFor(context, "random") is { } source ? Value.FromFloat(source.NextDouble()) : Value.Abnormal;

    private static Value NextInt(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryWhole(arguments[0], out long low) || !Argument.TryWhole(arguments[1], out long high))
        {
            return context.Fail("random_int() requires two number arguments");
        }

        if (low > high)
        {
            return context.Fail($"random_int() requires a lower bound not above the upper one, got {low} and {high}");
        }

        return SourceFor(context, "random_int") is { } source ? Value.FromInt(source.NextInt64(low, high)) : Value.Abnormal;
    }

    private static Value Choice(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsArray)
        {
            return context.Fail("random_choice() requires an array argument");
        }

        ArrayObject array = arguments[0].AsArray;
        if (array.Count == 0)
        {
            return Value.FromInt(0);
        }

        return SourceFor(context, "random_choice") is { } source
            ? array[(int)source.NextInt64(0, array.Count - 1)].Share()
            : Value.Abnormal;
    }

    private static Value SetSeed(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryWhole(arguments[0], out long seed))
        {
            return context.Fail("set_random_seed() requires a number argument");
        }

        EngineState<RandomSource>.Of(context.Engine).Seed(unchecked((ulong)seed));
        return Value.Nil;
    }

    private static Value ClearSeed(Context context, ReadOnlySpan<Value> arguments)
    {
        EngineState<RandomSource>.Of(context.Engine).ClearSeed();
        return Value.Nil;
    }

    private static Value Identifier(Context context, ReadOnlySpan<Value> arguments) =>
        !arguments[0].IsInt || arguments[0].AsInt is < 0 or > MaximumIdentifier
            ? context.Fail($"random_id() requires a length between 0 and {MaximumIdentifier}")
            : SourceFor(context, "random_id") is { } source
                ? Value.FromString(source.NextIdentifier((int)arguments[0].AsInt))
                : Value.Abnormal;

    private static Value UniqueIdentifier(Context context, ReadOnlySpan<Value> arguments) =>
        CapabilityGuard.Allows(context, Capabilities.Random, "uuid_v4") ? Value.FromString(Guid.NewGuid().ToString("D")) : Value.Abnormal;
}
