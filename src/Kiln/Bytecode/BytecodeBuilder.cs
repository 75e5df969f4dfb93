using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Bytecode;

/// <summary>A place in the code that jumps refer to, bound once its position is known.</summary>
public sealed class Label
{
    internal int Position { get; set; } = -1;
}

/// <summary>
/// Collects the code of one function: instructions with source spans, constants, labels, registers, handlers. <see cref="Build"/>
/// resolves the jumps and turns copies into moves where the source is dead.
/// </summary>
public sealed class BytecodeBuilder
{
    private readonly Sequence<Instruction> _code = new();
    private readonly Sequence<SourceSpan> _spans = new();
    private readonly Sequence<Value> _constants = new();
    private readonly Dictionary<ConstantKey, int> _values = [];
    private readonly Dictionary<string, int> _strings = [];
    private readonly List<object> _objects = [];
    private readonly Dictionary<object, int> _objectIndex = [];
    private readonly List<UnresolvedJump> _jumps = [];
    private readonly List<UnresolvedHandler> _handlers = [];
    private readonly List<BorrowSite> _borrows = [];
    private readonly HashSet<int> _pinned = [];
    private int _nextRegister;
    private int _registerCount;

    // Classes, not structures: .NET compiles lists of structures, and tables with such keys, only when the program runs.
    private sealed record ConstantKey(HeapObject Tag, long Bits);

    private sealed record UnresolvedJump(int Position, Label Target);

    private sealed record UnresolvedHandler(Label Start, Label End, Label Target, int Register, bool NeedsStack);

    /// <summary>Where the next instruction will lie.</summary>
    public int Position => _code.Count;

    /// <summary>Registers in use now; also the next free one.</summary>
    public int RegisterTop => _nextRegister;

    /// <summary>Whether compare-and-jump instructions may be used; off for functions so long that their distances do not fit.</summary>
    public bool HasShortJumps { get; init; } = true;

    /// <summary>Emits an instruction.</summary>
    /// <returns>Its position.</returns>
    public int Emit(SourceSpan span, Opcode opcode, int a = 0, int b = 0, int c = 0, int d = 0)
    {
        _code.Add(new Instruction(opcode, a, b, c, d));
        _spans.Add(span);
        return _code.Count - 1;
    }

    /// <summary>Emits an instruction with a 32-bit number.</summary>
    public int EmitWide(SourceSpan span, Opcode opcode, int a, int wide)
    {
        _code.Add(Instruction.WithWide(opcode, a, wide));
        _spans.Add(span);
        return _code.Count - 1;
    }

    /// <summary>Emits a jump with a 32-bit distance.</summary>
    public void EmitJump(SourceSpan span, Opcode opcode, int a, Label target)
    {
        _jumps.Add(new UnresolvedJump(EmitWide(span, opcode, a, 0), target));
    }

    /// <summary>Emits a jump with a 16-bit distance.</summary>
    public void EmitShortJump(SourceSpan span, Opcode opcode, int a, int b, Label target, int d = 0)
    {
        _jumps.Add(new UnresolvedJump(Emit(span, opcode, a, b, 0, d), target));
    }

    /// <summary>Binds a label to the current position.</summary>
    public void Bind(Label label) => label.Position = _code.Count;

    /// <summary>Takes the next free register.</summary>
    public int Allocate() => Allocate(1);

    /// <summary>Takes several consecutive registers.</summary>
    /// <returns>The first.</returns>
    /// <exception cref="ProgramTooLargeException">There are no more.</exception>
    public int Allocate(int count)
    {
        int first = _nextRegister;
        _nextRegister += count;
        _registerCount = Math.Max(_registerCount, _nextRegister);
        if (_nextRegister > Instruction.MaximumRegisters)
        {
            throw new ProgramTooLargeException($"a function needs more than {Instruction.MaximumRegisters} registers");
        }

        return first;
    }

    /// <summary>Gives back all registers from one on.</summary>
    /// <param name="top">First register to give back.</param>
    public void ReleaseTo(int top) => _nextRegister = top;

    /// <summary>The index of a constant.</summary>
    public int AddConstant(Value value)
    {
        if (value.IsString)
        {
            string text = value.AsString.ToString();
            if (!_strings.TryGetValue(text, out int known))
            {
                // The string of one character is the same object wherever it comes from, which makes comparisons short.
                known = AppendConstant(text.Length == 1 && !char.IsSurrogate(text[0]) ? new Value(StringObject.FromCodePoint(text[0])) : value);
                _strings.Add(text, known);
            }

            return known;
        }

        // Immediates of one kind have the same tag object, other values are their tag.
        var key = new ConstantKey(value.Tag, value.Bits);
        if (!_values.TryGetValue(key, out int index))
        {
            index = AppendConstant(value);
            _values.Add(key, index);
        }

        return index;
    }

    /// <summary>The index of an object that instructions refer to.</summary>
    public int AddObject(object item)
    {
        if (!_objectIndex.TryGetValue(item, out int index))
        {
            index = _objects.Count;
            if (index > ushort.MaxValue)
            {
                throw new ProgramTooLargeException("a function refers to more than 65,536 names");
            }

            _objects.Add(item);
            _objectIndex.Add(item, index);
        }

        return index;
    }

