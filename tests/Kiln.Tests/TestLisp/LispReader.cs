using System.Globalization;
using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Tests.TestLisp;

/// <summary>A form: a list, a symbol or a literal, with where it stands.</summary>
internal sealed record Form(SourceSpan Span)
{
    public List<Form>? Items { get; init; }

    public string? Symbol { get; init; }

    public Value? Literal { get; init; }

    public bool IsCallOf(string head) => Items is [{ Symbol: { } name }, ..] && name == head;
}

/// <summary>Reads the forms of a text: lists in parentheses, integers, floats, strings, symbols; comments start with a semicolon.</summary>
internal sealed class LispReader(string text)
{
    private int _position;

    public List<Form> ReadAll()
    {
        var forms = new List<Form>();
        while (SkipBlanks())
        {
            forms.Add(Read());
        }

        return forms;
    }

    private bool SkipBlanks()
    {
        while (_position < text.Length && (char.IsWhiteSpace(text[_position]) || text[_position] == ';'))
        {
            _position = text[_position] == ';' ? text.IndexOf('\n', _position) is var end && end >= 0 ? end : text.Length : _position + 1;
        }

        return _position < text.Length;
    }

    private Form Read()
    {
        int start = _position;
        switch (text[_position])
        {
            case '(':
                _position++;
                var items = new List<Form>();
                while (SkipBlanks() && text[_position] != ')')
                {
                    items.Add(Read());
                }

                _position++;
                return new Form(SpanFrom(start)) { Items = items };
            case '"':
                int end = text.IndexOf('"', start + 1);
                _position = end + 1;
                return new Form(SpanFrom(start)) { Literal = Value.FromString(text[(start + 1)..end]) };
        }

        while (_position < text.Length && !char.IsWhiteSpace(text[_position]) && text[_position] is not ('(' or ')'))
        {
            _position++;
        }

        string word = text[start.._position];
        Value? literal = long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) ? Value.FromInt(integer)
            : word.Contains('.', StringComparison.Ordinal) && double.TryParse(word, CultureInfo.InvariantCulture, out double number) ? Value.FromFloat(number)
            : word switch
            {
                "nil" => Value.Nil,
                "true" => Value.True,
                "false" => Value.False,
                _ => null,
            };
        return new Form(SpanFrom(start)) { Literal = literal, Symbol = literal is null ? word : null };
    }

    private SourceSpan SpanFrom(int start) => new(start, _position - start);
}
