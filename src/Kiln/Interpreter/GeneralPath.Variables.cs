using System.Runtime.CompilerServices;
using Kiln.Bytecode;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <content>Variables, captures and copies of shared containers.</content>
internal static partial class GeneralPath
{
    private static int FailUnbound(Context context, Prototype prototype, string name)
    {
        context.Fail(prototype.Language.UnboundMessage(name));
        return Failed;
    }

    private static bool SetGlobal(Context context, Prototype prototype, GlobalCell cell, Value value)
    {
        if (cell.Mutability != Mutability.Mutable)
        {
            context.Fail(prototype.Language.ImmutableMessage(cell.Name, cell.Mutability));
            return false;
        }

        cell.IsLibrary = false;
        cell.Value = value;
        return true;
    }

    private static void DefineGlobal(GlobalCell cell, Value value, Mutability mutability)
    {
        cell.Value = value;
        cell.Mutability = mutability;
        cell.IsLibrary = false;
    }

    private static bool CheckGlobalMutable(Context context, Prototype prototype, GlobalCell cell)
    {
        if (cell.Mutability == Mutability.Mutable)
        {
            return true;
        }

        context.Fail(prototype.Language.FrozenMessage(cell.Name, cell.Mutability));
        return false;
    }

    private static bool GetScoped(Context context, Prototype prototype, GlobalCell cell, Value local, ref Value target)
    {
        Value value = local.IsUndefined ? cell.Value : local;
        if (value.IsUndefined)
        {
            FailUnbound(context, prototype, cell.Name);
            return false;
        }

        target = value;
        return true;
    }

    private static bool SetScoped(Context context, Prototype prototype, GlobalCell cell, ref Value local, Value value)
    {
        if (!local.IsUndefined || cell.Value.IsUndefined || cell.IsLibrary)
        {
            local = value;
            return true;
        }

        return SetGlobal(context, prototype, cell, value);
    }

    /// <summary>Replaces a shared container by a copy.</summary>
    public static void Unshare(ref Value value)
    {
        if (value.IsContainer && value.Tag.Shared)
        {
            value = value.Kind switch
            {
                Kind.Array => new Value(value.AsArray.Clone()),
                Kind.Map => new Value(value.AsMap.Clone()),
                _ => new Value(value.AsRecord.Clone()),
            };
        }
    }

    private static Value MakeFunction(FunctionObject enclosing, Prototype prototype, ref Value registers)
    {
        var captures = new Value[prototype.Captures.Length];
        for (int k = 0; k < captures.Length; k++)
        {
            Capture capture = prototype.Captures[k];
            Value value = capture.FromRegister ? Unsafe.Add(ref registers, capture.Index) : enclosing.Captures[capture.Index];
            captures[k] = value.Share();
        }

        return new Value(new FunctionObject(prototype, captures));
    }
}
