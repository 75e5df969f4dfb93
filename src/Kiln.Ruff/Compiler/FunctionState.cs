using Kiln.Bytecode;

namespace Kiln.Ruff.Compiler;

/// <summary>One function while its code is being generated.</summary>
internal sealed class FunctionState(FunctionScope scope, FunctionState? parent, bool hasShortJumps)
{
    // Blocks that follow each other could share registers; beyond this number they do.
    private const int MaximumReserved = 48;

    private readonly Sequence<Capture> _captures = new();
    private readonly Dictionary<Variable, int> _captureIndex = [];
    private readonly Dictionary<int, int> _pendingBorrows = [];
    private int _nextReserved;
    private int _reservedEnd;

    /// <summary>The function as the resolver sees it.</summary>
    public FunctionScope Scope { get; } = scope;

    /// <summary>The enclosing function.</summary>
    public FunctionState? Parent { get; } = parent;

    /// <summary>Its code.</summary>
    public BytecodeBuilder Builder { get; } = new() { HasShortJumps = hasShortJumps };

    /// <summary>
    /// Sets registers aside for the function's variables. A variable whose register serves nothing else keeps its kind, and writes
    /// that keep the kind are cheap.
    /// </summary>
    public void ReserveVariables()
    {
        _reservedEnd = Math.Min(Scope.VariableCount, MaximumReserved);
        _nextReserved = Builder.Allocate(_reservedEnd);
        _reservedEnd += _nextReserved;
    }

    /// <summary>A register for a variable.</summary>
    public int AllocateVariable() => _nextReserved < _reservedEnd ? _nextReserved++ : Builder.Allocate();

    /// <summary>The loops around the current position, innermost last.</summary>
    public Stack<LoopLabels> Loops { get; } = new();

    /// <summary>Register in which a generator finds itself; -1 in other functions.</summary>
    public int GeneratorRegister { get; set; } = -1;

    /// <summary>Where captured variables come from.</summary>
    public Capture[] Captures => _captures.ToArray();

    /// <summary>The number of a captured variable, which the enclosing functions capture too if they do not declare it.</summary>
    public int CaptureOf(Variable variable)
    {
        if (_captureIndex.TryGetValue(variable, out int index))
        {
            return index;
        }

        FunctionState enclosing = Parent ?? throw new InvalidOperationException("the top level captures nothing");
        bool isDirect = ReferenceEquals(enclosing.Scope, variable.Function);
        int source = isDirect ? variable.Register : enclosing.CaptureOf(variable);
        index = _captures.Count;
        _captures.Add(new Capture(isDirect, source, variable.NeedsCell, variable.Name));
        _captureIndex.Add(variable, index);
        return index;
    }

    /// <summary>Whether an argument borrowed from a register is waiting for its call.</summary>
    public bool IsBorrowed(int register) => _pendingBorrows.GetValueOrDefault(register) > 0;

    /// <summary>Notes that an argument borrowed from a register is waiting for its call.</summary>
    public void BeginBorrow(int register) => _pendingBorrows[register] = _pendingBorrows.GetValueOrDefault(register) + 1;

    /// <summary>Notes that the call has been emitted.</summary>
    public void EndBorrow(int register) => _pendingBorrows[register]--;
}

/// <summary>Where the exits of a loop go.</summary>
/// <param name="Break">After the loop.</param>
/// <param name="Continue">To the next round.</param>
internal sealed record LoopLabels(Label Break, Label Continue);
