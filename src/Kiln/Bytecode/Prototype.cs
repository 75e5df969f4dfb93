using System.Collections;
using Kiln.Diagnostics;
using Kiln.Jit.Emit;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Bytecode;

/// <summary>Where a captured variable comes from when a function is made.</summary>
/// <param name="FromRegister">True: a register of the enclosing function; false: one of its own captures.</param>
/// <param name="Index">Number of the register or capture.</param>
/// <param name="IsCell">Whether the variable lives in a cell, because it changes after it was captured.</param>
/// <param name="Name">The guest name.</param>
public readonly record struct Capture(bool FromRegister, int Index, bool IsCell, string Name);

/// <summary>A stretch of code whose errors go to a handler.</summary>
/// <param name="Start">First protected instruction.</param>
/// <param name="End">Instruction after the last protected one.</param>
/// <param name="Target">Where the handler starts.</param>
/// <param name="Register">Register that receives the caught error.</param>
/// <param name="NeedsStack">Whether the handler may look at the error's list of active functions.</param>
public readonly record struct Handler(int Start, int End, int Target, int Register, bool NeedsStack);

/// <summary>
/// What one instruction has seen so far. The interpreter writes it, the optimising tier reads it. What the fields mean depends on
/// the instruction's <see cref="FeedbackKind"/>; integer operands are the default and leave no trace.
/// </summary>
public struct Feedback
{
    /// <summary>Callee or shape last seen.</summary>
    public object? Target;

    /// <summary>Operand kinds seen (see <see cref="OperandFeedback"/>), slot of the field, or how often the jump was taken.</summary>
    public int First;

    /// <summary>How often the jump was not taken, or how often the cached target missed.</summary>
    public int Second;
}

/// <summary>Bits of <see cref="Feedback.First"/> for operand kinds.</summary>
[Flags]
public enum OperandFeedback
{
    /// <summary>Only integers, or the instruction never ran.</summary>
    None = 0,

    /// <summary>Two doubles.</summary>
    Floats = 1,

    /// <summary>An integer and a double.</summary>
    Mixed = 2,

    /// <summary>Strings.</summary>
    Strings = 4,

    /// <summary>An integer result did not fit.</summary>
    Overflow = 8,

    /// <summary>Anything else.</summary>
    Other = 16,
}

/// <summary>The code of one function, shared by all closures made from it.</summary>
public sealed class Prototype
{
    /// <summary>The function's name for messages; null for anonymous functions.</summary>
    public string? Name { get; init; }

    /// <summary>The function's name where there must be one: in code listings and log lines.</summary>
    internal string NameOrLambda => Name ?? "lambda";

    /// <summary>The language whose rules its slow paths follow.</summary>
    public required Language Language { get; init; }

    /// <summary>The source it was compiled from.</summary>
    public required SourceText Source { get; init; }

    /// <summary>The instructions.</summary>
    public required Instruction[] Code
    {
        get => CodeField;
        init
        {
            CodeField = value;
            ScaledCodeField = FusedOpcodes.Prepare(value);
            FeedbackField = new Feedback[value.Length];
            HasTailCalls = Array.Exists(value, static i => i.Opcode == Opcode.TailCall);
        }
    }

    /// <summary>The constants.</summary>
    public required Value[] Constants
    {
        get => ConstantsField;
        init => ConstantsField = value;
    }

    /// <summary>Cells, names, prototypes and other objects that instructions refer to.</summary>
    public required object[] Objects
    {
        get => ObjectsField;
        init => ObjectsField = value;
    }

    /// <summary>The source span of each instruction.</summary>
    public required SourceSpan[] Spans { get; init; }

    /// <summary>The handlers, inner ones first.</summary>
    public required Handler[] Handlers { get; init; }

    /// <summary>Where the captured variables come from.</summary>
    public required Capture[] Captures { get; init; }

    /// <summary>Number of registers, parameters included.</summary>
    public required int RegisterCount
    {
        get => RegisterCountField;
        init => RegisterCountField = value;
    }

    /// <summary>
    /// Number of parameters, a receiver included: the first registers, which hold the arguments when the code starts. First come those that every
    /// call must give, then <see cref="OptionalCount"/> optional ones, then the one that takes the rest.
    /// </summary>
    public required int ParameterCount
    {
        get;
        init
        {
            field = value;
            SetPlainParameterCount();
        }
    }

    /// <summary>How many parameters a call may leave out; they hold the mark of an unbound variable then, which <c>JumpIfUndefined</c> finds.</summary>
    public int OptionalCount
    {
        get;
        init
        {
            field = value;
            SetPlainParameterCount();
        }
    }

    /// <summary>Whether the last parameter takes all further arguments as one value, which <see cref="Language.CollectRest"/> makes.</summary>
    public bool HasRest
    {
        get;
        init
        {
            field = value;
            SetPlainParameterCount();
        }
    }

    /// <summary>Number of arguments that every call must give.</summary>
    public int RequiredCount => ParameterCount - OptionalCount - (HasRest ? 1 : 0);

