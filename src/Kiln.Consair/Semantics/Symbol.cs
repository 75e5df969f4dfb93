using System.Collections.Concurrent;
using Kiln.Values;

namespace Kiln.Consair.Semantics;

/// <summary>A symbol. There is one object per name, so identity is equality.</summary>
internal sealed class Symbol : HostObject
{
    private static readonly ConcurrentDictionary<string, Symbol> s_symbols = new(Environment.ProcessorCount, 256);

    private Symbol(string name) => Name = name;

    /// <summary>The name, exactly as it was read.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string TypeName => "symbol";

    /// <summary>The symbol of a name.</summary>
    public static Symbol Intern(string name) => s_symbols.GetOrAdd(name, static n => new Symbol(n));

    /// <summary>The symbol of a name that lies in a source text.</summary>
    public static Symbol Intern(ReadOnlySpan<char> name) =>
        s_symbols.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out Symbol? symbol) ? symbol : Intern(name.ToString());
}
