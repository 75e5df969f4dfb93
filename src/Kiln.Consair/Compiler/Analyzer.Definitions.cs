using Kiln.Consair.Semantics;
using Kiln.Consair.Syntax;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <content>Functions, labels and macros.</content>
internal sealed partial class Analyzer
{
    /// <summary><c>(lambda (name ... [. rest]) form ...)</c></summary>
    /// <param name="form">The form.</param>
    /// <param name="span">Its place.</param>
    /// <param name="name">The function's name for messages.</param>
    /// <param name="self">The variable whose only value it is.</param>
    public Node AnalyzeLambda(PairObject form, SourceSpan span, string? name, Variable? self)
    {
        Value rest = form.Second;
        if (!rest.IsPair)
        {
            return NoPair(span, "car", rest);
        }

        if (!AreSymbols(rest.AsPair.First))
        {
            return new ErrorNode(span, "lambda parameters must be symbols");
        }

        if (!rest.AsPair.Second.IsPair)
        {
            return NoPair(span, "car", rest.AsPair.Second);
        }

        FunctionInfo function = AnalyzeFunction(rest.AsPair.First, rest.AsPair.Second, span, name, self);
        return new LambdaNode(span, function);
    }

    /// <summary><c>(label name value)</c>: global at top level and as the last thing a function does, else local.</summary>
    public Node AnalyzeLabel(PairObject form, SourceSpan span, bool isTail)
    {
        if (!form.Second.IsPair)
        {
            return NoPair(span, "car", form.Second);
        }

        if (form.Second.AsPair.First.Tag is not Symbol name)
        {
            return new ErrorNode(span, "label: first argument must be a symbol");
        }

        if (!form.Second.AsPair.Second.IsPair)
        {
            return NoPair(span, "car", form.Second.AsPair.Second);
        }

        PairObject value = form.Second.AsPair.Second.AsPair;
        if (_scope is null || isTail)
        {
            GlobalCell cell = session.Cell(name);
            _redefined.Add(cell);
            return new DefineNode(span, cell, AnalyzeNamed(value, span, name.Name, null));
        }

        Variable variable = _scope.FindHere(name) ?? _scope.Declare(name, isBound: false);
        variable.Assignments++;
        variable.IsConditional |= _conditions > 0;
        Node node = AnalyzeNamed(value, span, name.Name, variable);
        variable.AssignedAt = Math.Min(variable.AssignedAt, _time++);
        variable.OnlyValue = node is LambdaNode lambda && variable is { Assignments: 1, IsBound: false } ? lambda.Function : null;
        return new AssignNode(span, variable, node);
    }

    /// <summary><c>(defmacro name (name ... [. rest]) form ...)</c></summary>
    public Node AnalyzeDefmacro(PairObject form, SourceSpan span, bool isTail)
    {
        if (!form.Second.IsPair)
        {
            return NoPair(span, "car", form.Second);
        }

        if (form.Second.AsPair.First.Tag is not Symbol name)
        {
            return new ErrorNode(span, "defmacro: first argument must be a symbol");
        }

        Value rest = form.Second.AsPair.Second;
        if (!rest.IsPair)
        {
            return NoPair(span, "car", rest);
        }

        if (!AreSymbols(rest.AsPair.First))
        {
            return new ErrorNode(span, "defmacro parameters must be symbols");
        }

        if (!rest.AsPair.Second.IsPair)
        {
            return NoPair(span, "car", rest.AsPair.Second);
        }

        if (_scope is not null && !isTail)
        {
            return DefineLocalMacro(name, rest.AsPair, span);
        }

        FunctionInfo function = AnalyzeFunction(rest.AsPair.First, rest.AsPair.Second, span, name.Name);
        GlobalCell cell = session.Cell(name);
        _redefined.Add(cell);
        return new DefineNode(span, cell, new NativeNode(span, Session.MakeMacro, [new LambdaNode(span, function)]));
    }

    /// <summary>A macro that only a function's body sees is made right now, because the forms after it need it.</summary>
    private Node DefineLocalMacro(Symbol name, PairObject definition, SourceSpan span)
    {
        Value lambda = Lists.Pair(new Value(SpecialForms.Lambda), new Value(definition));
        Value function = session.Evaluate(lambda, span, source);
        if (function.IsAbnormal)
        {
            return Failed(span);
        }

        var macro = new MacroObject((FunctionObject)function.Tag);
        _scope!.Declare(name, macro);
        return new ConstantNode(span, new Value(macro));
    }

    private Node AnalyzeNamed(PairObject value, SourceSpan outer, string name, Variable? self)
    {
        SourceSpan place = SpanOf(value.First, FirstSpan(value, outer));
        bool isLambda = value.First.Tag is PairObject { First.Tag: Symbol head } && ReferenceEquals(head, SpecialForms.Lambda) && FindMacro(head) is null;
        return isLambda ? AnalyzeLambda(value.First.AsPair, place, name, self) : AnalyzeFirst(value, outer, false);
    }

    private static bool AreSymbols(Value parameters)
    {
        for (; parameters.IsPair; parameters = parameters.AsPair.Second)
        {
            if (parameters.AsPair.First.Tag is not Symbol)
            {
                return false;
            }
        }

        // A symbol on its own counts as no parameters at all, and so does anything else that is no list.
        return true;
    }

    private FunctionInfo AnalyzeFunction(Value parameters, Value body, SourceSpan span, string? name, Variable? self = null)
    {
        (FunctionInfo enclosing, Scope? outer, int conditions) = (_function, _scope, _conditions);
        var function = new FunctionInfo(enclosing) { Name = name, MetAt = _time++ };
        var scope = new Scope(outer, function);
        function.Scope = scope;
        function.Source = new LambdaSource(session, source, parameters, body, span, name, outer, self);
        bool isList = parameters.IsPair;
        Value rest = parameters;
        for (; rest.IsPair; rest = rest.AsPair.Second)
        {
            function.Parameters.Add(scope.Declare((Symbol)rest.AsPair.First.Tag, isBound: true));
        }

        if (isList && rest.Tag is Symbol restName)
        {
            function.Parameters.Add(scope.Declare(restName, isBound: true));
            function.HasRest = true;
        }

        (_function, _scope, _conditions) = (function, scope, 0);
        function.Body = AnalyzeBody(body.AsPair, span, isTail: true);
        (_function, _scope, _conditions) = (enclosing, outer, conditions);
        enclosing.Functions.UnionWith(function.Functions);
        enclosing.Constants.UnionWith(function.Constants);
        return function;
    }
}
