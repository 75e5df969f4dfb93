using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Modules;

/// <summary>A loaded module as a value: its exports by name.</summary>
internal sealed class ModuleNamespace(string name, IReadOnlyDictionary<string, Value> exports) : RuffHostObject
{
    private readonly Dictionary<string, Value> _methods = [];

    /// <inheritdoc/>
    public override string TypeName => "module";

    /// <summary>The exports.</summary>
    public IReadOnlyDictionary<string, Value> Exports { get; } = exports;

    /// <summary>An export.</summary>
    public Value Get(Context context, string symbol) => Exports.TryGetValue(symbol, out Value value)
        ? value
        : context.Fail($"Symbol '{symbol}' not found in module '{name}'");

    /// <summary>
    /// What importing the whole module binds a name to: an export, the module itself under its own name unless an export has that
    /// name, else nothing.
    /// </summary>
    public Value Binding(string symbol)
    {
        if (Exports.TryGetValue(symbol, out Value value))
        {
            return value.Share();
        }

        return symbol == name ? new Value(this) : Value.Undefined;
    }

    /// <summary>An exported function in the form that method calls expect: its first argument is the module itself, which it drops.</summary>
    public Value GetMethod(Context context, string symbol)
    {
        if (_methods.TryGetValue(symbol, out Value method))
        {
            return method;
        }

        Value function = Get(context, symbol);
        if (!function.IsAbnormal)
        {
            method = new Value(new BuiltinObject(symbol, 1, -1, (c, arguments) => c.Call(function, arguments[1..])));
            _methods.Add(symbol, method);
            return method;
        }

        return function;
    }
}

/// <summary>The place of an import: which file asks, and where its globals are.</summary>
internal sealed class ModuleContext(string path, GlobalScope globals) : HostObject
{
    /// <inheritdoc/>
    public override string TypeName => "module context";

    /// <summary>Path of the importing file.</summary>
    public string Path { get; } = path;

    /// <summary>The importing file's globals.</summary>
    public GlobalScope Globals { get; } = globals;
}
