using Kiln.Bytecode;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Declarations of functions and structs.</content>
internal sealed partial class CodeGenerator
{
    private void GenerateFunction(FunctionDeclaration declaration)
    {
        Identifier name = declaration.Name!;
        if (IsAtTopLevel)
        {
            // Defined before the first statement.
            return;
        }

        Variable variable = _resolution.Declarations[name.Span.Start];
        if (variable.Kind != VariableKind.Global && variable.Register < 0)
        {
            variable.Register = _state.AllocateVariable();
        }

        int top = Code.RegisterTop;
        _scopes.Innermost.Variables[name.Name] = variable;
        if (variable.NeedsCell && !variable.MayBeUnbound)
        {
            // The function captures its own cell, so the cell comes first.
            Code.Emit(name.Span, Opcode.LoadUndefined, variable.Register);
            Code.Emit(name.Span, Opcode.NewCell, variable.Register);
        }

        int register = Code.Allocate();
        MakeFunction(declaration, register, name.Name, null);
        if (variable.Kind == VariableKind.Global)
        {
            Code.Emit(name.Span, Opcode.DefineGlobal, register, CellIndex(name.Name), (int)Mutability.Mutable);
        }
        else
        {
            WriteVariable(variable, name.Span, register);
        }

        Code.ReleaseTo(top);
    }

    private void GenerateStruct(StructStatement declaration)
    {
        string name = declaration.Name.Name;
        var type = new RecordType(name, [.. declaration.Fields.Select(static f => f.Name)]);
        GlobalCell cell;
        if (IsAtTopLevel)
        {
            cell = _globals.GetCell(name);
        }
        else
        {
            cell = new GlobalCell(name);
            _localTypes[name] = cell;
        }

        int first = Code.Allocate(3);
        foreach (FunctionDeclaration method in declaration.Methods)
        {
            string methodName = method.Name!.Name;
            if (method.IsGenerator || method.ContainsYield)
            {
                throw new CompilationException($"Generator methods are not supported for structs: {name}.{methodName}", method.Name.Span);
            }

            LoadConstant(method.Span, new Value(type), first);
            LoadConstant(method.Span, Value.FromString(methodName), first + 1);
            MakeFunction(method, first + 2, name + "." + methodName, declaration.Fields);
            Native(method.Span, CompilerSupport.DefineMethod, first, 3, first);
        }

        LoadConstant(declaration.Span, new Value(type), first);
        Code.Emit(declaration.Span, Opcode.DefineGlobal, first, Code.AddObject(cell), (int)Mutability.Mutable);
        Code.ReleaseTo(first);
    }
}
