using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Ruff.Compiler;

/// <summary>Where a variable lives.</summary>
internal enum VariableKind : byte
{
    /// <summary>A register, or a cell in a register if closures share it.</summary>
    Local,

    /// <summary>
    /// A name that a function assigns without declaring it, while the program binds the same name at top level: it is the global if
    /// that is bound when the assignment runs, else a local.
    /// </summary>
    Scoped,

    /// <summary>A global cell.</summary>
    Global,
}

/// <summary>
/// One declared variable and what the resolver learnt about its uses. The resolver creates these; the code generator finds them
/// again by the position of the declaring name.
/// </summary>
internal sealed class Variable(string name, VariableKind kind, Mutability mutability, FunctionScope function)
{
    /// <summary>The guest name.</summary>
    public string Name { get; } = name;

    /// <summary>Where it lives.</summary>
    public VariableKind Kind { get; set; } = kind;

    /// <summary>How it may be changed.</summary>
    public Mutability Mutability { get; } = mutability;

    /// <summary>The function that declares it.</summary>
    public FunctionScope Function { get; } = function;

    /// <summary>Whether an inner function uses it.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>Whether it changes after its declaration, as a whole or in an element.</summary>
    public bool IsReassigned { get; set; }

    /// <summary>Whether the program can reach a use of it before its declaration has run.</summary>
    public bool MayBeUnbound { get; set; }

    /// <summary>Whether it names a nested function, which may refer to itself.</summary>
    public FunctionScope? NamedFunction { get; set; }

    /// <summary>Whether the function it names refers to it directly.</summary>
    public bool IsUsedBySelf { get; set; }

    /// <summary>Whether it stands for a name that an import may bind.</summary>
    public bool IsImported { get; init; }

    /// <summary>The variable that an imported one means as long as no import has bound it; null if that is a global.</summary>
    public Variable? Outer { get; init; }

    /// <summary>Whether it lives in a cell: closures share it and it changes after they were made.</summary>
    public bool NeedsCell => IsCaptured && (IsReassigned || MayBeUnbound || NamedFunction is not null || Kind == VariableKind.Scoped);

    /// <summary>The register, once the code generator has placed it.</summary>
    public int Register { get; set; } = -1;

    /// <summary>The cell of a global.</summary>
    public GlobalCell? Cell { get; set; }
}

/// <summary>One function of the program as the resolver sees it; the top level is a function too.</summary>
internal sealed class FunctionScope(FunctionScope? parent)
{
    /// <summary>The enclosing function.</summary>
    public FunctionScope? Parent { get; } = parent;

    /// <summary>How many variables it declares in registers of their own, blocks included.</summary>
    public int VariableCount { get; set; }

    /// <summary>Whether this is the top level.</summary>
    public bool IsTopLevel => Parent is null;
}

/// <summary>The program breaks a rule that is checked before it runs.</summary>
internal sealed class CompilationException(string message, SourceSpan span) : Exception(message)
{
    /// <summary>Where.</summary>
    public SourceSpan Span { get; } = span;
}
