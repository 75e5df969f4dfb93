using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Ruff.Compiler;

/// <summary>
/// First pass of the compiler: finds out which names are the same variable, which variables closures share, and which top-level
/// names must be globals. Example: in <c>n := 0; func bump() { n := n + 1 }</c> the assignment in <c>bump</c> refers to the
/// top-level <c>n</c>, so <c>n</c> is a global; without <c>bump</c> it would be a register of the top level.
/// </summary>
internal sealed partial class Resolver
{
    private readonly ScopeChain _scopes = new();
    private readonly Resolution _resolution;
    private readonly HashSet<string> _topLevelNames = [];
    private readonly Func<string, bool> _isLibraryName;
    private readonly SessionInput? _session;
    private FunctionScope _function;
    private List<Variable>? _matchVariables;
    private HashSet<string>? _mentionedNames;
    private int _syntheticPosition;

    private Resolver(Func<string, bool> isLibraryName, SessionInput? session)
    {
        _isLibraryName = isLibraryName;
        _session = session;
        _function = new FunctionScope(null);
        _resolution = new Resolution(_function);
    }

    /// <summary>Resolves a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="isLibraryName">Whether a name is bound by the library.</param>
    /// <param name="session">If the program is an input of an interactive session: what it goes on from.</param>
    public static Resolution Resolve(Syntax.Program program, Func<string, bool> isLibraryName, SessionInput? session)
    {
        var resolver = new Resolver(isLibraryName, session);
        resolver.CollectTopLevelNames(program.Statements, true);
        if (session is not null)
        {
            // Later inputs use what this one binds, and it uses what earlier ones have bound.
            resolver._topLevelNames.UnionWith(session.EarlierNames);
            resolver._resolution.SharedNames.UnionWith(resolver._topLevelNames);
        }

        resolver._scopes.Open(resolver._function);
        resolver.VisitAll(program.Statements);
        resolver.SettleTopLevel();
        return resolver._resolution;
    }

    private void SettleTopLevel()
    {
        foreach (Variable variable in _resolution.Declarations.Values)
        {
            if (variable.NamedFunction is not null && variable.IsUsedBySelf && variable.IsReassigned)
            {
                variable.IsCaptured = true;
            }

            if (variable.Kind == VariableKind.Global && !_resolution.SharedNames.Contains(variable.Name))
            {
                variable.Kind = VariableKind.Local;
            }
        }
    }

    // The names that statements directly at top level bind; needed before any function body is looked at.
    private void CollectTopLevelNames(IReadOnlyList<Statement> statements, bool direct)
    {
        foreach (Statement statement in statements)
        {
            switch (statement)
            {
                case FunctionStatement { Declaration.Name: { } name }:
                    _topLevelNames.Add(name.Name);
                    _resolution.SharedNames.Add(name.Name);
                    break;
                case StructStatement declaration:
                    _topLevelNames.Add(declaration.Name.Name);
                    _resolution.SharedNames.Add(declaration.Name.Name);
                    break;
                case BindingStatement binding:
                    CollectPattern(binding.Pattern);
                    break;
                case DestructuringStatement destructuring:
                    CollectPattern(destructuring.Pattern);
                    break;
                case AssignmentStatement { Target: NameExpression target }:
                    _topLevelNames.Add(target.Name);
                    break;
                case FromImportStatement import:
                    foreach (Identifier symbol in import.Symbols)
                    {
                        _topLevelNames.Add(symbol.Name);
                        _resolution.SharedNames.Add(symbol.Name);
                    }

                    break;
                case ImportStatement import:
                    _topLevelNames.Add(import.Module.Name);
                    _resolution.SharedNames.Add(import.Module.Name);
                    break;
                case ExportStatement export when direct:
                    CollectTopLevelNames([export.Inner], false);
                    foreach (string name in ExportedNames(export.Inner))
                    {
                        _resolution.SharedNames.Add(name);
                    }

                    break;
                case MatchStatement match:
                    foreach (MatchCase matchCase in match.Cases)
                    {
                        if (matchCase.Binding is { } binding)
                        {
                            _topLevelNames.Add(binding.Name);
                        }

                        CollectTopLevelNames(matchCase.Body.Statements, false);
                    }

                    if (match.Default is not null)
                    {
                        CollectTopLevelNames(match.Default.Statements, false);
                    }

                    break;
            }
        }
    }

