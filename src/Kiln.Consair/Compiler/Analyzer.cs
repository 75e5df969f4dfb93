using Kiln.Consair.Semantics;
using Kiln.Consair.Syntax;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <summary>
/// Turns forms into nodes: expands macros, recognises special forms, finds out which names are local. A form that makes no sense becomes a node
/// that fails when it is reached, because forms may contain parts that are never evaluated.
/// </summary>
internal sealed partial class Analyzer(Session session, SourceText source)
{
    /// <summary>Deepest nesting of forms.</summary>
    private const int MaximumDepth = 9_990;

    // A function that nests forms more deeply would need too many registers; the rest becomes a function of its own.
    private const int MaximumDepthInFunction = 500;

    private const int MaximumExpansions = 10_000;

    private readonly List<ReferenceNode> _references = [];
    private readonly HashSet<GlobalCell> _redefined = [];
    private FunctionInfo _function = new(null);
    private Scope? _scope;
    private int _time;
    private int _depth;
    private int _conditions;

    /// <summary>Analyses a form of the top level.</summary>
    /// <returns>The function that evaluates it.</returns>
    public FunctionInfo AnalyzeTopLevel(Value form, SourceSpan span)
    {
        _function.Body = Analyze(form, span, isTail: true);
        Resolve();
        return _function;
    }

    /// <summary>Analyses a function again, in the scope where it stands.</summary>
    public FunctionInfo AnalyzeAgain(LambdaSource lambda)
    {
        FunctionInfo? parent = lambda.Scope?.Function;
        _function = parent ?? _function;
        _scope = lambda.Scope;
        FunctionInfo function = AnalyzeFunction(lambda.Parameters, lambda.Body, lambda.Span, lambda.Name);
        if (lambda.SelfVariable is { } self)
        {
            self.OnlyValue = function;
        }

        Resolve();
        return function;
    }

    /// <summary>Analyses a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="outer">The place of the form around it, for forms that have no place of their own.</param>
    /// <param name="isTail">Whether its value is the function's, or the top level's.</param>
    private Node Analyze(Value form, SourceSpan outer, bool isTail)
    {
        SourceSpan span = SpanOf(form, outer);
        switch (form.Tag)
        {
            case Symbol symbol:
                return Refer(symbol, span);
            case PairObject pair:
                if (++_depth > MaximumDepth)
                {
                    _depth--;
                    return new ErrorNode(span, Messages.TooDeep);
                }

                Node node = ++_function.Depth > MaximumDepthInFunction ? AnalyzeApart(form, span) : AnalyzePair(pair, span, isTail);
                _function.Depth--;
                _depth--;
                return node;
            default:
                return new ConstantNode(span, form);
        }
    }

    /// <summary>The part of a form that stands in a pair.</summary>
    private Node AnalyzeFirst(PairObject pair, SourceSpan outer, bool isTail) => Analyze(pair.First, FirstSpan(pair, outer), isTail);

    private CallNode AnalyzeApart(Value form, SourceSpan span)
    {
        Value body = Lists.Pair(form, Value.Nil);
        FunctionInfo function = AnalyzeFunction(Value.Nil, body, span, null);
        return new CallNode(span, new LambdaNode(span, function), []);
    }

    private ReferenceNode Refer(Symbol symbol, SourceSpan span)
    {
        var reference = new ReferenceNode(span, symbol, _scope, _function, _time++);
        _references.Add(reference);
        return reference;
    }

    private Node AnalyzePair(PairObject pair, SourceSpan span, bool isTail)
    {
        for (int expansions = 0; pair.First.Tag is Symbol head; expansions++)
        {
            if (FindMacro(head) is not { } macro)
            {
                return SpecialForms.Find(head) is { } form && (!form.YieldsToUser || !IsBoundByUser(head))
                    ? form.Analyze(this, pair, span, isTail)
                    : AnalyzeCall(pair, span);
            }

            if (expansions == MaximumExpansions)
            {
                return new ErrorNode(span, Messages.TooDeep);
            }

            Value expanded = session.Expand(macro, pair.Second);
            if (expanded.IsAbnormal)
            {
                return Failed(span);
            }

            if (!expanded.IsPair)
            {
                return new ConstantNode(span, expanded);
            }

            pair = expanded.AsPair;
        }

        return AnalyzeCall(pair, span);
    }

    /// <summary>An error while a macro was expanded belongs to the moment when the form is evaluated; an interruption does not wait.</summary>
    private ErrorNode Failed(SourceSpan span)
    {
        Context context = session.Context;
        if (context.Pending != PendingKind.Error)
        {
            session.IsStopping = true;
            return new ErrorNode(span, "Interrupted");
        }

        string message = context.PendingMessage ?? "Error";
        context.ClearPending();
        return new ErrorNode(span, message);
    }

