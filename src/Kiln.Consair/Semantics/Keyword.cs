using System.Collections.Concurrent;
using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>A keyword such as <c>:name</c>: an atom that evaluates to itself. There is one object per name.</summary>
internal sealed class Keyword : HostObject
{
    private static readonly ConcurrentDictionary<string, Keyword> s_keywords = new();

    private Keyword(string name) => Name = name;

    /// <summary>The name without the colon.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string TypeName => "keyword";

    /// <summary>The keyword of a name.</summary>
    public static Keyword Intern(string name) => s_keywords.GetOrAdd(name, static n => new Keyword(n));
}