    /// <summary>The names that an exported statement binds.</summary>
    public static IEnumerable<string> ExportedNames(Statement statement) => statement switch
    {
        FunctionStatement { Declaration.Name: { } name } => [name.Name],
        StructStatement declaration => [declaration.Name.Name],
        EnumStatement declaration => [declaration.Name.Name],
        BindingStatement binding => PatternNames(binding.Pattern),
        DestructuringStatement destructuring => PatternNames(destructuring.Pattern),
        AssignmentStatement { Target: NameExpression target } => [target.Name],
        _ => [],
    };

    /// <summary>The names that a pattern binds.</summary>
    public static IEnumerable<string> PatternNames(Pattern pattern) => pattern switch
    {
        NamePattern name => [name.Name],
        ArrayPattern array => array.Elements.SelectMany(PatternNames).Concat(array.Rest is { } rest ? [rest.Name] : []),
        DictionaryPattern dictionary => dictionary.Keys.Select(static k => k.Name).Concat(dictionary.Rest is { } rest ? [rest.Name] : []),
        _ => [],
    };

    private void CollectPattern(Pattern pattern) => _topLevelNames.UnionWith(PatternNames(pattern));

    private bool IsAtTopLevel => _function.IsTopLevel && _scopes.Depth == 1;

    private Variable Declare(string name, SourceSpan span, Mutability mutability) => Declare(name, (long)span.Start, mutability);

    private Variable Declare(string name, long key, Mutability mutability)
    {
        ScopeChain.Scope scope = _scopes.Innermost;
        if (_matchVariables is not null && scope.Variables.TryGetValue(name, out Variable? sibling))
        {
            _resolution.Declarations[key] = sibling;
            return sibling;
        }

        VariableKind kind = IsAtTopLevel ? VariableKind.Global : VariableKind.Local;
        var variable = new Variable(name, kind, mutability, _function) { MayBeUnbound = _matchVariables is not null };
        _matchVariables?.Add(variable);
        if (!scope.Variables.TryAdd(name, variable) && scope.Variables[name].IsImported)
        {
            // Only at run time it is known whether the module binds the name, so this is no duplicate.
            scope.Variables[name] = variable;
        }

        _resolution.Declarations[key] = variable;
        _function.VariableCount++;
        return variable;
    }

    private void Read(string name)
    {
        _mentionedNames?.Add(name);
        Variable? variable = FindImported(name);
        if (variable is null)
        {
            ReadGlobal(name);
            return;
        }

        NoteUse(variable);
    }

    private void ReadGlobal(string name)
    {
        _resolution.GlobalReads.Add(name);
        if (!_function.IsTopLevel)
        {
            _resolution.SharedNames.Add(name);
        }
    }

    private void NoteUse(Variable variable)
    {
        if (ReferenceEquals(variable.Function, _function))
        {
            return;
        }

        if (variable.Kind == VariableKind.Global)
        {
            _resolution.SharedNames.Add(variable.Name);
        }
        else if (ReferenceEquals(variable.NamedFunction, _function))
        {
            variable.IsUsedBySelf = true;
        }
        else
        {
            variable.IsCaptured = true;
        }
    }

    // A write through a name: the whole variable or an element of what it holds.
    private void Write(string name, SourceSpan span, bool whole)
    {
        _mentionedNames?.Add(name);
        // A new value for a whole variable may as well make a new one in the innermost block, whatever a module exports.
        Variable? variable = whole && !_topLevelNames.Contains(name) ? _scopes.Find(name) : FindImported(name);
        if (variable is not null)
        {
            variable.IsReassigned = true;
            NoteUse(variable);
            return;
        }

        if (!whole)
        {
            ReadGlobal(name);
            return;
        }

        if (!_function.IsTopLevel && (_topLevelNames.Contains(name) || MayBecomeGlobal(name)))
        {
            _resolution.SharedNames.Add(name);
            Variable scoped = Declare(name, span, Mutability.Mutable);
            scoped.Kind = VariableKind.Scoped;
            scoped.IsReassigned = true;
            return;
        }

        if (_function.IsTopLevel && !IsAtTopLevel && (_isLibraryName(name) || _session?.EarlierNames.Contains(name) == true))
        {
            // The binding is there already: at top level the assignment changes it.
            _resolution.SharedNames.Add(name);
            return;
        }

        Declare(name, span, Mutability.Mutable);
    }

    // func next() { n := n + 1 } at a prompt: a later input will bind n.
    private bool MayBecomeGlobal(string name) => _session is not null && _resolution.SharedNames.Contains(name) && !_isLibraryName(name);
}
