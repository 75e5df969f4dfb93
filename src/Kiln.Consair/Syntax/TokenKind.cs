namespace Kiln.Consair.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>Something that is no token; the token's error says why.</summary>
    Error,

    /// <summary>A number, string, symbol, keyword, nil or true.</summary>
    Atom,

    /// <summary>Opens a list: <c>(</c>.</summary>
    OpenList,

    /// <summary>Closes a list: <c>)</c>.</summary>
    CloseList,

    /// <summary>Opens a vector: two less-than signs.</summary>
    OpenVector,

    /// <summary>Closes a vector: two greater-than signs.</summary>
    CloseVector,

    /// <summary>Opens a map: <c>{</c>.</summary>
    OpenMap,

    /// <summary>Opens a set: <c>#{</c>.</summary>
    OpenSet,

    /// <summary>Opens a persistent vector: <c>#pvec[</c>.</summary>
    OpenPersistentVector,

    /// <summary>Opens a persistent map: <c>#pmap{</c>.</summary>
    OpenPersistentMap,

    /// <summary>Opens a persistent set: <c>#pset{</c>.</summary>
    OpenPersistentSet,

    /// <summary>Closes a map or set: <c>}</c>.</summary>
    CloseBrace,

    /// <summary>Closes a persistent vector: <c>]</c>.</summary>
    CloseBracket,

    /// <summary>A prefix such as a quote; the token's value is the symbol that it stands for.</summary>
    Prefix,

    /// <summary>The dot of a dotted pair.</summary>
    Dot,
}
