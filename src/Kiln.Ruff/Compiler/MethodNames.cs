namespace Kiln.Ruff.Compiler;

/// <summary>Method names that mean the builtin of that name, whatever the receiver is.</summary>
internal static class MethodNames
{
    /// <summary>Whether <c>x.name(...)</c> calls the builtin <c>name(x, ...)</c>.</summary>
    public static bool IsBuiltinMethod(string name) =>
        name is "map" or "filter" or "reduce" or "collect" or "take" or "skip" or "zip" or "enumerate" or "flatten" or "chunk";
}
