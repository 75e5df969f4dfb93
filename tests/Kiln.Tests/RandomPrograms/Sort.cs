namespace Kiln.Tests.RandomPrograms;

/// <summary>What the generator means a variable or an expression to be. Programs break that intention now and then.</summary>
internal enum Sort
{
    /// <summary>An integer.</summary>
    Int,

    /// <summary>A float.</summary>
    Float,

    /// <summary>A boolean.</summary>
    Bool,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An array of integers.</summary>
    Ints,

    /// <summary>An array of floats.</summary>
    Floats,

    /// <summary>An array of booleans.</summary>
    Bools,

    /// <summary>An array of strings.</summary>
    Texts,

    /// <summary>An array of anything.</summary>
    Mixed,

    /// <summary>An array of arrays of integers.</summary>
    Grid,

    /// <summary>Strings to integers.</summary>
    ByText,

    /// <summary>Integers to integers.</summary>
    ByInt,

    /// <summary>One of two struct types that have some field names in common.</summary>
    Record,

    /// <summary>A variant of the enum.</summary>
    Shape,

    /// <summary>An integer or nothing.</summary>
    Option,

    /// <summary>An integer or an error text.</summary>
    Result,

    /// <summary>A function from an integer to an integer.</summary>
    Function,

    /// <summary>Anything, null too.</summary>
    Any,
}

/// <summary>A name in scope.</summary>
/// <param name="Name">The name.</param>
/// <param name="Sort">What it was meant to hold.</param>
/// <param name="IsMutable">Whether statements may assign to it: not to loop counters, which would undo the bound of the loop.</param>
internal sealed record Variable(string Name, Sort Sort, bool IsMutable);

/// <summary>A function that later code may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">What it expects.</param>
/// <param name="Result">What it returns.</param>
/// <param name="Cost">About how many statements a call carries out.</param>
internal sealed record Signature(string Name, Sort[] Parameters, Sort Result, double Cost);