    /// <summary>Protects the code between two labels.</summary>
    public void AddHandler(Label start, Label end, Label target, int register, bool needsStack) =>
        _handlers.Add(new UnresolvedHandler(start, end, target, register, needsStack));

    /// <summary>Notes that a borrow instruction passes an argument of a call, so that the call can take it over if the source is dead.</summary>
    /// <param name="borrowPosition">Position of the borrow.</param>
    /// <param name="callPosition">Position of the call.</param>
    /// <param name="argument">Number of the argument; below eight.</param>
    public void LinkBorrow(int borrowPosition, int callPosition, int argument) =>
        _borrows.Add(new BorrowSite(borrowPosition, callPosition, argument));

    /// <summary>Forbids turning a copy or borrow into a move, because an alias of its source is still going to be used.</summary>
    public void Pin(int position) => _pinned.Add(position);

    /// <summary>Gives access to an emitted instruction.</summary>
    public Instruction At(int position) => _code[position];

    /// <summary>Replaces an emitted instruction.</summary>
    public void Replace(int position, Instruction instruction) => _code[position] = instruction;

    /// <summary>Finishes the function.</summary>
    /// <exception cref="JumpTooLongException">A 16-bit distance does not fit: compile again without short jumps.</exception>
    public Prototype Build(PrototypeHeader header)
    {
        Instruction[] code = _code.ToArray();
        foreach ((int position, Label target) in _jumps)
        {
            int distance = target.Position - position - 1;
            ref Instruction jump = ref code[position];
            if (OpcodeTable.Of(jump.Opcode).C == OperandKind.Jump)
            {
                if (distance != (short)distance)
                {
                    throw new JumpTooLongException();
                }

                jump.C = unchecked((ushort)distance);
            }
            else
            {
                jump.Wide = distance;
            }
        }

        var handlers = new Handler[_handlers.Count];
        for (int i = 0; i < handlers.Length; i++)
        {
            (Label start, Label end, Label target, int register, bool needsStack) = _handlers[i];
            handlers[i] = new Handler(start.Position, end.Position, target.Position, register, needsStack);
        }

        object[] objects = [.. _objects];
        MoveInsertion.Run(code, objects, handlers, _registerCount, _borrows, _pinned);
        return new Prototype
        {
            Name = header.Name,
            Language = header.Language,
            Source = header.Source,
            Code = code,
            Constants = _constants.ToArray(),
            Objects = objects,
            Spans = _spans.ToArray(),
            Handlers = handlers,
            Captures = header.Captures,
            RegisterCount = Math.Max(1, _registerCount),
            ParameterCount = header.ParameterCount,
            OptionalCount = header.OptionalCount,
            HasRest = header.HasRest,
            ParameterNames = header.ParameterNames,
            HasReceiver = header.HasReceiver,
            IsGenerator = header.IsGenerator,
            GeneratorRegister = header.GeneratorRegister,
            IsAsync = header.IsAsync,
            IsTopLevel = header.IsTopLevel,
        };
    }

    private int AppendConstant(Value value)
    {
        if (_constants.Count > ushort.MaxValue)
        {
            throw new ProgramTooLargeException("a function has more than 65,536 constants");
        }

        _constants.Add(value);
        return _constants.Count - 1;
    }
}

/// <summary>What a prototype has beside its code.</summary>
public sealed record PrototypeHeader(Language Language, SourceText Source, string? Name)
{
    /// <summary>Number of parameters, a receiver, optional ones and the one for the rest included.</summary>
    public int ParameterCount { get; init; }

    /// <summary>How many of them a call may leave out; they hold the mark of an unbound variable then.</summary>
    public int OptionalCount { get; init; }

    /// <summary>Whether the last one takes all further arguments as one value.</summary>
    public bool HasRest { get; init; }

    /// <summary>The parameters' names for people; empty if the language does not tell.</summary>
    public IReadOnlyList<string> ParameterNames { get; init; } = [];

    /// <summary>Whether the first parameter is a receiver.</summary>
    public bool HasReceiver { get; init; }

    /// <summary>Whether calling it makes a generator.</summary>
    public bool IsGenerator { get; init; }

    /// <summary>Register in which a running generator finds itself.</summary>
    public int GeneratorRegister { get; init; }

    /// <summary>Whether calling it gives a promise.</summary>
    public bool IsAsync { get; init; }

    /// <summary>Whether this is the top level of a program or module.</summary>
    public bool IsTopLevel { get; init; }

    /// <summary>Where the captured variables come from.</summary>
    public Capture[] Captures { get; init; } = s_noCaptures;

#pragma warning disable CA1825 // the common empty array of a structure costs a compilation at every start
    private static readonly Capture[] s_noCaptures = new Capture[0];
#pragma warning restore CA1825
}

/// <summary>An argument that a call borrows.</summary>
/// <param name="Borrow">Position of the borrow instruction.</param>
/// <param name="Call">Position of the call.</param>
/// <param name="Argument">Number of the argument.</param>
public sealed record BorrowSite(int Borrow, int Call, int Argument);

/// <summary>A function is larger than the bytecode can express.</summary>
public sealed class ProgramTooLargeException(string message) : Exception(message);

/// <summary>A 16-bit jump distance does not fit.</summary>
public sealed class JumpTooLongException : Exception;
