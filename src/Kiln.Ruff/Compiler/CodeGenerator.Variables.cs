using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Syntax;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Declaring, reading and writing variables.</content>
internal sealed partial class CodeGenerator
{
    // Where the code finds a variable: what Locate gives.
    private enum Place : byte
    {
        Register,
        CellRegister,
        CaptureValue,
        CaptureCell,
        Callee,
        Global,
    }

    private Place Locate(Variable variable, out int index)
    {
        if (variable.Kind == VariableKind.Global)
        {
            index = CellIndex(variable.Name);
            return Place.Global;
        }

        if (ReferenceEquals(variable.Function, _state.Scope))
        {
            index = variable.Register;
            return variable.NeedsCell ? Place.CellRegister : Place.Register;
        }

        if (ReferenceEquals(variable.NamedFunction, _state.Scope) && !variable.IsReassigned)
        {
            index = 0;
            return Place.Callee;
        }

        index = _state.CaptureOf(variable);
        return variable.NeedsCell ? Place.CaptureCell : Place.CaptureValue;
    }

    /// <summary>The register of a local variable that can be read in place, or -1.</summary>
    private int RegisterOf(Expression expression)
    {
        if (expression is not NameExpression name || _scopes.Find(name.Name) is not { } variable)
        {
            return -1;
        }

        return variable is { Kind: VariableKind.Local, MayBeUnbound: false } && Locate(variable, out int register) == Place.Register ? register : -1;
    }

    /// <summary>Reads a name into a register; the result is borrowed.</summary>
    private void ReadName(string name, SourceSpan span, int target)
    {
        Variable? variable = _scopes.Find(name);
        if (variable is null)
        {
            Code.Emit(span, Opcode.GetGlobal, target, CellIndex(name));
            return;
        }

        ReadVariable(variable, span, target);
        if (variable.Kind == VariableKind.Scoped)
        {
            Code.Emit(span, Opcode.GetScoped, target, target, CellIndex(name));
        }
        else if (variable.MayBeUnbound && variable.Kind != VariableKind.Global)
        {
            Code.Emit(span, Opcode.CheckBound, target, Code.AddObject(name));
        }
    }

    private void ReadVariable(Variable variable, SourceSpan span, int target)
    {
        Place place = Locate(variable, out int index);
        switch (place)
        {
            case Place.Register:
                if (index != target)
                {
                    Code.Emit(span, Opcode.Move, target, index);
                }

                break;
            case Place.Callee:
                Code.Emit(span, Opcode.LoadCallee, target);
                break;
            default:
                Code.Emit(span, ReadOpcode(place), target, index);
                break;
        }
    }

    private static Opcode ReadOpcode(Place place) => place switch
    {
        Place.CellRegister => Opcode.GetCell,
        Place.CaptureValue => Opcode.GetCapture,
        Place.CaptureCell => Opcode.GetCaptureCell,
        _ => Opcode.GetGlobal,
    };

    /// <summary>Writes an owned value to a variable that exists already.</summary>
    private void WriteVariable(Variable variable, SourceSpan span, int source)
    {
        Place place = Locate(variable, out int index);
        switch (place)
        {
            case Place.Register:
                if (index != source)
                {
                    Code.Emit(span, Opcode.Move, index, source);
                }

                break;
            case Place.CellRegister:
                Code.Emit(span, Opcode.SetCell, index, source);
                break;
            case Place.CaptureCell:
                Code.Emit(span, Opcode.SetCaptureCell, source, index);
                break;
            case Place.Global:
                Code.Emit(span, Opcode.SetGlobal, source, index);
                break;
            default:
                throw new InvalidOperationException($"{variable.Name} is written but was not resolved as written");
        }
    }

    /// <summary>Writes an owned value to a variable whose name may stand for a global at run time.</summary>
    private void WriteScoped(Variable variable, SourceSpan span, int source)
    {
        int local = Code.Allocate();
        ReadVariable(variable, span, local);
        Code.Emit(span, Opcode.SetScoped, local, source, CellIndex(variable.Name));
        WriteVariable(variable, span, local);
        Code.ReleaseTo(local);
    }

    /// <summary>Makes a name visible and gives it a place. Its first value follows with <see cref="Initialize"/>.</summary>
    /// <returns>The variable, or null after emitting the error that the scope has the name already.</returns>
    private Variable? Declare(string name, SourceSpan span, long key, bool allowsRedeclaration = false)
    {
        Variable variable = _resolution.Declarations[key];
        if (_scopes.Innermost.Variables.TryGetValue(name, out Variable? existing))
        {
            if (ReferenceEquals(existing, variable))
            {
                return variable;
            }

            if (!allowsRedeclaration && !existing.IsImported)
            {
                Fail(span, $"Duplicate declaration in the same scope: {name}");
                return null;
            }
        }

        _scopes.Innermost.Variables[name] = variable;
        if (variable.Kind != VariableKind.Global && variable.Register < 0)
        {
            variable.Register = _state.AllocateVariable();
        }

        return variable;
    }

