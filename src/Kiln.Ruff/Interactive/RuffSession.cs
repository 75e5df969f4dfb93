using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Compiler;
using Kiln.Ruff.Library;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Interactive;

/// <summary>
/// Ruff at a prompt. Inputs share one set of globals. The value of each expression statement is shown as <c>=&gt; value</c> as soon as it is known, and
/// is bound to <c>_</c>.
/// </summary>
internal sealed class RuffSession : InteractiveSession
{
    private const string LastResult = "_";
    private const int ShownValueLength = 160;

    private readonly BuiltinObject _echo;
    private readonly BuiltinObject _discard = new("result", 1, 1, static (_, _) => Value.Nil);
    private GlobalScope _globals = RuffLanguage.CreateGlobals();

    public RuffSession(Context context, RunOptions options)
        : base(context, options) => _echo = new BuiltinObject("result", 1, 1, Echo);

    public override string Continuation => "....> ";

    public override string? Farewell => "Goodbye!";

    public override IReadOnlyList<string> ResultNames => [LastResult];

    private Engine Engine => Context.Engine;

    public override bool IsComplete(string text) => InputText.IsComplete(text);

    public override IReadOnlyList<ClassifiedSpan> Classify(string text) => InputText.Classify(text, name => !Find(name).IsUndefined);

    public override bool IsNamePart(char character) => char.IsLetterOrDigit(character) || character == '_';

    protected override IReadOnlyDictionary<string, GlobalCell> Cells => _globals.Cells;

    protected override IReadOnlyDictionary<string, Value> Library => RuffLibrary.Globals;

    protected override IEnumerable<string> FixedWords => TokenText.FixedWords;

    public override IEnumerable<(string Name, string Value)> Bindings() => UserCells()
        .OrderBy(static c => c.Name, StringComparer.Ordinal)
        .Select(static c => (c.Name, Shorten(ResultForm.Format(c.Value))));

    public override EvaluationOutcome Evaluate(SourceText source, bool showsResults = true)
    {
        var input = new SessionInput(EarlierNames(), showsResults ? _echo : _discard);
        RuffLanguage.Instance.TryCompile(Engine, source, _globals, Options, out Prototype? main, input);
        if (main is null)
        {
            return EvaluationOutcome.Failed;
        }

        Engine.AddProgram(main);
        using var watch = LimitWatch.Start(Context);
        if (!Context.Call(new Value(new FunctionObject(main, []))).IsAbnormal)
        {
            return EvaluationOutcome.Done;
        }

        bool leaves = Context.Pending == PendingKind.Exit;
        RuffLanguage.FinishAbnormally(Context, Options);
        Context.ClearPending();
        return leaves ? EvaluationOutcome.Left : EvaluationOutcome.Failed;
    }

    public override Prototype? Compile(SourceText source)
    {
        RuffLanguage.Instance.TryCompile(Engine, source, _globals, Options, out Prototype? main, new SessionInput(EarlierNames(), null));
        return main;
    }

    public override string? PrintTree(SourceText source, string? function)
    {
        ParseResult parsed = Parser.Parse(source);
        if (parsed.Diagnostics.Count > 0)
        {
            RuffLanguage.Report(Engine, source, parsed.Diagnostics, Options);
            return null;
        }

        Statement? declaration = parsed.Program.Statements.LastOrDefault(s => s is FunctionStatement { Declaration.Name: { } name } && name.Name == function);
        return AstPrinter.Print(declaration is null ? parsed.Program : new Syntax.Program(declaration.Span, [declaration]));
    }

    public override void Reset() => _globals = RuffLanguage.CreateGlobals();

    private Value Echo(Context context, ReadOnlySpan<Value> arguments)
    {
        GlobalCell cell = _globals.GetCell(LastResult);
        cell.Value = arguments[0].Share();
        cell.IsLibrary = false;
        ShowResult("=> " + ResultForm.Format(arguments[0]));
        return Value.Nil;
    }

    private HashSet<string> EarlierNames() => [.. UserCells().Select(static c => c.Name)];

    private IEnumerable<GlobalCell> UserCells() =>
        _globals.Cells.Values.Where(static c => !c.IsLibrary && !c.Value.IsUndefined && c.Name != LastResult);

    private static string Shorten(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= ShownValueLength ? line : line[..ShownValueLength] + "...";
    }
}
