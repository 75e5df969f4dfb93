using Kiln.Values;

namespace Kiln.Runtime;

/// <summary>How a global may be changed.</summary>
public enum Mutability : byte
{
    /// <summary>May be rebound and its container changed.</summary>
    Mutable,

    /// <summary>Bound once, like <c>let</c>.</summary>
    Immutable,

    /// <summary>Bound once, like <c>const</c>.</summary>
    Constant,
}

/// <summary>
/// The home of one global variable. Code refers to the cell, never to the name, so a global access is one load and a test for
/// "bound yet".
/// </summary>
public sealed class GlobalCell
{
    /// <summary>An unbound global.</summary>
    /// <param name="name">The guest name, for messages.</param>
    public GlobalCell(string name)
    {
        Name = name;
        Value = Value.Undefined;
    }

    /// <summary>The guest name.</summary>
    public string Name { get; }

    /// <summary>The current value; the undefined marker while unbound.</summary>
    public Value Value;

    /// <summary>How the global may be changed.</summary>
    public Mutability Mutability;

    /// <summary>Whether the binding comes from the library and the program has not bound the name itself.</summary>
    public bool IsLibrary;
}

/// <summary>The globals of one module or program, by name.</summary>
public sealed class GlobalScope
{
    private readonly Dictionary<string, GlobalCell> _cells = [];
    private readonly IReadOnlyDictionary<string, Value>? _library;

    /// <summary>A scope whose unknown names come from a library.</summary>
    /// <param name="library">Builtins by name; copied into the scope on first use.</param>
    public GlobalScope(IReadOnlyDictionary<string, Value>? library = null) => _library = library;

    /// <summary>The cells that have been asked for so far.</summary>
    public IReadOnlyDictionary<string, GlobalCell> Cells => _cells;

    /// <summary>The cell of a name, made on first use, bound to the library's value if the library has the name.</summary>
    public GlobalCell GetCell(string name)
    {
        if (!_cells.TryGetValue(name, out GlobalCell? cell))
        {
            cell = new GlobalCell(name);
            if (_library is not null && _library.TryGetValue(name, out Value value))
            {
                cell.Value = value;
                cell.IsLibrary = true;
            }

            _cells.Add(name, cell);
        }

        return cell;
    }
}
