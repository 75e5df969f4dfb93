using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Reads TOML 1.0 documents. Dates and times become strings.</summary>
internal sealed class TomlParser
{
    private readonly TextCursor _cursor;
    private readonly TomlValueParser _values;
    private readonly MapObject _root = new();

    // Tables that a header or a dotted key completed, which must not be declared again; arrays that [[headers]] extend.
    private readonly HashSet<MapObject> _declared = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<MapObject> _dotted = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ArrayObject> _tableArrays = new(ReferenceEqualityComparer.Instance);
    private MapObject _current;

    private TomlParser(string text)
    {
        _cursor = new TextCursor("TOML", text);
        _values = new TomlValueParser(_cursor);
        _current = _root;
    }

    /// <summary>Parses a document.</summary>
    /// <exception cref="Kiln.Runtime.GuestError">The text is not TOML.</exception>
    public static Value Parse(string text)
    {
        var parser = new TomlParser(text);
        parser.ParseDocument();
        return new Value(parser._root);
    }

    private void ParseDocument()
    {
        while (true)
        {
            _values.SkipBlankLines();
            if (_cursor.AtEnd)
            {
                return;
            }

            if (_cursor.StartsWith("[["))
            {
                ParseArrayHeader();
            }
            else if (_cursor.Current == '[')
            {
                ParseHeader();
            }
            else
            {
                ParseEntry();
            }

            _values.SkipBlanksAndComment();
            if (!_cursor.AtLineEnd)
            {
                throw _cursor.Error("expected the end of the line");
            }
        }
    }

    private void ParseHeader()
    {
        _cursor.Position++;
        List<string> path = _values.ParseKeyPath();
        _cursor.Expect(']');
        MapObject parent = Walk(_root, path, path.Count - 1);
        if (!DictKeys.TryGetText(parent, path[^1], out Value existing))
        {
            _current = AddTable(parent, path[^1]);
        }
        else if (existing.IsMap && !_declared.Contains(existing.AsMap) && !_dotted.Contains(existing.AsMap) && !_values.IsClosed(existing))
        {
            _current = existing.AsMap;
        }
        else
        {
            throw _cursor.Error($"duplicate key `{path[^1]}`");
        }

        _declared.Add(_current);
    }

    private void ParseArrayHeader()
    {
        _cursor.Position += 2;
        List<string> path = _values.ParseKeyPath();
        _cursor.Expect(']');
        _cursor.Expect(']');
        MapObject parent = Walk(_root, path, path.Count - 1);
        ArrayObject array;
        if (!DictKeys.TryGetText(parent, path[^1], out Value existing))
        {
            array = new ArrayObject();
            _tableArrays.Add(array);
            DictKeys.PutText(parent, path[^1], new Value(array));
        }
        else if (existing.IsArray && _tableArrays.Contains(existing.AsArray))
        {
            array = existing.AsArray;
        }
        else
        {
            throw _cursor.Error($"duplicate key `{path[^1]}`");
        }

        _current = new MapObject();
        array.Add(new Value(_current));
    }

    private void ParseEntry()
    {
        List<string> path = _values.ParseKeyPath();
        _cursor.Expect('=');
        _cursor.SkipBlanks();
        Value value = _values.ParseValue();
        MapObject table = _current;
        for (int i = 0; i < path.Count - 1; i++)
        {
            table = Step(table, path[i]);
            if (_declared.Contains(table))
            {
                throw _cursor.Error($"duplicate key `{path[i]}`");
            }

            _dotted.Add(table);
        }

        _values.AddEntry(table, path[^1], value);
    }

    private MapObject Walk(MapObject table, List<string> path, int count)
    {
        for (int i = 0; i < count; i++)
        {
            table = Step(table, path[i]);
        }

        return table;
    }

    private MapObject Step(MapObject table, string name)
    {
        if (!DictKeys.TryGetText(table, name, out Value existing))
        {
            return AddTable(table, name);
        }

        if (existing.IsMap && !_values.IsClosed(existing))
        {
            return existing.AsMap;
        }

        if (existing.IsArray && _tableArrays.Contains(existing.AsArray))
        {
            return existing.AsArray[existing.AsArray.Count - 1].AsMap;
        }

        throw _cursor.Error($"duplicate key `{name}`");
    }

    private static MapObject AddTable(MapObject parent, string name)
    {
        var table = new MapObject();
        DictKeys.PutText(parent, name, new Value(table));
        return table;
    }
}