    /// <summary>Gives a declared variable its first value, which is owned.</summary>
    private void Initialize(Variable variable, SourceSpan span, int source)
    {
        if (variable.Kind == VariableKind.Global)
        {
            Code.Emit(span, Opcode.DefineGlobal, source, CellIndex(variable.Name), (int)variable.Mutability);
            return;
        }

        if (variable.MayBeUnbound && variable.NeedsCell)
        {
            // The cell was made where the variable was set up.
            Code.Emit(span, Opcode.SetCell, variable.Register, source);
            return;
        }

        if (variable.Register != source)
        {
            Code.Emit(span, Opcode.Move, variable.Register, source);
        }

        if (variable.NeedsCell)
        {
            Code.Emit(span, Opcode.NewCell, variable.Register);
        }
    }

    private void Bind(Pattern pattern, int value)
    {
        switch (pattern)
        {
            case NamePattern name:
                BindName(name.Name, name.Span, value);
                break;
            case ArrayPattern array:
                BindArray(array, value);
                break;
            case DictionaryPattern dictionary:
                BindDictionary(dictionary, value);
                break;
        }
    }

    private void BindName(string name, SourceSpan span, int value)
    {
        // The register of a new local lies above the value's, which is given back after the statement; so the variable is placed
        // by the caller's scope only after its value has been moved.
        Variable? variable = Declare(name, span, span.Start);
        if (variable is not null)
        {
            Initialize(variable, span, value);
        }
    }

    private void BindArray(ArrayPattern pattern, int value)
    {
        for (int i = 0; i < pattern.Elements.Count; i++)
        {
            Pattern element = pattern.Elements[i];
            if (element is WildcardPattern)
            {
                continue;
            }

            BindPart(element.Span, value, Value.FromInt(i), CompilerSupport.ElementOrNull, element, default);
        }

        if (pattern.Rest is { } rest)
        {
            BindPart(rest.Span, value, Value.FromInt(pattern.Elements.Count), CompilerSupport.RestOfArray, null, rest);
        }
    }

    private void BindDictionary(DictionaryPattern pattern, int value)
    {
        foreach (Identifier key in pattern.Keys)
        {
            BindPart(key.Span, value, Value.FromString(key.Name), CompilerSupport.EntryOrNull, null, key);
        }

        if (pattern.Rest is { } rest)
        {
            var taken = ArrayObject.FromSpan([.. pattern.Keys.Select(static k => Value.FromString(k.Name))]);
            BindPart(rest.Span, value, new Value(taken), CompilerSupport.RestOfDictionary, null, rest);
        }
    }

    private void BindPart(SourceSpan span, int value, Value selector, BuiltinObject select, Pattern? pattern, Identifier? name)
    {
        // Variables get their registers first: they stay, the registers of the part do not.
        PlaceNames(pattern, name);
        int part = Code.Allocate(2);
        Code.Emit(span, Opcode.Move, part, value);
        Code.Emit(span, Opcode.LoadConstant, part + 1, Code.AddConstant(selector));
        Native(span, select, part, 2, part);
        if (pattern is not null)
        {
            Bind(pattern, part);
        }
        else
        {
            BindName(name!.Name, name.Span, part);
        }

        Code.ReleaseTo(part);
    }

    // Gives registers to all names of a pattern before any temporary register is taken.
    private void PlaceNames(Pattern? pattern, Identifier? name)
    {
        switch (pattern)
        {
            case NamePattern named:
                Place(named.Span);
                break;
            case ArrayPattern array:
                foreach (Pattern element in array.Elements)
                {
                    PlaceNames(element, null);
                }

                PlaceNames(null, array.Rest);
                break;
            case DictionaryPattern dictionary:
                foreach (Identifier key in dictionary.Keys)
                {
                    PlaceNames(null, key);
                }

                PlaceNames(null, dictionary.Rest);
                break;
        }

        if (name is { } identifier)
        {
            Place(identifier.Span);
        }

        void Place(SourceSpan span)
        {
            Variable variable = _resolution.Declarations[span.Start];
            if (variable.Kind != VariableKind.Global && variable.Register < 0)
            {
                variable.Register = _state.AllocateVariable();
            }
        }
    }
}
