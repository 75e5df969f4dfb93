using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// A generator: a frame that is left at a yield and resumed later. While it is suspended its registers lie here; while it runs
/// they lie on the register stack like those of any frame.
/// </summary>
public sealed class GeneratorObject : HeapObject
{
    private Value[] _registers;
    private int _pc;
    private GeneratorState _state;

    internal GeneratorObject(FunctionObject function, ReadOnlySpan<Value> arguments)
        : base(Kind.Generator)
    {
        Function = function;
        _registers = new Value[function.Prototype.RegisterCount];
        arguments.CopyTo(_registers);
        _registers[function.Prototype.GeneratorRegister] = new Value(this);
    }

    private enum GeneratorState : byte
    {
        Suspended,
        Running,
        Finished,
    }

    /// <summary>The generator function.</summary>
    public FunctionObject Function { get; }

    /// <summary>Whether it has no more items.</summary>
    public bool IsFinished => _state == GeneratorState.Finished;

    /// <summary>Runs to the next yield.</summary>
    /// <returns>The item; the undefined marker at the end; the abnormal marker after an error.</returns>
    public Value Next(Context context)
    {
        switch (_state)
        {
            case GeneratorState.Finished:
                return Value.Undefined;
            case GeneratorState.Running:
                return context.Fail("Generator is already running");
        }

        _state = GeneratorState.Running;
        Value result = Calls.Resume(context, Function, _registers, _pc);
        if (_state == GeneratorState.Suspended)
        {
            return result;
        }

        _state = GeneratorState.Finished;
        _registers = [];
        return result.IsAbnormal ? result : Value.Undefined;
    }

    internal void Suspend(ReadOnlySpan<Value> registers, int pc)
    {
        registers.CopyTo(_registers);
        _pc = pc;
        _state = GeneratorState.Suspended;
    }
}
