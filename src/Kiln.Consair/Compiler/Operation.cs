namespace Kiln.Consair.Compiler;

/// <summary>What the code generator has instructions for.</summary>
internal enum Operation
{
    /// <summary>A sum of two or more.</summary>
    Add,

    /// <summary>A difference of two or more, or a negative.</summary>
    Subtract,

    /// <summary>A product of two or more.</summary>
    Multiply,

    /// <summary>A quotient of two or more.</summary>
    Divide,

    /// <summary>Equality of numbers.</summary>
    NumberEqual,

    /// <summary>Less than.</summary>
    Less,

    /// <summary>Greater than.</summary>
    Greater,

    /// <summary>Less than or equal.</summary>
    LessEqual,

    /// <summary>Greater than or equal.</summary>
    GreaterEqual,

    /// <summary>Equality of atoms, identity of the rest.</summary>
    Eq,

    /// <summary>The logical complement.</summary>
    Not,

    /// <summary>Whether something is the empty list.</summary>
    IsNil,

    /// <summary>Whether something is a pair.</summary>
    IsPair,

    /// <summary>A pair.</summary>
    Cons,

    /// <summary>A pair's first part.</summary>
    Car,

    /// <summary>A pair's second part.</summary>
    Cdr,

    /// <summary>A list of a few elements.</summary>
    List,

    /// <summary>A vector's element.</summary>
    VectorRef,
}

/// <summary>The builtins that have instructions: one row each.</summary>
internal static class Operations
{
    private const int LongestList = 8;

    // Calls with more operands go through the builtin: the operands of an operation lie in registers.
    private const int MostOperands = 64;

    // Name, operation, fewest and most arguments that the instructions can take.
    private static readonly Dictionary<string, (Operation Operation, int Minimum, int Maximum)> s_rows = new()
    {
        ["+"] = (Operation.Add, 2, MostOperands),
        ["-"] = (Operation.Subtract, 1, MostOperands),
        ["*"] = (Operation.Multiply, 2, MostOperands),
        ["/"] = (Operation.Divide, 2, MostOperands),
        ["="] = (Operation.NumberEqual, 2, 2),
        ["<"] = (Operation.Less, 2, 2),
        [">"] = (Operation.Greater, 2, 2),
        ["<="] = (Operation.LessEqual, 2, 2),
        [">="] = (Operation.GreaterEqual, 2, 2),
        ["eq"] = (Operation.Eq, 2, 2),
        ["not"] = (Operation.Not, 1, 1),
        ["nil?"] = (Operation.IsNil, 1, 1),
        ["cons?"] = (Operation.IsPair, 1, 1),
        ["cons"] = (Operation.Cons, 2, 2),
        ["car"] = (Operation.Car, 1, 1),
        ["cdr"] = (Operation.Cdr, 1, 1),
        ["list"] = (Operation.List, 0, LongestList),
        ["vector-ref"] = (Operation.VectorRef, 2, 2),
    };

    /// <summary>The operation of a builtin with a number of arguments.</summary>
    public static Operation? Find(string name, int arguments) =>
        s_rows.TryGetValue(name, out (Operation Operation, int Minimum, int Maximum) row) && arguments >= row.Minimum && arguments <= row.Maximum ? row.Operation : null;
}
