using Kiln.Consair.Library;
using Kiln.Consair.Semantics;
using Kiln.Consair.Syntax;
using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <content>The special forms that are neither functions nor definitions.</content>
internal sealed partial class Analyzer
{
    /// <summary><c>(quote x)</c></summary>
    public static Node AnalyzeQuote(PairObject form, SourceSpan span) =>
        form.Second.IsPair ? new ConstantNode(span, form.Second.AsPair.First) : NoPair(span, "car", form.Second);

    /// <summary><c>(progn form ...)</c></summary>
    public Node AnalyzeProgn(PairObject form, SourceSpan span, bool isTail) =>
        form.Second.IsPair ? AnalyzeBody(form.Second.AsPair, span, isTail) : new ConstantNode(span, Value.Nil);

    /// <summary><c>(if test then [else])</c></summary>
    public Node AnalyzeIf(PairObject form, SourceSpan span, bool isTail)
    {
        int count = Lists.Count(form.Second);
        if (count is not (2 or 3))
        {
            return new ErrorNode(span, "if: expected 2 or 3 arguments (test, then, [else])");
        }

        PairObject then = form.Second.AsPair.Second.AsPair;
        Node test = AnalyzeFirst(form.Second.AsPair, span, false);
        _conditions++;
        Node whenTrue = AnalyzeFirst(then, span, isTail);
        Node whenFalse = count == 3 ? AnalyzeFirst(then.Second.AsPair, span, isTail) : new ConstantNode(span, Value.Nil);
        _conditions--;
        return new IfNode(span, test, whenTrue, whenFalse);
    }

    /// <summary><c>(cond (test result) ...)</c>; what a clause lacks is noticed when the clause is reached.</summary>
    public Node AnalyzeCond(PairObject form, SourceSpan span, bool isTail)
    {
        var clauses = new List<(Node Test, Node Result, SourceSpan Span)>();
        Node last = new ConstantNode(span, Value.Nil);
        int conditions = _conditions;
        for (Value rest = form.Second; rest.IsPair; rest = rest.AsPair.Second)
        {
            Value clause = rest.AsPair.First;
            SourceSpan place = SpanOf(clause, FirstSpan(rest.AsPair, span));
            if (!clause.IsPair || !clause.AsPair.Second.IsPair)
            {
                last = NoPair(place, "car", clause.IsPair ? clause.AsPair.Second : clause);
                break;
            }

            Node test = AnalyzeFirst(clause.AsPair, place, false);
            _conditions++;
            Node result = AnalyzeFirst(clause.AsPair.Second.AsPair, place, isTail);
            if (test is ConstantNode constant && Truth.Of(constant.Value))
            {
                last = result;
                break;
            }

            clauses.Add((test, result, place));
        }

        _conditions = conditions;
        for (int i = clauses.Count - 1; i >= 0; i--)
        {
            last = new IfNode(clauses[i].Span, clauses[i].Test, clauses[i].Result, last);
        }

        return last;
    }

    /// <summary><c>(let ((name value) ...) form ...)</c></summary>
    public Node AnalyzeLet(PairObject form, SourceSpan span)
    {
        const string Shape = "let: expected ((name value) ...) and a body";
        if (!form.Second.IsPair || !form.Second.AsPair.Second.IsPair || !(form.Second.AsPair.First.IsPair || form.Second.AsPair.First.IsNil))
        {
            return new ErrorNode(span, Shape);
        }

        var names = new List<Symbol>();
        var values = new List<Node>();
        for (Value rest = form.Second.AsPair.First; rest.IsPair; rest = rest.AsPair.Second)
        {
            Value binding = rest.AsPair.First;
            if (!binding.IsPair || binding.AsPair.First.Tag is not Symbol name || !binding.AsPair.Second.IsPair || !binding.AsPair.Second.AsPair.Second.IsNil)
            {
                return new ErrorNode(SpanOf(binding, FirstSpan(rest.AsPair, span)), Shape);
            }

            names.Add(name);
            values.Add(AnalyzeFirst(binding.AsPair.Second.AsPair, SpanOf(binding, span), false));
        }

        return AnalyzeBindings(names, values, form.Second.AsPair.Second.AsPair, span);
    }

    /// <summary>A name that is reserved in head position and also that of a builtin.</summary>
    public Node AnalyzeReserved(PairObject form, SourceSpan span)
    {
        var name = (Symbol)form.First.Tag;
        Node[] arguments = AnalyzeArguments(form.Second, span);
        return Operations.Find(name.Name, arguments.Length) is { } operation
            ? new OperationNode(span, operation, arguments)
            : new CallNode(span, new ConstantNode(span, ConsairLibrary.Globals[name.Name]), arguments);
    }

    /// <summary>A function that is called where it stands: its parameters are local variables of the function around it.</summary>
    /// <returns>Null if the call does not fit the function.</returns>
    private LetNode? TryAnalyzeDirect(PairObject lambda, PairObject call, SourceSpan span)
    {
        if (!lambda.Second.IsPair || !lambda.Second.AsPair.Second.IsPair)
        {
            return null;
        }

        var names = new List<Symbol>();
        Value parameters = lambda.Second.AsPair.First;
        for (; parameters.IsPair; parameters = parameters.AsPair.Second)
        {
            if (parameters.AsPair.First.Tag is not Symbol name)
            {
                return null;
            }

            names.Add(name);
        }

        if (!parameters.IsNil || Lists.Count(call.Second) != names.Count)
        {
            return null;
        }

        Node[] values = AnalyzeArguments(call.Second, span);
        return AnalyzeBindings(names, values, lambda.Second.AsPair.Second.AsPair, SpanOf(call.First, FirstSpan(call, span)));
    }

    private LetNode AnalyzeBindings(List<Symbol> names, IReadOnlyList<Node> values, PairObject body, SourceSpan span)
    {
        (Scope? outer, int conditions) = (_scope, _conditions);
        var scope = new Scope(outer, _function);
        var bindings = new (Variable, Node)[names.Count];
        for (int i = 0; i < bindings.Length; i++)
        {
            bindings[i] = (scope.Declare(names[i], isBound: true), values[i]);
        }

        (_scope, _conditions) = (scope, 0);
        Node node = AnalyzeBody(body, span, isTail: true);
        (_scope, _conditions) = (outer, conditions);
        return new LetNode(span, scope, bindings, node);
    }

    private Node AnalyzeBody(PairObject body, SourceSpan span, bool isTail)
    {
        var forms = new List<Node>();
        while (body.Second.IsPair)
        {
            forms.Add(AnalyzeFirst(body, span, false));
            body = body.Second.AsPair;
        }

        Node last = AnalyzeFirst(body, span, isTail);
        return forms.Count == 0 ? last : new SequenceNode(span, [.. forms, last]);
    }

    private static ErrorNode NoPair(SourceSpan span, string function, Value value) => new(span, Messages.NoPair(function, value));
}
