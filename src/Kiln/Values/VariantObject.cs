namespace Kiln.Values;

/// <summary>The constructor of a sum type's case, such as <c>Some</c> of an option or <c>Red</c> of a colour.</summary>
public sealed class VariantTag
{
    /// <summary>A constructor.</summary>
    /// <param name="typeName">The sum type's name.</param>
    /// <param name="name">The case's name.</param>
    /// <param name="displayName">What text forms print.</param>
    public VariantTag(string typeName, string name, string displayName)
    {
        TypeName = typeName;
        Name = name;
        DisplayName = displayName;
    }

    /// <summary>The sum type's name.</summary>
    public string TypeName { get; }

    /// <summary>The case's name.</summary>
    public string Name { get; }

    /// <summary>What text forms print.</summary>
    public string DisplayName { get; }
}

/// <summary>An immutable value of a sum type: a constructor and its payload.</summary>
public sealed class VariantObject : HeapObject
{
    /// <summary>A value with at most one payload.</summary>
    /// <param name="tag">The constructor.</param>
    /// <param name="payload">The payload, or the undefined marker if there is none.</param>
    public VariantObject(VariantTag tag, Value payload)
        : base(Kind.Variant)
    {
        Tag = tag;
        Payload = payload;
        More = [];
    }

    /// <summary>A value with any number of payloads.</summary>
    public VariantObject(VariantTag tag, ReadOnlySpan<Value> payload)
        : base(Kind.Variant)
    {
        Tag = tag;
        Payload = payload.Length == 0 ? Value.Undefined : payload[0];
        More = payload.Length <= 1 ? [] : payload[1..].ToArray();
    }

    /// <summary>The constructor. One object per constructor and runtime, so comparing references is enough.</summary>
    public VariantTag Tag { get; }

    /// <summary>The first payload, or the undefined marker.</summary>
    public Value Payload { get; }

    /// <summary>The payloads after the first.</summary>
    public Value[] More { get; }

    /// <summary>Number of payloads.</summary>
    public int PayloadCount => Payload.IsUndefined ? 0 : 1 + More.Length;
}
