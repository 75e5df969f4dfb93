using Kiln.Consair.Library;
using Kiln.Consair.Semantics;
using Kiln.Consair.Syntax;
using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <content>
/// Quasiquote. A template without anything to evaluate is a constant. Otherwise its elements are evaluated in order and a builtin puts them
/// together. Example: <c>`(a ,b ,@c)</c> evaluates <c>'a</c>, <c>b</c> and <c>c</c>, and the builtin knows that the third one is to be spliced.
/// </content>
internal sealed partial class Analyzer
{
    // The rest of a longer template is a template of its own.
    private const int ElementsPerCall = 100;

    /// <summary><c>(quasiquote template)</c></summary>
    public Node AnalyzeQuasiquote(PairObject form, SourceSpan span) =>
        form.Second.IsPair ? AnalyzeTemplate(form.Second.AsPair.First, span, 0) : NoPair(span, "car", form.Second);

    private Node AnalyzeTemplate(Value template, SourceSpan outer, int level)
    {
        if (!template.IsPair)
        {
            return new ConstantNode(outer, template);
        }

        SourceSpan span = SpanOf(template, outer);
        if (++_depth > MaximumDepth)
        {
            _depth--;
            return new ErrorNode(span, Messages.TooDeep);
        }

        Node node = ++_function.Depth <= MaximumDepthInFunction ? AnalyzeTemplatePair(template.AsPair, span, level)
            : level > 0 ? new ErrorNode(span, Messages.TooDeep)
            : AnalyzeApart(Lists.FromSpan([new Value(Symbols.Quasiquote), template]), span);
        _function.Depth--;
        _depth--;
        return node;
    }

    private Node AnalyzeTemplatePair(PairObject template, SourceSpan span, int level)
    {
        if (OperandOf(template, Symbols.Unquote) is { } unquoted)
        {
            return level == 0 ? AnalyzeFirst(unquoted, span, false) : Wrap(Symbols.Unquote, AnalyzeTemplate(unquoted.First, span, level - 1), span);
        }

        if (level == 0 && OperandOf(template, Symbols.UnquoteSplicing) is not null)
        {
            return new ErrorNode(span, "unquote-splicing not in list context");
        }

        if (OperandOf(template, Symbols.Quasiquote) is { } nested)
        {
            return Wrap(Symbols.Quasiquote, AnalyzeTemplate(nested.First, span, level + 1), span);
        }

        return AnalyzeElements(template, span, level);
    }

    private Node AnalyzeElements(PairObject template, SourceSpan span, int level)
    {
        var elements = new List<Node>();
        var spliced = new List<bool>();
        Value rest = new(template);
        while (rest.IsPair && elements.Count < ElementsPerCall && !(elements.Count > 0 && OperandOf(rest.AsPair, Symbols.Unquote) is not null))
        {
            PairObject pair = rest.AsPair;
            SourceSpan place = FirstSpan(pair, span);
            bool isSpliced = level == 0 && pair.First.IsPair && OperandOf(pair.First.AsPair, Symbols.UnquoteSplicing) is not null;
            elements.Add(isSpliced ? AnalyzeFirst(OperandOf(pair.First.AsPair, Symbols.UnquoteSplicing)!, place, false) : AnalyzeTemplate(pair.First, place, level));
            spliced.Add(isSpliced);
            rest = pair.Second;
        }

        Node tail = rest.IsPair && OperandOf(rest.AsPair, Symbols.Unquote) is null
            ? AnalyzeElements(rest.AsPair, span, level)
            : AnalyzeTemplate(rest, span, level);
        bool isConstant = tail is ConstantNode && !spliced.Contains(true) && elements.TrueForAll(static e => e is ConstantNode);
        return isConstant ? new ConstantNode(span, new Value(template)) : new NativeNode(span, TemplateBuiltin.For([.. spliced]), [.. elements, tail]);
    }

    private static NativeNode Wrap(Symbol head, Node operand, SourceSpan span) =>
        new(span, TemplateBuiltin.For([false, false]), [new ConstantNode(span, new Value(head)), operand, new ConstantNode(span, Value.Nil)]);

    /// <summary>The pair that holds the operand of a form with one operand and a given head.</summary>
    private static PairObject? OperandOf(PairObject form, Symbol head) =>
        ReferenceEquals(form.First.Tag, head) && form.Second.Tag is PairObject operand && operand.Second.IsNil ? operand : null;
}
