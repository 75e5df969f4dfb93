namespace Kiln.Values;

/// <summary>
/// The layout of a record: which field lies in which slot (a hidden class, after Self's maps). Records of one type that got the
/// same fields in the same order have the same shape object, so "is the field where I last found it" is one comparison.
/// </summary>
public sealed class Shape
{
    private readonly Dictionary<string, int> _slots;
    private Dictionary<string, Shape>? _transitions;

    internal Shape(RecordType type)
    {
        Type = type;
        Names = [];
        _slots = [];
    }

    private Shape(Shape parent, string name)
    {
        Type = parent.Type;
        Names = [.. parent.Names, name];
        _slots = new Dictionary<string, int>(parent._slots) { [name] = parent.Names.Length };
    }

    /// <summary>The type that records of this shape belong to.</summary>
    public RecordType Type { get; }

    /// <summary>The field names by slot.</summary>
    public string[] Names { get; }

    /// <summary>Number of slots.</summary>
    public int Count => Names.Length;

    /// <summary>The slot of a field, or -1.</summary>
    public int IndexOf(string name) => _slots.TryGetValue(name, out int index) ? index : -1;

    /// <summary>The shape with one more field.</summary>
    /// <param name="name">A name that this shape lacks.</param>
    public Shape With(string name)
    {
        lock (_slots)
        {
            _transitions ??= [];
            if (!_transitions.TryGetValue(name, out Shape? shape))
            {
                shape = new Shape(this, name);
                _transitions.Add(name, shape);
            }

            return shape;
        }
    }
}

/// <summary>A record type: a name, the methods of its instances, and the root of its shapes.</summary>
public sealed class RecordType : HeapObject
{
    private readonly Dictionary<string, Value> _methods = [];

    /// <summary>A type without methods.</summary>
    /// <param name="name">The name that text forms and messages use.</param>
    /// <param name="declaredFields">The fields of the declaration, in order; empty if there was none.</param>
    public RecordType(string name, IReadOnlyList<string> declaredFields)
        : base(Kind.RecordType)
    {
        Name = name;
        DeclaredFields = declaredFields;
        EmptyShape = new Shape(this);
    }

    /// <summary>The name that text forms and messages use.</summary>
    public string Name { get; }

    /// <summary>The fields of the declaration, in order.</summary>
    public IReadOnlyList<string> DeclaredFields { get; }

    /// <summary>The shape of a record without fields.</summary>
    public Shape EmptyShape { get; }

    /// <summary>Counts changes of the method table; caches compare it.</summary>
    public int Version { get; private set; }

    /// <summary>The methods by name.</summary>
    public IReadOnlyDictionary<string, Value> Methods => _methods;

    /// <summary>Defines or replaces a method.</summary>
    public void Define(string name, Value method)
    {
        _methods[name] = method;
        Version++;
    }

    /// <summary>The method of a name.</summary>
    public bool TryGetMethod(string name, out Value method) => _methods.TryGetValue(name, out method);
}
