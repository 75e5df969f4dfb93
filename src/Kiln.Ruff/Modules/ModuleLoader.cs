using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Compiler;
using Kiln.Ruff.Library;
using Kiln.Ruff.Semantics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Modules;

/// <summary>
/// Finds, runs and caches modules. A module runs once, in globals of its own; importing binds its exports.
/// </summary>
internal sealed class ModuleLoader
{
    private readonly Dictionary<string, LoadedModule> _modules = [];
    private readonly List<(string Name, string Path)> _loading = [];
    private readonly List<string> _roots = [];
    private readonly Dictionary<string, string> _rootOf = [];
    private string? _entryFolder;

    /// <summary>The loader of an engine.</summary>
    public static ModuleLoader Of(Engine engine) => EngineState<ModuleLoader>.Of(engine);

    /// <summary>Loads a module, binds all its exports and, unless an export has that name, the module itself.</summary>
    public Value Import(Context context, string name, ModuleContext importer)
    {
        ModuleNamespace? module = Load(context, name, importer);
        if (module is null)
        {
            return Value.Abnormal;
        }

        Define(importer.Globals, name, new Value(module));
        foreach ((string symbol, Value value) in module.Exports)
        {
            Define(importer.Globals, symbol, value);
        }

        return Value.Nil;
    }

    /// <summary>Loads a module and gives it as a value.</summary>
    public Value ImportNamespace(Context context, string name, ModuleContext importer)
    {
        ModuleNamespace? module = Load(context, name, importer);
        return module is null ? Value.Abnormal : new Value(module);
    }

    /// <summary>Loads a module and gives one export.</summary>
    public Value ImportSymbol(Context context, string name, ModuleContext importer, string symbol)
    {
        ModuleNamespace? module = Load(context, name, importer);
        return module is null ? Value.Abnormal : module.Get(context, symbol).Share();
    }

    private static void Define(GlobalScope globals, string name, Value value)
    {
        GlobalCell cell = globals.GetCell(name);
        cell.Value = value.Share();
        cell.IsLibrary = false;
        cell.Mutability = Mutability.Mutable;
    }

    private ModuleNamespace? Load(Context context, string name, ModuleContext importer)
    {
        (string Path, string Root)? found = Find(name, importer);
        if (found is null)
        {
            context.Fail($"Module not found: {name}; Check that '{name}' exists as a flat <module>.ruff file or a nested src/... path under the package root, and confirm the import name matches the on-disk layout.");
            return null;
        }

        (string path, string root) = found.Value;
        DateTime stamp = File.GetLastWriteTimeUtc(path);
        if (_modules.TryGetValue(path, out LoadedModule? known) && known.Stamp == stamp)
        {
            return known.Namespace;
        }

        int cycle = _loading.FindIndex(module => module.Path == path);
        if (cycle >= 0)
        {
            context.Fail($"Circular import detected: {string.Join(" -> ", _loading.Skip(cycle).Select(static module => module.Name).Append(name))}");
            return null;
        }

        _loading.Add((name, path));
        _rootOf[path] = root;
        try
        {
            ModuleNamespace? module = Evaluate(context, name, path);
            if (module is not null)
            {
                _modules[path] = new LoadedModule(module, stamp);
                AddRoot(root);
                AddRoot(Path.GetDirectoryName(path)!);
            }

            return module;
        }
        finally
        {
            _loading.RemoveAt(_loading.Count - 1);
        }
    }

    private static ModuleNamespace? Evaluate(Context context, string name, string path)
    {
        SourceText source;
        try
        {
            source = new SourceText(File.ReadAllText(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Fail($"Module not found: {name}; {exception.Message}");
            return null;
        }

        ParseResult parsed = Parser.Parse(source);
        if (parsed.Diagnostics.Count > 0)
        {
            Diagnostic first = parsed.Diagnostics[0];
            (int line, int column) = source.GetLineColumn(first.Span.Start);
            string verb = first.Subsystem == "lexer" ? "tokenize" : "parse";
            context.Fail($"Failed to {verb} module '{name}': {line}:{column}: {first.Message}");
            return null;
        }

        var globals = RuffLanguage.CreateGlobals();
        Prototype main;
        try
        {
            main = CodeGenerator.Compile(source, parsed.Program, globals, RuffLanguage.Instance);
        }
        catch (CompilationException exception)
        {
            context.Fail($"Failed to evaluate module '{name}': Compilation error: {exception.Message}");
            return null;
        }

        context.Engine.AddProgram(main);
        if (context.Call(new Value(new FunctionObject(main, []))).IsAbnormal)
        {
            if (context.Pending == PendingKind.Error)
            {
                string message = RuffLanguage.PendingMessage(context);
                context.Fail(message.StartsWith("Circular import", StringComparison.Ordinal) ? message : $"Failed to evaluate module '{name}': {message}");
            }

            return null;
        }

        return Collect(context, name, parsed.Program, globals);
    }

    private static ModuleNamespace? Collect(Context context, string name, Syntax.Program program, GlobalScope globals)
    {
        var exports = new Dictionary<string, Value>();
        foreach (ExportStatement export in program.Statements.OfType<ExportStatement>())
        {
            foreach (string symbol in Resolver.ExportedNames(export.Inner))
            {
                // Variants are found by their names alone; what an importer binds is a name to show.
                Value value = export.Inner is EnumStatement ? new Value(new EnumName(symbol)) : globals.GetCell(symbol).Value;
                if (value.IsUndefined)
                {
                    context.Fail($"Exported symbol '{symbol}' was not defined in module '{name}'");
                    return null;
                }

                exports[symbol] = value.Share();
            }
        }

        return new ModuleNamespace(name, exports);
    }

    private void AddRoot(string root)
    {
        if (!_roots.Contains(root))
        {
            _roots.Add(root);
        }
    }

    // Roots in order: the one that the importing module was found in, the current folder, ./modules, the entry script's folder and,
    // if that is called src, its parent; then the folders of modules loaded earlier.
    private (string Path, string Root)? Find(string name, ModuleContext importer)
    {
        string current = Directory.GetCurrentDirectory();
        string importingFile = Path.GetFullPath(importer.Path);
        _entryFolder ??= Path.GetDirectoryName(importingFile) ?? current;
        List<string> roots = _rootOf.TryGetValue(importingFile, out string? importingRoot) ? [importingRoot] : [];
        roots.AddRange([current, Path.Combine(current, "modules"), _entryFolder]);
        if (Path.GetFileName(_entryFolder) == "src" && Path.GetDirectoryName(_entryFolder) is { } parent)
        {
            roots.Add(parent);
        }

        roots.AddRange(_roots);
        foreach (string root in roots)
        {
            string flat = Path.Combine(root, name + ".ruff");
            if (File.Exists(flat))
            {
                return (Path.GetFullPath(flat), root);
            }

            if (name.Contains('.'))
            {
                string nested = Path.Combine(root, name.Replace('.', Path.DirectorySeparatorChar) + ".ruff");
                if (File.Exists(nested))
                {
                    return (Path.GetFullPath(nested), root);
                }
            }
        }

        return null;
    }

    private sealed class EnumName(string name) : RuffHostObject
    {
        public override string TypeName => "enum";

        public override string TextForm => $"<enum {name}>";
    }

    private sealed record LoadedModule(ModuleNamespace Namespace, DateTime Stamp);
}
