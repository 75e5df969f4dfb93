using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Runtime;

/// <summary>How the evaluation of an input ended.</summary>
public enum EvaluationOutcome : byte
{
    /// <summary>It ran to its end.</summary>
    Done,

    /// <summary>It did not; the user has been told why.</summary>
    Failed,

    /// <summary>It asked to leave, with the context's exit code.</summary>
    Left,
}

/// <summary>
/// A conversation in a language: inputs are evaluated one after the other, and each finds what the earlier ones have bound. This is all that a prompt asks of a
/// language; reading lines, colours, commands and the optimising tier are the prompt's own business.
/// <para>
/// All methods are called on the guest thread of <see cref="Context"/>, one at a time, so an evaluation may itself ask the user for more, as a debugger
/// that offers restarts does: it reads from <see cref="Engine.Input"/>. Values of a history live in the session's own globals.
/// </para>
/// </summary>
public abstract class InteractiveSession
{
    /// <summary>A conversation.</summary>
    /// <param name="context">The guest thread that evaluates.</param>
    /// <param name="options">How programs are run and diagnostics shown.</param>
    protected InteractiveSession(Context context, RunOptions options)
    {
        Context = context;
        Options = options;
        ShowResult = text => context.Engine.Output.Write(text + "\n");
    }

    /// <summary>The guest thread that evaluates.</summary>
    public Context Context { get; }

    /// <summary>How programs are run and diagnostics shown.</summary>
    public RunOptions Options { get; }

    /// <summary>Receives the text of each result, one line or several, without a line end behind it.</summary>
    public Action<string> ShowResult { get; set; }

    /// <summary>The prompt's first word.</summary>
    public virtual string PromptName => Context.Language.Name.ToLowerInvariant();

    /// <summary>What stands before the second and further lines of an input.</summary>
    public abstract string Continuation { get; }

    /// <summary>Said when the user leaves; null for nothing.</summary>
    public virtual string? Farewell => null;

    /// <summary>What earlier results are called, the last one first; empty if they have no names.</summary>
    public virtual IReadOnlyList<string> ResultNames => [];

    /// <summary>Whether a text can be evaluated as it is, because nothing in it is still open. What is wrong in any case counts as complete.</summary>
    public abstract bool IsComplete(string text);

    /// <summary>What the parts of a text are, in order and without overlap. The text may be wrong and incomplete.</summary>
    public abstract IReadOnlyList<ClassifiedSpan> Classify(string text);

    /// <summary>Whether a character can be part of a name.</summary>
    public abstract bool IsNamePart(char character);

    /// <summary>The globals that inputs have asked for so far, by name.</summary>
    protected abstract IReadOnlyDictionary<string, GlobalCell> Cells { get; }

    /// <summary>What the language's library binds.</summary>
    protected abstract IReadOnlyDictionary<string, Value> Library { get; }

    /// <summary>Words with a fixed meaning.</summary>
    protected abstract IEnumerable<string> FixedWords { get; }

    /// <summary>The names that an input can use now, words with a fixed meaning included; in no order.</summary>
    public IEnumerable<string> Names() => FixedWords
        .Concat(Library.Keys)
        .Concat(Cells.Values.Where(static c => !c.Value.IsUndefined).Select(static c => c.Name))
        .Distinct();

    /// <summary>What the user has bound, and what it looks like, in the order of the names.</summary>
    public abstract IEnumerable<(string Name, string Value)> Bindings();

    /// <summary>The value that is bound to a name; undefined if there is none.</summary>
    public Value Find(string name) =>
        Cells.TryGetValue(name, out GlobalCell? cell) && !cell.Value.IsUndefined ? cell.Value
        : Library.TryGetValue(name, out Value value) ? value
        : Value.Undefined;

    /// <summary>One line about a name of the library; null if there is nothing to tell.</summary>
    public string? Describe(string name) =>
        Library.TryGetValue(name, out Value value) && value.Tag is BuiltinObject { Help.Length: > 0 } builtin ? builtin.Help : null;

    /// <summary>Evaluates an input. Errors are printed to the engine's error output, results go to <see cref="ShowResult"/>.</summary>
    /// <param name="source">The input.</param>
    /// <param name="showsResults">Whether results are shown and remembered.</param>
    public abstract EvaluationOutcome Evaluate(SourceText source, bool showsResults = true);

    /// <summary>Compiles an input without running it, to a function that returns its value; prints what is wrong with it.</summary>
    /// <returns>Null if it is not well-formed.</returns>
    public abstract Prototype? Compile(SourceText source);

    /// <summary>The tree of an input as text; prints what is wrong with it.</summary>
    /// <param name="source">The input.</param>
    /// <param name="function">Only the function of this name, if it stands there; null for everything.</param>
    /// <returns>Null if it is not well-formed.</returns>
    public abstract string? PrintTree(SourceText source, string? function);

    /// <summary>Forgets everything that was bound.</summary>
    public abstract void Reset();

    /// <summary>What the user is told, once, when the optimising tier cannot compile a function.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="reason">Why.</param>
    public virtual string CompilerNotice(string function, string reason) => $"note: {function} stays interpreted: {reason}";
}
