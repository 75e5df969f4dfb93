using Kiln.Bytecode;
using Kiln.Consair.Semantics;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <content>Constants, variables, calls.</content>
internal sealed partial class CodeGenerator
{
    /// <summary>Most arguments that a call passes in registers; more go through an array.</summary>
    private const int MostRegisters = 200;

    private void Load(SourceSpan span, Value value, int target)
    {
        switch (value.Kind)
        {
            case Kind.Nil:
                _code.Emit(span, Opcode.LoadNil, target);
                break;
            case Kind.Bool:
                _code.Emit(span, Opcode.LoadBool, target, value.AsBool ? 1 : 0);
                break;
            case Kind.Int when value.AsInt == (int)value.AsInt:
                _code.EmitWide(span, Opcode.LoadInt, target, (int)value.AsInt);
                break;
            default:
                _code.Emit(span, Opcode.LoadConstant, target, _code.AddConstant(value));
                break;
        }
    }

    /// <summary>The register of a variable that can be read where it lies, because nothing changes it meanwhile.</summary>
    private int? RegisterOf(ReferenceNode reference)
    {
        Variable? variable = Scope.Find(reference.Scope, reference.Name);
        return variable is not null && ReferenceEquals(variable.Owner, _function) && !variable.NeedsCell
            && variable.Assignments <= (variable.IsBound ? 0 : 1) && variable.IsSurelyBoundAt(reference.Time) ? variable.Register : null;
    }

    /// <summary>Reads a name. A label that was not evaluated yet has no value: the name then means what it means outside.</summary>
    private void Read(ReferenceNode reference, int target)
    {
        Variable? variable = Scope.Find(reference.Scope, reference.Name);
        var end = new Label();
        while (variable is not null)
        {
            if (ReferenceEquals(variable.OnlyValue, _function))
            {
                _code.Emit(reference.Span, Opcode.LoadCallee, target);
                break;
            }

            ReadVariable(variable, reference.Span, target);
            bool isOwn = ReferenceEquals(variable.Owner, _function);
            if (isOwn ? variable.IsSurelyBoundAt(reference.Time) : variable.IsBound || !variable.NeedsCell)
            {
                break;
            }

            var unbound = new Label();
            _code.EmitJump(reference.Span, Opcode.JumpIfUndefined, target, unbound);
            _code.EmitJump(reference.Span, Opcode.Jump, 0, end);
            _code.Bind(unbound);
            variable = Scope.FindOutside(reference.Scope, variable);
        }

        if (variable is null)
        {
            _code.Emit(reference.Span, Opcode.GetGlobal, target, _code.AddObject(_session.Cell(reference.Name)));
        }

        _code.Bind(end);
    }

    private void ReadVariable(Variable variable, SourceSpan span, int target)
    {
        if (ReferenceEquals(variable.Owner, _function))
        {
            _code.Emit(span, variable.NeedsCell ? Opcode.GetCell : Opcode.Move, target, variable.Register);
            return;
        }

        _code.Emit(span, variable.NeedsCell ? Opcode.GetCaptureCell : Opcode.GetCapture, target, _function.IndexOf(variable));
    }

    private void Define(DefineNode define, int target)
    {
        int arguments = _code.Allocate(2);
        Load(define.Span, new Value(Symbol.Intern(define.Cell.Name)), arguments);
        Into(define.Value, arguments + 1);
        _code.Emit(define.Span, Opcode.CallNative, arguments, _code.AddObject(_session.DefineGlobal), target, 2);
    }

    /// <summary>Evaluates head and arguments into registers in a row.</summary>
    private int PrepareCall(CallNode call)
    {
        int callee = _code.Allocate(call.Arguments.Length + 1);
        Into(call.Head, callee);
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            Into(call.Arguments[i], callee + 1 + i);
        }

        return callee;
    }

    private void CallWithMany(CallNode call, int target)
    {
        int function = _code.Allocate(2);
        Into(call.Head, function);
        int array = function + 1;
        _code.Emit(call.Span, Opcode.NewArray, array, array, 0);
        int item = _code.Allocate();
        foreach (Node argument in call.Arguments)
        {
            Into(argument, item);
            _code.Emit(argument.Span, Opcode.ArrayAppend, array, item);
        }

        _code.Emit(call.Span, Opcode.CallNative, function, _code.AddObject(Session.ApplyArray), target, 2);
    }

    private void Native(NativeNode native, int target)
    {
        int count = native.Arguments.Length;
        int first = _code.Allocate(Math.Max(1, count));
        for (int i = 0; i < count; i++)
        {
            Into(native.Arguments[i], first + i);
        }

        _code.Emit(native.Span, Opcode.CallNative, first, _code.AddObject(native.Builtin), target, count);
    }
}
