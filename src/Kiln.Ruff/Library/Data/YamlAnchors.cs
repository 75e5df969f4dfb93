using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>The values of a YAML document that have names: <c>&amp;name value</c> defines, <c>*name</c> repeats.</summary>
internal sealed class YamlAnchors
{
    private readonly Dictionary<string, Value> _values = [];

    /// <summary>Reads a definition's name if there is one.</summary>
    /// <returns>The name, or null.</returns>
    public static string? ParseName(TextCursor cursor)
    {
        if (cursor.Current == '!')
        {
            throw cursor.Error("tags are not supported");
        }

        return cursor.Current == '&' ? ReadName(cursor) : null;
    }

    /// <summary>Gives a value a name, if there is one.</summary>
    public Value Define(string? name, Value value)
    {
        if (name is not null)
        {
            _values[name] = value.Share();
        }

        return value;
    }

    /// <summary>Reads a repetition.</summary>
    public Value ParseAlias(TextCursor cursor)
    {
        int start = cursor.Position;
        if (_values.TryGetValue(ReadName(cursor), out Value value))
        {
            return value;
        }

        cursor.Position = start;
        throw cursor.Error("unknown alias");
    }

    private static string ReadName(TextCursor cursor)
    {
        int start = ++cursor.Position;
        while (!cursor.AtLineEnd && cursor.Current is not (' ' or '\t' or ',' or '[' or ']' or '{' or '}'))
        {
            cursor.Position++;
        }

        return cursor.Position > start ? cursor.Text[start..cursor.Position] : throw cursor.Error("expected a name");
    }
}
