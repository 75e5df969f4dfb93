using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <summary>
/// Second pass of the compiler: turns the syntax tree into bytecode, in one walk.
/// <para>
/// Ownership. Containers have value semantics through a sticky shared bit, so the generator keeps apart two kinds of results. An
/// <em>owned</em> result is new (a literal, what a call returns) and may be stored as it is. A <em>borrowed</em> one is still held
/// by a variable or a container; before it is stored it is marked as shared, by a copy or share instruction. Reading it does not
/// need the mark. <see cref="Operand"/> gives borrowed results, <see cref="Into"/> owned ones.
/// </para>
/// </summary>
internal sealed partial class CodeGenerator
{
    private readonly SourceText _source;
    private readonly Resolution _resolution;
    private readonly GlobalScope _globals;
    private readonly Language _language;
    private readonly ScopeChain _scopes = new();
    private readonly Dictionary<string, GlobalCell> _localTypes = [];
    private readonly bool _hasShortJumps;
    private readonly SessionInput? _session;
    private FunctionState _state;

    private CodeGenerator(
        SourceText source, Resolution resolution, GlobalScope globals, Language language, FunctionScope topLevel, bool hasShortJumps, SessionInput? session)
    {
        _session = session;
        _source = source;
        _resolution = resolution;
        _globals = globals;
        _language = language;
        _hasShortJumps = hasShortJumps;
        _state = new FunctionState(topLevel, null, hasShortJumps);
    }

    private BytecodeBuilder Code => _state.Builder;

    private bool IsAtTopLevel => _state.Parent is null && _scopes.Depth == 1;

    /// <summary>Compiles a program.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="program">Its tree.</param>
    /// <param name="globals">Where its globals live.</param>
    /// <param name="language">The language object that the code refers to.</param>
    /// <param name="session">If the program is an input of an interactive session: what it goes on from.</param>
    /// <returns>The top level as a function without parameters.</returns>
    /// <exception cref="CompilationException">The program breaks a rule that is checked before it runs.</exception>
    public static Prototype Compile(SourceText source, Syntax.Program program, GlobalScope globals, Language language, SessionInput? session = null)
    {
        Resolution resolution = Resolver.Resolve(program, name => globals.GetCell(name).IsLibrary, session);
        try
        {
            return CompileWith(resolution, true);
        }
        catch (JumpTooLongException)
        {
            resolution = Resolver.Resolve(program, name => globals.GetCell(name).IsLibrary, session);
            return CompileWith(resolution, false);
        }

        Prototype CompileWith(Resolution resolved, bool hasShortJumps)
        {
            try
            {
                var generator = new CodeGenerator(source, resolved, globals, language, resolved.TopLevel, hasShortJumps, session);
                return generator.GenerateTopLevel(program);
            }
            catch (ProgramTooLargeException exception)
            {
                throw new CompilationException(exception.Message, program.Span);
            }
        }
    }

    /// <summary>How bindings of a kind may be changed.</summary>
    public static Mutability MutabilityOf(BindingKind kind) => kind switch
    {
        BindingKind.Mut => Mutability.Mutable,
        BindingKind.Let => Mutability.Immutable,
        _ => Mutability.Constant,
    };

    private Prototype GenerateTopLevel(Syntax.Program program)
    {
        _scopes.Open(_state.Scope);
        _state.ReserveVariables();
        foreach (Statement statement in program.Statements)
        {
            // Functions at top level can be called before their definition.
            FunctionDeclaration? declaration = statement switch
            {
                FunctionStatement function => function.Declaration,
                ExportStatement { Inner: FunctionStatement function } => function.Declaration,
                _ => null,
            };
            if (declaration?.Name is { } name)
            {
                int register = Code.Allocate();
                MakeFunction(declaration, register, name.Name, null);
                Code.Emit(name.Span, Opcode.DefineGlobal, register, CellIndex(name.Name), (int)Mutability.Mutable);
                Code.ReleaseTo(register);
            }
        }

        foreach (Statement statement in program.Statements)
        {
            if (_session is not null && statement is ExpressionStatement { Expression: { } expression })
            {
                GenerateResult(_session, expression, statement == program.Statements[^1]);
            }
            else
            {
                Generate(statement);
            }
        }

        Code.Emit(new SourceSpan(program.Span.End, 0), Opcode.ReturnNil);
        _scopes.Close();
        return Code.Build(new PrototypeHeader(_language, _source, "<main>") { IsTopLevel = true });
    }

    // At a prompt, what an expression statement gives is shown; where nothing runs, it is what the input returns.
    private void GenerateResult(SessionInput session, Expression expression, bool isLast)
    {
        int register = Code.Allocate();
        Into(expression, register);
        if (session.Echo is { } echo)
        {
            Native(expression.Span, echo, register, 1, register);
        }
        else if (isLast)
        {
            Code.Emit(expression.Span, Opcode.Return, register);
        }

        Code.ReleaseTo(register);
    }

    private int CellIndex(string name) => Code.AddObject(_globals.GetCell(name));

    /// <summary>Emits a call of a builtin with the given registers, which are consecutive.</summary>
    private void Native(SourceSpan span, BuiltinObject builtin, int first, int count, int target) =>
        Code.Emit(span, Opcode.CallNative, first, Code.AddObject(builtin), target, count);

    /// <summary>Emits code that raises an error.</summary>
    private void Fail(SourceSpan span, string message)
    {
        int register = Code.Allocate();
        Code.Emit(span, Opcode.LoadConstant, register, Code.AddConstant(Value.FromString(message)));
        Native(span, CompilerSupport.RaiseMessage, register, 1, register);
        Code.ReleaseTo(register);
    }

    /// <summary>Whether evaluating an expression can run other guest code, which might change globals or captured variables.</summary>
    private static bool HasEffects(Expression expression) => expression switch
    {
        IntegerLiteral or FloatLiteral or StringLiteral or BooleanLiteral or NullLiteral or NameExpression or FunctionExpression => false,
        PrefixExpression prefix => HasEffects(prefix.Operand),
        InfixExpression infix => HasEffects(infix.Left) || HasEffects(infix.Right),
        LogicalExpression logical => HasEffects(logical.Left) || HasEffects(logical.Right),
        MemberExpression member => HasEffects(member.Target),
        IndexExpression index => HasEffects(index.Target) || HasEffects(index.Index),
        ConstructorExpression constructor => constructor.Argument is not null && HasEffects(constructor.Argument),
        InterpolatedString text => text.Parts.Any(static p => p.Expression is not null && HasEffects(p.Expression)),
        ArrayLiteral array => array.Elements.Any(static e => HasEffects(e.Value)),
        StructLiteral literal => literal.Fields.Any(static f => HasEffects(f.Value)),
        _ => true,
    };

    private static bool AnyHasEffects(IReadOnlyList<Expression> expressions, int from)
    {
        for (int i = from; i < expressions.Count; i++)
        {
            if (HasEffects(expressions[i]))
            {
                return true;
            }
        }

        return false;
    }
}
