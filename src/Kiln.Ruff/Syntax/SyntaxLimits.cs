namespace Kiln.Ruff.Syntax;

/// <summary>Sizes beyond which a source text is refused.</summary>
public static class SyntaxLimits
{
    /// <summary>Bytes of UTF-8 in a source file.</summary>
    public const int MaxSourceBytes = 1_048_576;

    /// <summary>Characters in an identifier.</summary>
    public const int MaxIdentifierLength = 256;

    /// <summary>Characters in a number.</summary>
    public const int MaxNumberLength = 512;

    /// <summary>Characters between the quotes of a string.</summary>
    public const int MaxStringLength = 8192;

    /// <summary>Elements of an array literal, or entries of a dictionary literal.</summary>
    public const int MaxLiteralElements = 4096;

    /// <summary>Expressions inside expressions.</summary>
    public const int MaxExpressionDepth = 256;

    /// <summary>Blocks inside blocks.</summary>
    public const int MaxBlockDepth = 128;

    /// <summary>
    /// Height of an expression tree. Chains such as <c>a + b + c</c> and <c>f()()()</c> are read by loops and do not count as nesting,
    /// but their trees lean to the left and grow by one node per link. The passes after the parser recurse over trees; at up to 500
    /// bytes of stack per node, this many nodes fit the smallest stack that a host thread has by default (1 MiB).
    /// </summary>
    public const int MaxTreeHeight = 2000;

    /// <summary>Diagnostics reported about one file; a file with more is beyond repair one message at a time.</summary>
    public const int MaxDiagnostics = 1000;
}