    /// <summary>The macro that a name means in head position.</summary>
    private MacroObject? FindMacro(Symbol head)
    {
        if (Scope.Binds(_scope, head, out MacroObject? local))
        {
            return local;
        }

        GlobalCell cell = session.Cell(head);
        if (cell.Value.Tag is MacroObject macro)
        {
            _function.Constants.Add(cell);
            return macro;
        }

        _function.Functions.Add(cell);
        return null;
    }

    private bool IsBoundByUser(Symbol head)
    {
        if (Scope.Binds(_scope, head, out _))
        {
            return true;
        }

        GlobalCell cell = session.Cell(head);
        _function.Constants.Add(cell);
        return !cell.Value.IsUndefined || _redefined.Contains(cell);
    }

    private Node AnalyzeCall(PairObject pair, SourceSpan span)
    {
        if (pair.First.Tag is PairObject { First.Tag: Symbol symbol } lambda && ReferenceEquals(symbol, SpecialForms.Lambda)
            && FindMacro(symbol) is null && TryAnalyzeDirect(lambda, pair, span) is { } let)
        {
            return let;
        }

        Node? head = pair.First.Tag is Symbol name && !Scope.Binds(_scope, name, out _) ? null : AnalyzeFirst(pair, span, false);
        Node[] arguments = AnalyzeArguments(pair.Second, span);
        return head is not null ? new CallNode(span, head, arguments) : CallGlobal((Symbol)pair.First.Tag, arguments, FirstSpan(pair, span), span);
    }

    /// <summary>A call by a global name: if that is a builtin the code relies on it, and is made again if the program binds the name.</summary>
    private Node CallGlobal(Symbol name, Node[] arguments, SourceSpan nameSpan, SourceSpan span)
    {
        GlobalCell cell = session.Cell(name);
        if (cell.IsLibrary && cell.Value.Tag is BuiltinObject builtin && !_redefined.Contains(cell))
        {
            if (Operations.Find(name.Name, arguments.Length) is { } operation)
            {
                _function.Constants.Add(cell);
                return new OperationNode(span, operation, arguments);
            }

            if (arguments.Length <= byte.MaxValue && arguments.Length >= builtin.MinimumArity && (uint)arguments.Length <= (uint)builtin.MaximumArity)
            {
                _function.Constants.Add(cell);
                return new NativeNode(span, builtin, arguments);
            }
        }

        return new CallNode(span, Refer(name, nameSpan), arguments);
    }

    private Node[] AnalyzeArguments(Value list, SourceSpan span)
    {
        var arguments = new List<Node>();
        for (; list.IsPair; list = list.AsPair.Second)
        {
            arguments.Add(AnalyzeFirst(list.AsPair, span, false));
        }

        return [.. arguments];
    }

    /// <summary>Decides for each name that was read what it means, now that all scopes are complete.</summary>
    private void Resolve()
    {
        foreach (ReferenceNode reference in _references)
        {
            Variable? variable = Scope.Find(reference.Scope, reference.Name);
            while (variable is not null && !ReferenceEquals(variable.OnlyValue, reference.Function))
            {
                Use(variable, reference);
                variable = variable.IsSurelyBoundAt(reference.Time) ? null : Scope.FindOutside(reference.Scope, variable);
            }
        }
    }

    private static void Use(Variable variable, ReferenceNode reference)
    {
        if (ReferenceEquals(reference.Function, variable.Owner))
        {
            return;
        }

        reference.Function.Capture(variable);
        if (!variable.Owner.IsCompiled)
        {
            bool changes = variable.Assignments > (variable.IsBound ? 0 : 1);
            variable.NeedsCell |= changes || (!variable.IsBound && (variable.IsConditional || reference.Function.ClosedAt(variable.Owner) < variable.AssignedAt));
        }
    }

    /// <summary>The place of a form: its own if it lies within the place of the form around it. One that a macro brought along does not.</summary>
    private static SourceSpan SpanOf(Value form, SourceSpan outer) =>
        form.Tag is LocatedPair located && located.Span.Start >= outer.Start && located.Span.End <= outer.End ? located.Span : outer;

    private static SourceSpan FirstSpan(PairObject pair, SourceSpan outer) =>
        pair is LocatedPair located && located.FirstSpan.Start >= outer.Start && located.FirstSpan.End <= outer.End ? located.FirstSpan : outer;
}
