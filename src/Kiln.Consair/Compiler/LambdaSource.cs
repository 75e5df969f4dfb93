using System.Runtime.CompilerServices;
using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <summary>
/// What a function was made of, kept to make it again. Code relies on what names meant when it was made: that <c>+</c> is the builtin,
/// that <c>when</c> is this macro, that <c>f</c> is none. When one of them changes, the cell <see cref="Assumption"/> of the function is
/// marked, and from then on calls of the function go to a renewed one: see <see cref="CodeGenerator"/>.
/// </summary>
internal sealed class LambdaSource
{
    private readonly Session _session;
    private readonly SourceText _source;
    private readonly ConditionalWeakTable<FunctionObject, FunctionObject> _renewed = [];
    private FunctionInfo? _latest;
    private Prototype? _latestPrototype;

    /// <summary>Notes what a function was made of.</summary>
    public LambdaSource(Session session, SourceText source, Value parameters, Value body, SourceSpan span, string? name, Scope? scope, Variable? self)
    {
        _session = session;
        _source = source;
        Parameters = parameters;
        Body = body;
        Span = span;
        Name = name;
        Scope = scope;
        SelfVariable = self;
        Assumption = new GlobalCell($"what {name ?? "lambda"} relies on") { IsLibrary = true };
        Renew = new BuiltinObject("renew", 1, 1, (context, arguments) => RenewFunction(context, (FunctionObject)arguments[0].Tag));
    }

    /// <summary>The parameter list.</summary>
    public Value Parameters { get; }

    /// <summary>The body's forms.</summary>
    public Value Body { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>Its name for messages.</summary>
    public string? Name { get; }

    /// <summary>The names it sees; null at top level.</summary>
    public Scope? Scope { get; }

    /// <summary>The variable whose only value it is.</summary>
    public Variable? SelfVariable { get; }

    /// <summary>Marked as the program's when something that the code relies on has changed.</summary>
    public GlobalCell Assumption { get; }

    /// <summary>From the function to one that does what the program means now.</summary>
    public BuiltinObject Renew { get; }

    /// <summary>The variables that closures of the first version hold, in order.</summary>
    public IReadOnlyList<Variable> Captures { get; set; } = [];

    private Value RenewFunction(Context context, FunctionObject old)
    {
        if (_latest?.Source is not { Assumption.IsLibrary: true } || _latestPrototype is null)
        {
            _latest = new Analyzer(_session, _source).AnalyzeAgain(this);
            _latestPrototype = CodeGenerator.CompileFunction(_session, _source, _latest);
            _renewed.Clear();
            if (_session.IsStopping && context.Poll())
            {
                // What an expansion that was stopped has left is no program.
                _latest = null;
                return Value.Abnormal;
            }
        }

        if (_renewed.TryGetValue(old, out FunctionObject? known))
        {
            return new Value(known);
        }

        var captures = new Value[_latest.Captures.Count];
        for (int i = 0; i < captures.Length; i++)
        {
            Variable variable = _latest.Captures[i];
            int index = 0;
            while (index < Captures.Count && !ReferenceEquals(Captures[index], variable))
            {
                index++;
            }

            if (index == Captures.Count)
            {
                // Only a macro that was defined later can ask for a variable that the first version did not use.
                return context.Fail(ConsairLanguage.Instance.UnboundMessage(variable.Name.Name));
            }

            captures[i] = old.Captures[index];
        }

        var renewed = new FunctionObject(_latestPrototype, captures);
        _renewed.Add(old, renewed);
        return new Value(renewed);
    }
}
