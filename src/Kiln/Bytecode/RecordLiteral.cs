using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Bytecode;

/// <summary>What a record expression builds: the type's name and the field names in the order they are written.</summary>
public sealed class RecordLiteral
{
    private RecordType? _type;
    private Shape? _shape;

    /// <summary>Describes a record expression.</summary>
    /// <param name="typeName">The type's name.</param>
    /// <param name="typeCell">The global that holds the type if it was declared; null if no global can.</param>
    /// <param name="names">The field names without repetitions.</param>
    public RecordLiteral(string typeName, GlobalCell? typeCell, string[] names)
    {
        TypeName = typeName;
        TypeCell = typeCell;
        Names = names;
    }

    /// <summary>The type's name.</summary>
    public string TypeName { get; }

    /// <summary>The global that holds the type if it was declared.</summary>
    public GlobalCell? TypeCell { get; }

    /// <summary>The field names in the order they are written.</summary>
    public string[] Names { get; }

    /// <summary>The shape of the record: of the type that the global holds now, or of the type implied by the name.</summary>
    public Shape GetShape(Context context)
    {
        RecordType type = TypeCell?.Value.Tag as RecordType ?? context.Engine.ImpliedType(TypeName);
        if (!ReferenceEquals(type, _type) || _shape is null)
        {
            Shape shape = type.EmptyShape;
            foreach (string name in Names)
            {
                shape = shape.With(name);
            }

            _shape = shape;
            _type = type;
        }

        return _shape;
    }

    /// <summary>The last shape that <see cref="GetShape"/> gave.</summary>
    public Shape? CachedShape => _shape;
}
