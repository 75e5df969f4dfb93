using Kiln.Runtime;

namespace Kiln.Ruff.Compiler;

/// <summary>Error texts that both the compiler and the running program use.</summary>
internal static class RuffMessages
{
    /// <summary>A binding must not be reassigned.</summary>
    public static string Immutable(string name, Mutability mutability) => mutability == Mutability.Constant
        ? $"Cannot reassign const binding: {name}"
        : $"Cannot reassign immutable let binding: {name}";

    /// <summary>The container in a binding must not be changed.</summary>
    public static string Frozen(string name, Mutability mutability) => mutability == Mutability.Constant
        ? $"Cannot mutate const binding: {name}"
        : $"Cannot mutate immutable let binding: {name}";
}
