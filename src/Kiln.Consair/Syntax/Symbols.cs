using Kiln.Consair.Semantics;

namespace Kiln.Consair.Syntax;

/// <summary>The symbols that the language itself knows.</summary>
internal static class Symbols
{
    /// <summary>What <c>'</c> stands for.</summary>
    public static readonly Symbol Quote = Symbol.Intern("quote");

    /// <summary>What a backquote stands for.</summary>
    public static readonly Symbol Quasiquote = Symbol.Intern("quasiquote");

    /// <summary>What <c>,</c> stands for.</summary>
    public static readonly Symbol Unquote = Symbol.Intern("unquote");

    /// <summary>What <c>,@</c> stands for.</summary>
    public static readonly Symbol UnquoteSplicing = Symbol.Intern("unquote-splicing");
}