    /// <summary>Whether calls may differ in their number of arguments.</summary>
    public bool IsVariadic => OptionalCount != 0 || HasRest;

    /// <summary>Whether there is a call in it that takes the place of the activation that makes it.</summary>
    public bool HasTailCalls { get; private init; }

    /// <summary>Whether the first parameter is a receiver, which messages do not count.</summary>
    public bool HasReceiver { get; init; }

    /// <summary>Whether calling it makes a generator.</summary>
    public bool IsGenerator
    {
        get;
        init
        {
            field = value;
            SetPlainParameterCount();
        }
    }

    /// <summary>Register in which a running generator finds itself.</summary>
    public int GeneratorRegister { get; init; }

    /// <summary>Whether calling it runs the body to its end and gives a promise.</summary>
    public bool IsAsync
    {
        get;
        init
        {
            field = value;
            SetPlainParameterCount();
        }
    }

    /// <summary>Whether this is the top level of a program or module, which traces leave out.</summary>
    public bool IsTopLevel { get; init; }

    /// <summary>Whether calls go straight to the code: no generator, no promise.</summary>
    public bool IsPlain => !IsGenerator && !IsAsync;

    /// <summary>Whether a call may have this number of arguments.</summary>
    public bool Accepts(int count) => count >= RequiredCount && (HasRest || count <= ParameterCount);

    /// <summary>What the instructions have seen, one slot each.</summary>
    public IReadOnlyList<Feedback> Feedback => FeedbackField;

    /// <summary>How often the interpreter was asked to call it.</summary>
    public long CallCount => _earlierCalls + CallCountField;

    /// <summary>How often one of its loops went back in the interpreter.</summary>
    public long BackEdgeCount => _earlierBackEdges + BackEdgeCountField;

    /// <summary>What the tier policy knows of the function; null if it was never hot.</summary>
    public TierState? Tier { get; private set; }

    /// <summary>Whether calls go to machine code.</summary>
    internal bool IsCompiled => PlainParameterCountField == CompiledCode;

    /// <summary>Whether a call with this number of arguments is as good as a jump: the arguments are the parameters.</summary>
    internal bool IsPlainFor(int count) => IsPlain && !IsVariadic && ParameterCount == count;

    /// <summary>Whether a handler in it may look at the list of active functions.</summary>
    internal bool LooksAtFrames => Array.Exists(Handlers, static h => h.NeedsStack);

    // Fields behind the required properties: the interpreter takes references into them.
    internal readonly Instruction[] CodeField = null!;
    internal readonly Instruction[] ScaledCodeField = null!;
    internal readonly Feedback[] FeedbackField = null!;
    internal readonly Value[] ConstantsField = null!;
    internal readonly object[] ObjectsField = null!;
    internal readonly int RegisterCountField;

    /// <summary>Number of parameters of a plain function; something negative if calls need more than a jump to the code.</summary>
    internal int PlainParameterCountField;
    internal int CallCountField;

    /// <summary>Where calls from compiled code go: machine code, or a way into the interpreter.</summary>
    internal nint EntryPoint;
    internal int BackEdgeCountField;

    // In place of the number of parameters: the interpreter's calls take the way that knows of machine code.
    private const int CompiledCode = -2;

    /// <summary>In the same place: the arguments must be arranged first.</summary>
    internal const int Variadic = -3;

    private long _earlierCalls;
    private long _earlierBackEdges;
    private BitArray[]? _liveBefore;

    /// <summary>What the tier policy knows of the function.</summary>
    internal TierState EnsureTier()
    {
        if (Tier is null)
        {
            lock (FeedbackField)
            {
                Tier ??= new TierState();
            }
        }

        return Tier;
    }

    /// <summary>The registers that may still be read from each instruction on.</summary>
    internal BitArray[] LiveBefore() => _liveBefore ??= new Liveness(CodeField, ObjectsField, Handlers, RegisterCount).BeforeEach();

    /// <summary>From now on, calls go to machine code.</summary>
    internal void Publish(nint pointer)
    {
        EntryPoint = pointer;
        PlainParameterCountField = CompiledCode;
    }

    /// <summary>From now on, calls go to the interpreter.</summary>
    internal void Retire()
    {
        EntryPoint = Support.InterpreterEntry(ParameterCount);
        SetPlainParameterCount();
    }

    /// <summary>Counts calls from another number on; the sum stays right.</summary>
    internal void RestartCallCount(int start)
    {
        _earlierCalls += (long)CallCountField - start;
        CallCountField = start;
    }

    /// <summary>Counts backward jumps from another number on; the sum stays right.</summary>
    internal void RestartBackEdgeCount(int start)
    {
        _earlierBackEdges += (long)BackEdgeCountField - start;
        BackEdgeCountField = start;
    }

    private void SetPlainParameterCount()
    {
        PlainParameterCountField = !IsPlain ? -1 : IsVariadic ? Variadic : ParameterCount;
        EntryPoint = Support.InterpreterEntry(ParameterCount);
    }
}
