using Kiln.Bytecode;
using Kiln.Consair.Compiler;
using Kiln.Consair.Library;
using Kiln.Consair.Semantics;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair;

/// <summary>
/// A program while it runs, form by form: its globals, its macros, and which code relies on what names mean. Definitions stay from one form,
/// or one input of a prompt, to the next.
/// </summary>
internal sealed class Session
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Context, Session> s_sessions = [];

    private readonly GlobalScope _globals = new(ConsairLibrary.Globals);
    private readonly Dictionary<GlobalCell, List<WeakReference<GlobalCell>>> _constants = [];
    private readonly Dictionary<GlobalCell, List<WeakReference<GlobalCell>>> _functions = [];
    private readonly bool _verifies;

    /// <summary>A new program.</summary>
    public Session(Context context, bool verifies)
    {
        Context = context;
        _verifies = verifies;
        DefineGlobal = new BuiltinObject("label", 2, 2, (_, arguments) => Define((Symbol)arguments[0].Tag, arguments[1]));
        s_sessions.AddOrUpdate(context, this);
    }

    /// <summary>Fails with a message.</summary>
    public static BuiltinObject Raise { get; } = new("raise", 1, 1, static (context, arguments) => context.Fail(arguments[0].AsString.ToString()));

    /// <summary>Makes a macro of a function.</summary>
    public static BuiltinObject MakeMacro { get; } = new("macro", 1, 1, static (_, arguments) => new Value(new MacroObject((FunctionObject)arguments[0].Tag)));

    /// <summary>Calls a function with the elements of an array.</summary>
    public static BuiltinObject ApplyArray { get; } = new("apply", 2, 2, static (context, arguments) => Apply(context, arguments[0], arguments[1].AsArray));

    /// <summary>The guest thread.</summary>
    public Context Context { get; }

    /// <summary>Binds a symbol to a value in the globals.</summary>
    public BuiltinObject DefineGlobal { get; }

    /// <summary>Whether an interruption was noticed where no error can be raised.</summary>
    public bool IsStopping { get; set; }

    /// <summary>The globals that have been mentioned so far.</summary>
    public IReadOnlyDictionary<string, GlobalCell> Globals => _globals.Cells;

    /// <summary>The program that a guest thread runs.</summary>
    public static Session Of(Context context) => s_sessions.GetValue(context, static c => new Session(c, false));

    /// <summary>The global of a name.</summary>
    public GlobalCell Cell(Symbol name) => _globals.GetCell(name.Name);

    /// <summary>Notes what a function's code relies on.</summary>
    public void Rely(FunctionInfo function, GlobalCell assumption)
    {
        var reference = new WeakReference<GlobalCell>(assumption);
        Note(_constants, function.Constants, reference);
        Note(_functions, function.Functions, reference);
    }

    /// <summary>Compiles and runs a form.</summary>
    /// <returns>Its value, or the abnormal marker.</returns>
    public Value Evaluate(Value form, SourceSpan span, SourceText source)
    {
        Prototype? main = Compile(form, span, source);
        if (main is null)
        {
            return Value.Abnormal;
        }

        Announce(main);
        return Context.Call(new Value(new FunctionObject(main, [])));
    }

    /// <summary>Compiles a form.</summary>
    /// <returns>The code, or null if an error is pending.</returns>
    public Prototype? Compile(Value form, SourceSpan span, SourceText source)
    {
        FunctionInfo function = new Analyzer(this, source).AnalyzeTopLevel(form, span);
        if (IsStopping && Context.Poll())
        {
            return null;
        }

        try
        {
            Prototype main = CodeGenerator.CompileFunction(this, source, function);
            if (_verifies)
            {
                Verifier.Check(main);
            }

            return main;
        }
        catch (ProgramTooLargeException exception)
        {
            Context.Fail($"This form is too large: {exception.Message}");
            return null;
        }
    }

    /// <summary>Applies a macro to unevaluated operands.</summary>
    /// <returns>The form that replaces the call, or the abnormal marker.</returns>
    public Value Expand(MacroObject macro, Value operands)
    {
        List<Value> arguments = Lists.ToItems(operands);
        Prototype prototype = macro.Expander.Prototype;
        if (!prototype.Accepts(arguments.Count))
        {
            return Context.Fail(ConsairLanguage.ArityMessage("macro", prototype, arguments.Count));
        }

        return Context.Call(new Value(macro.Expander), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(arguments));
    }

    /// <summary>Binds a symbol in the globals.</summary>
    /// <returns>The value.</returns>
    public Value Define(Symbol name, Value value)
    {
        GlobalCell cell = Cell(name);
        bool concernsMacros = cell.Value.Tag is MacroObject || value.Tag is MacroObject;
        cell.Value = value;
        cell.IsLibrary = false;
        Invalidate(_constants, cell);
        if (concernsMacros)
        {
            Invalidate(_functions, cell);
        }

        return value;
    }

    private static Value Apply(Context context, Value function, ArrayObject array)
    {
        var arguments = new Value[array.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = array[i];
        }

        return context.Call(function, arguments);
    }

    private static void Note(Dictionary<GlobalCell, List<WeakReference<GlobalCell>>> table, HashSet<GlobalCell> cells, WeakReference<GlobalCell> assumption)
    {
        foreach (GlobalCell cell in cells)
        {
            if (!table.TryGetValue(cell, out List<WeakReference<GlobalCell>>? dependents))
            {
                table.Add(cell, dependents = []);
            }

            dependents.Add(assumption);
        }
    }

    private static void Invalidate(Dictionary<GlobalCell, List<WeakReference<GlobalCell>>> table, GlobalCell cell)
    {
        if (!table.Remove(cell, out List<WeakReference<GlobalCell>>? dependents))
        {
            return;
        }

        foreach (WeakReference<GlobalCell> dependent in dependents)
        {
            if (dependent.TryGetTarget(out GlobalCell? assumption))
            {
                assumption.IsLibrary = false;
            }
        }
    }

    private void Announce(Prototype main)
    {
        if (Array.Exists(main.Objects, static o => o is Prototype))
        {
            Context.Engine.AddProgram(main);
        }
    }
}
