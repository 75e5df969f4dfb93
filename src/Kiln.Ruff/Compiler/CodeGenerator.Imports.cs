using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Modules;
using Kiln.Ruff.Syntax;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Imports.</content>
internal sealed partial class CodeGenerator
{
    private void GenerateImport(ImportStatement import)
    {
        LateNames? local = _resolution.Imports.GetValueOrDefault(import.Span.Start);
        PlaceLate(local);

        int first = Code.Allocate(3);
        LoadModule(import.Module, first);
        if (local is null)
        {
            Native(import.Span, CompilerSupport.Import, first, 2, first);
        }
        else
        {
            Native(import.Span, CompilerSupport.ImportNamespace, first, 2, first);
            BindExports(import.Module.Span, local, first);
        }

        Code.ReleaseTo(first);
    }

    private void BindExports(SourceSpan span, LateNames import, int module)
    {
        foreach (Variable variable in import.Variables)
        {
            Introduce(variable, span);
            BindExport(variable, span, module);
        }

        foreach (Variable variable in import.Earlier)
        {
            BindExport(variable, span, module);
        }
    }

    private void BindExport(Variable variable, SourceSpan span, int module)
    {
        int export = module + 1;
        var end = new Label();
        Code.Emit(span, Opcode.Move, export, module);
        LoadConstant(span, Value.FromString(variable.Name), export + 1);
        Native(span, CompilerSupport.ExportOrUnbound, export, 2, export);
        Code.EmitJump(span, Opcode.JumpIfUndefined, export, end);
        BindLate(variable, span, export);
        Code.Bind(end);
    }

    /// <summary>Gives registers to the variables of names that may turn up.</summary>
    private void PlaceLate(LateNames? names)
    {
        foreach (Variable variable in names?.Variables ?? [])
        {
            if (variable.Register < 0)
            {
                variable.Register = _state.AllocateVariable();
            }
        }
    }

    /// <summary>Makes the variable of a name that may turn up visible.</summary>
    private void Introduce(Variable variable, SourceSpan span)
    {
        if (_scopes.Innermost.Variables.TryAdd(variable.Name, variable))
        {
            Unbind(variable, span);
        }
    }

    /// <summary>The name did turn up.</summary>
    private void BindLate(Variable variable, SourceSpan span, int value)
    {
        if (variable.IsImported && variable.NeedsCell)
        {
            // So far the cell may be that of the outer variable, which the new one hides and does not change.
            Code.Emit(span, Opcode.Move, variable.Register, value);
            Code.Emit(span, Opcode.NewCell, variable.Register);
        }
        else
        {
            WriteVariable(variable, span, value);
        }
    }

    /// <summary>Gives a variable that has a register its state before anything is bound to it.</summary>
    private void Unbind(Variable variable, SourceSpan span)
    {
        if (variable.Outer is { } outer)
        {
            Place place = Locate(outer, out int index);
            Code.Emit(span, place == Place.CellRegister ? Opcode.Move : Opcode.GetCapture, variable.Register, index);
            return;
        }

        Code.Emit(span, Opcode.LoadUndefined, variable.Register);
        if (variable.NeedsCell)
        {
            Code.Emit(span, Opcode.NewCell, variable.Register);
        }
    }

    private void GenerateFromImport(FromImportStatement import)
    {
        foreach (Identifier symbol in import.Symbols)
        {
            PlaceNames(null, symbol);
        }

        int first = Code.Allocate(3);
        foreach (Identifier symbol in import.Symbols)
        {
            LoadModule(import.Module, first);
            LoadConstant(symbol.Span, Value.FromString(symbol.Name), first + 2);
            Native(symbol.Span, CompilerSupport.ImportSymbol, first, 3, first);
            Initialize(Declare(symbol.Name, symbol.Span, symbol.Span.Start, true)!, symbol.Span, first);
        }

        Code.ReleaseTo(first);
    }

    private void LoadModule(Identifier module, int target)
    {
        LoadConstant(module.Span, Value.FromString(module.Name), target);
        LoadConstant(module.Span, new Value(new ModuleContext(_source.Path, _globals)), target + 1);
    }
}
