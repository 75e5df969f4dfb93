using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace Kiln.Jit.Emit;

/// <summary>Writes IL, and keeps a listing of it if somebody wants to see it.</summary>
internal sealed class ILWriter(ILGenerator generator, bool listing)
{
    private readonly List<string>? _lines = listing ? [] : null;
    private readonly HashSet<MethodBase> _callees = [];

    /// <summary>Number of bytes written.</summary>
    public int Size => generator.ILOffset;

    /// <summary>The listing; empty if none was asked for.</summary>
    public IReadOnlyList<string> Listing => _lines ?? [];

    /// <summary>The methods that are called, except generated ones; empty if no listing was asked for.</summary>
    public IReadOnlyCollection<MethodBase> Callees => _callees;

    public LocalBuilder Local(Type type) => generator.DeclareLocal(type);

    public Label NewLabel() => generator.DefineLabel();

    public void Mark(Label label)
    {
        _lines?.Add($"L{label.Id}:");
        generator.MarkLabel(label);
    }

    public void Comment(object about) => _lines?.Add("  // " + about);

    public void Emit(OpCode opcode)
    {
        _lines?.Add($"    {opcode}");
        generator.Emit(opcode);
    }

    public void Emit(OpCode opcode, Label label)
    {
        _lines?.Add($"    {opcode} L{label.Id}");
        generator.Emit(opcode, label);
    }

    public void Emit(OpCode opcode, LocalBuilder local)
    {
        _lines?.Add($"    {opcode} {local.LocalIndex}");
        generator.Emit(opcode, local);
    }

    public void Argument(int index)
    {
        _lines?.Add($"    ldarg {index}");
        switch (index)
        {
            case 0:
                generator.Emit(OpCodes.Ldarg_0);
                break;
            case 1:
                generator.Emit(OpCodes.Ldarg_1);
                break;
            case 2:
                generator.Emit(OpCodes.Ldarg_2);
                break;
            case 3:
                generator.Emit(OpCodes.Ldarg_3);
                break;
            default:
                generator.Emit(OpCodes.Ldarg_S, (byte)index);
                break;
        }
    }

    public void Int(int value)
    {
        _lines?.Add($"    ldc.i4 {value}");
        LoadInt(value);
    }

    public void Long(long value)
    {
        _lines?.Add($"    ldc.i8 {value}");
        if (value == (int)value)
        {
            // Three bytes or six instead of nine.
            LoadInt((int)value);
            generator.Emit(OpCodes.Conv_I8);
        }
        else
        {
            generator.Emit(OpCodes.Ldc_I8, value);
        }
    }

    private void LoadInt(int value)
    {
        if (value == (sbyte)value)
        {
            generator.Emit(OpCodes.Ldc_I4_S, (sbyte)value);
        }
        else
        {
            generator.Emit(OpCodes.Ldc_I4, value);
        }
    }

    public void Double(double value)
    {
        _lines?.Add($"    ldc.r8 {value:R}");
        generator.Emit(OpCodes.Ldc_R8, value);
    }

    public void Field(FieldInfo field)
    {
        _lines?.Add($"    ldfld {field.DeclaringType!.Name}.{field.Name}");
        generator.Emit(OpCodes.Ldfld, field);
    }

    public void FieldAddress(FieldInfo field)
    {
        _lines?.Add($"    ldflda {field.DeclaringType!.Name}.{field.Name}");
        generator.Emit(OpCodes.Ldflda, field);
    }

    public void StoreField(FieldInfo field)
    {
        _lines?.Add($"    stfld {field.DeclaringType!.Name}.{field.Name}");
        generator.Emit(OpCodes.Stfld, field);
    }

    public void Call(MethodInfo method)
    {
        Note(method);
        generator.Emit(OpCodes.Call, method);
    }

    public void New(ConstructorInfo constructor)
    {
        _lines?.Add($"    newobj {constructor.DeclaringType!.Name}");
        generator.Emit(OpCodes.Newobj, constructor);
    }

    public void CallPointer(Type result, Type[] parameters)
    {
        _lines?.Add($"    calli {parameters.Length} arguments");
        generator.EmitCalli(OpCodes.Calli, CallingConventions.Standard, result, parameters, null);
    }

    /// <summary>Calls an address in the place of the running method, and returns the result.</summary>
    public void TailCallPointer(Type result, Type[] parameters)
    {
        Emit(OpCodes.Tailcall);
        CallPointer(result, parameters);
        Emit(OpCodes.Ret);
    }

    public void Object(OpCode opcode, Type type)
    {
        _lines?.Add($"    {opcode} {type.Name}");
        generator.Emit(opcode, type);
    }

    private void Note(MethodInfo method)
    {
        if (_lines is null)
        {
            return;
        }

        _lines.Add($"    call {method.DeclaringType?.Name}.{method.Name}");

        // A generated method cannot be asked for its address yet.
        if (method is not DynamicMethod)
        {
            _callees.Add(method);
        }
    }

    /// <summary>Loads an object that the code refers to: from a table that never moves.</summary>
    public void Constant(ConstantPool pool, object value)
    {
        _lines?.Add("    ldconst " + value);
        generator.Emit(OpCodes.Ldc_I8, (long)pool.AddressOf(value));
        generator.Emit(OpCodes.Conv_I);
        generator.Emit(OpCodes.Ldind_Ref);
    }
}
