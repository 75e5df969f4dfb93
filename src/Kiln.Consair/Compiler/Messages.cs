using Kiln.Consair.Semantics;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <summary>Error texts that several places need.</summary>
internal static class Messages
{
    /// <summary>Calls, forms or macro expansions are nested too deeply.</summary>
    public const string TooDeep = "Maximum recursion depth (10000) exceeded. This usually indicates very deep non-tail recursion.";

    /// <summary>A part of something that is no pair was asked for.</summary>
    public static string NoPair(string function, Value value) => $"{function}: expected cons cell, got {Printer.Print(value)}";
}
