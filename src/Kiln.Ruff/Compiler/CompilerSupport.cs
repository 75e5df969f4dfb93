using Kiln.Ruff.Library;
using Kiln.Ruff.Modules;
using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <summary>Operations without syntax of their own that generated code calls directly. Programs cannot name them.</summary>
internal static class CompilerSupport
{
    /// <summary>Raises an error with a message.</summary>
    public static BuiltinObject RaiseMessage { get; } = new("raise", 1, 1, static (context, a) => context.Fail(a[0].AsString.ToString()));

    /// <summary>An array's element, or null beyond its end or if it is no array.</summary>
    public static BuiltinObject ElementOrNull { get; } = new("element", 2, 2, static (context, a) =>
        a[0].IsArray && a[1].AsInt < a[0].AsArray.Count ? a[0].AsArray[(int)a[1].AsInt].Share() : Value.Nil);

    /// <summary>An array's elements from an index on; empty if it is no array.</summary>
    public static BuiltinObject RestOfArray { get; } = new("rest", 2, 2, static (context, a) =>
    {
        if (!a[0].IsArray)
        {
            return new Value(new ArrayObject());
        }

        ArrayObject array = a[0].AsArray;
        int start = (int)Math.Min(a[1].AsInt, array.Count);
        return new Value(array.Slice(start, array.Count - start));
    });

    /// <summary>A dictionary's value, or null if it lacks the key or is no dictionary. Records give their fields.</summary>
    public static BuiltinObject EntryOrNull { get; } = new("entry", 2, 2, static (context, a) =>
    {
        if (a[0].IsMap && DictKeys.TryNormalize(a[1], out Value key, out _) && a[0].AsMap.TryGet(key, out Value value))
        {
            return value.Share();
        }

        return a[0].IsRecord && a[0].AsRecord.TryGet(a[1].AsString.ToString(), out Value field) ? field.Share() : Value.Nil;
    });

    /// <summary>A dictionary without some keys; empty if it is no dictionary.</summary>
    public static BuiltinObject RestOfDictionary { get; } = new("rest", 2, 2, static (context, a) =>
    {
        if (!a[0].IsMap)
        {
            return new Value(new MapObject());
        }

        MapObject rest = a[0].AsMap.Clone();
        ArrayObject names = a[1].AsArray;
        for (int i = 0; i < names.Count; i++)
        {
            if (DictKeys.TryNormalize(names[i], out Value key, out _))
            {
                rest.Remove(key, out _);
            }
        }

        return new Value(rest);
    });

    /// <summary>A record's field, or the undefined marker.</summary>
    public static BuiltinObject FieldOrUnbound { get; } = new("field", 2, 2, static (context, a) =>
        a[0].IsRecord && a[0].AsRecord.TryGet(a[1].AsString.ToString(), out Value field) ? field.Share() : Value.Undefined);

    /// <summary>Gives a record type a method. Records made before the declaration have the type that the name implies; they get it too.</summary>
    public static BuiltinObject DefineMethod { get; } = new("method", 3, 3, static (context, a) =>
    {
        var type = (RecordType)a[0].Tag;
        string name = a[1].AsString.ToString();
        type.Define(name, a[2]);
        context.Engine.ImpliedType(type.Name).Define(name, a[2]);
        return Value.Nil;
    });

    /// <summary>Waits for a promise; gives anything else back.</summary>
    public static BuiltinObject Await { get; } = new("await", 1, 1, static (context, a) => PromiseObject.Await(context, a[0]).Share());

    /// <summary>Runs a block as a task of its own, with the values that its variables have now.</summary>
    public static BuiltinObject Spawn { get; } = new("spawn", 1, -1, static (context, a) =>
    {
        Value body = a[0];
        Value[] variables = a[1..].ToArray();
        foreach (Value variable in variables)
        {
            variable.Share();
        }

        GuestScheduler.Of(context.Engine).Start(context, c => c.Call(body, variables));
        return Value.Nil;
    });

    /// <summary>Loads a module and binds its exports as globals.</summary>
    public static BuiltinObject Import { get; } = new("import", 2, 2, static (context, a) =>
        ModuleLoader.Of(context.Engine).Import(context, a[0].AsString.ToString(), (ModuleContext)a[1].Tag));

    /// <summary>Loads a module and gives it as a value.</summary>
    public static BuiltinObject ImportNamespace { get; } = new("import", 2, 2, static (context, a) =>
        ModuleLoader.Of(context.Engine).ImportNamespace(context, a[0].AsString.ToString(), (ModuleContext)a[1].Tag));

    /// <summary>What importing a module as a whole binds a name to, or the undefined marker.</summary>
    public static BuiltinObject ExportOrUnbound { get; } = new("export", 2, 2, static (context, a) =>
        ((ModuleNamespace)a[0].Tag).Binding(a[1].AsString.ToString()));

    /// <summary>Loads a module and gives one of its exports.</summary>
    public static BuiltinObject ImportSymbol { get; } = new("import", 3, 3, static (context, a) =>
        ModuleLoader.Of(context.Engine).ImportSymbol(context, a[0].AsString.ToString(), (ModuleContext)a[1].Tag, a[2].AsString.ToString()));
}
