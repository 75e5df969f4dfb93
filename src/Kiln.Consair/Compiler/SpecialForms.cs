using Kiln.Consair.Semantics;
using Kiln.Consair.Syntax;
using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <summary>Analyses a form whose head names a special form.</summary>
internal delegate Node FormAnalysis(Analyzer analyzer, PairObject form, SourceSpan span, bool isTail);

/// <summary>A special form.</summary>
/// <param name="Analyze">What it means.</param>
/// <param name="YieldsToUser">Whether a user's variable, function or macro of that name takes precedence. Otherwise only macros do.</param>
internal sealed record SpecialForm(FormAnalysis Analyze, bool YieldsToUser);

/// <summary>The special forms: one row each.</summary>
internal static class SpecialForms
{
    /// <summary>The head of functions.</summary>
    public static readonly Symbol Lambda = Symbol.Intern("lambda");

    private static readonly Dictionary<Symbol, SpecialForm> s_rows = new()
    {
        [Symbols.Quote] = new(static (_, form, span, _) => Analyzer.AnalyzeQuote(form, span), false),
        [Symbols.Quasiquote] = new(static (a, form, span, _) => a.AnalyzeQuasiquote(form, span), false),
        [Symbol.Intern("cond")] = new(static (a, form, span, isTail) => a.AnalyzeCond(form, span, isTail), false),
        [Lambda] = new(static (a, form, span, _) => a.AnalyzeLambda(form, span, null, null), false),
        [Symbol.Intern("label")] = new(static (a, form, span, isTail) => a.AnalyzeLabel(form, span, isTail), false),
        [Symbol.Intern("defmacro")] = new(static (a, form, span, isTail) => a.AnalyzeDefmacro(form, span, isTail), false),
        [Symbol.Intern("vector-length")] = new(static (a, form, span, _) => a.AnalyzeReserved(form, span), false),
        [Symbol.Intern("vector-ref")] = new(static (a, form, span, _) => a.AnalyzeReserved(form, span), false),
        [Symbol.Intern("if")] = new(static (a, form, span, isTail) => a.AnalyzeIf(form, span, isTail), true),
        [Symbol.Intern("let")] = new(static (a, form, span, _) => a.AnalyzeLet(form, span), true),
        [Symbol.Intern("progn")] = new(static (a, form, span, isTail) => a.AnalyzeProgn(form, span, isTail), true),
    };

    /// <summary>The names of the special forms.</summary>
    public static IEnumerable<string> Names => s_rows.Keys.Select(static s => s.Name);

    /// <summary>The special form of a name.</summary>
    public static SpecialForm? Find(Symbol name) => s_rows.GetValueOrDefault(name);
}
