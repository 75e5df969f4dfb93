using System.Runtime.InteropServices;
using System.Text;
using Kiln.Bytecode;
using Kiln.Consair.Compiler;
using Kiln.Consair.Library;
using Kiln.Consair.Semantics;
using Kiln.Consair.Syntax;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Interactive;

/// <summary>
/// Consair at a prompt. Inputs share one program, so functions, variables and macros stay. An input's forms are read and evaluated one after the other;
/// the value of each is shown as soon as it is known, and is bound to <c>_</c>.
/// </summary>
internal sealed class ConsairSession : InteractiveSession
{
    private const string LastResult = "_";
    private const string LeavingWord = "exit";
    private const int ShownValueLength = 160;

    private static readonly Symbol s_progn = Symbol.Intern("progn");

    private Session _program;

    public ConsairSession(Context context, RunOptions options)
        : base(context, options) => _program = new Session(context, options.Verify);

    public override string Continuation => "......> ";

    public override IReadOnlyList<string> ResultNames => [LastResult];

    public override bool IsComplete(string text) => InputText.IsComplete(text);

    public override IReadOnlyList<ClassifiedSpan> Classify(string text) => InputText.Classify(text, name => !Find(name).IsUndefined);

    public override bool IsNamePart(char character) => Rune.TryCreate(character, out Rune rune) && Lexer.IsConstituent(rune);

    protected override IReadOnlyDictionary<string, GlobalCell> Cells => _program.Globals;

    protected override IReadOnlyDictionary<string, Value> Library => ConsairLibrary.Globals;

    protected override IEnumerable<string> FixedWords => InputText.FixedWords;

    public override IEnumerable<(string Name, string Value)> Bindings() => _program.Globals.Values
        .Where(static c => !c.IsLibrary && !c.Value.IsUndefined && c.Name != LastResult)
        .OrderBy(static c => c.Name, StringComparer.Ordinal)
        .Select(static c => (c.Name, Printer.PrintStart(c.Value, ShownValueLength)));

    public override EvaluationOutcome Evaluate(SourceText source, bool showsResults = true)
    {
        var reader = new Reader(source.Text);
        using LimitWatch watch = StartInput();
        while (true)
        {
            switch (reader.Read())
            {
                case ReadResult.End:
                    return EvaluationOutcome.Done;
                case ReadResult.Error:
                    ReportSyntax(source, reader.Error!);
                    return EvaluationOutcome.Failed;
            }

            if (showsResults && AsksToLeave(reader.Form))
            {
                return EvaluationOutcome.Left;
            }

            Value result = _program.Evaluate(reader.Form, reader.Span, source);
            if (result.IsAbnormal || (showsResults && !Show(result)))
            {
                ReportPending(source, reader.Span);
                return EvaluationOutcome.Failed;
            }
        }
    }

    public override Prototype? Compile(SourceText source)
    {
        if (ReadAll(source) is not { } forms)
        {
            return null;
        }

        var span = new SourceSpan(0, source.Text.Length);
        Value form = forms.Count == 1 ? forms[0] : Lists.Pair(new Value(s_progn), Lists.FromSpan(CollectionsMarshal.AsSpan(forms)));
        using LimitWatch watch = StartInput();
        Prototype? main = _program.Compile(form, span, source);
        if (main is null)
        {
            ReportPending(source, span);
        }

        return main;
    }

    public override string? PrintTree(SourceText source, string? function)
    {
        if (ReadAll(source) is not { } forms)
        {
            return null;
        }

        using LimitWatch watch = StartInput();
        int definition = forms.FindLastIndex(f => Defines(f, function));
        IEnumerable<Value> shown = definition < 0 ? forms : [forms[definition]];
        return string.Concat(shown.Select(f => Expander.ExpandAll(_program, f) + "\n"));
    }

    public override void Reset() => _program = new Session(Context, Options.Verify);

    public override string CompilerNotice(string function, string reason) => $"⚠ JIT fallback: {function} stays interpreted: {reason}";

    // An interruption ends one input.
    private LimitWatch StartInput()
    {
        _program.IsStopping = false;
        return LimitWatch.Start(Context);
    }

    private bool Show(Value result)
    {
        if (Printer.Print(Context, result) is not { } text)
        {
            return false;
        }

        _program.Define(Symbol.Intern(LastResult), result);
        ShowResult(text);
        return true;
    }

    // The word is an ordinary name, so whoever defines it means that.
    private bool AsksToLeave(Value form) =>
        (form.IsPair && form.AsPair.Second.IsNil ? form.AsPair.First : form).Tag is Symbol { Name: LeavingWord } && Find(LeavingWord).IsUndefined;

    private static bool Defines(Value form, string? function) => function is not null
        && form.Tag is PairObject { First.Tag: Symbol { Name: "label" }, Second.Tag: PairObject { First.Tag: Symbol name } } && name.Name == function;

    private List<Value>? ReadAll(SourceText source)
    {
        var forms = new List<Value>();
        var reader = new Reader(source.Text);
        while (true)
        {
            switch (reader.Read())
            {
                case ReadResult.Form:
                    forms.Add(reader.Form);
                    break;
                case ReadResult.End:
                    return forms;
                default:
                    ReportSyntax(source, reader.Error!);
                    return null;
            }
        }
    }

    private void ReportSyntax(SourceText source, SyntaxError error) =>
        ErrorReport.WriteSyntax(Context.Engine, source, error, Options.Diagnostics, ErrorHeadings.Prompt);

    private void ReportPending(SourceText source, SourceSpan form)
    {
        ErrorReport.WriteEvaluation(Context, source, form, Options.Diagnostics, ErrorHeadings.Prompt);
        Context.ClearPending();
    }
}
