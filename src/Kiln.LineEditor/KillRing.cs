namespace Kiln.LineEditor;

/// <summary>What was cut, latest last. Cuts in a row become one text.</summary>
internal sealed class KillRing
{
    private const int Capacity = 60;

    private readonly List<string> _texts = [];
    private int _current;

    /// <summary>Adds a text.</summary>
    /// <param name="text">What was cut.</param>
    /// <param name="continues">Whether the previous command was a cut too.</param>
    /// <param name="before">Whether the text stood before what was cut last.</param>
    public void Add(string text, bool continues, bool before)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (continues && _texts.Count > 0)
        {
            _texts[^1] = before ? text + _texts[^1] : _texts[^1] + text;
        }
        else
        {
            _texts.Add(text);
            if (_texts.Count > Capacity)
            {
                _texts.RemoveAt(0);
            }
        }
    }

    /// <summary>What was cut last.</summary>
    public string Latest()
    {
        _current = _texts.Count - 1;
        return _texts.Count == 0 ? "" : _texts[_current];
    }

    /// <summary>What was cut before what was given out last; starts over at the end.</summary>
    public string Earlier()
    {
        if (_texts.Count == 0)
        {
            return "";
        }

        _current = (_current + _texts.Count - 1) % _texts.Count;
        return _texts[_current];
    }
}
