using Kiln.Consair.Semantics;
using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Consair.Syntax;

/// <summary>What the reader found.</summary>
internal enum ReadResult
{
    /// <summary>A form.</summary>
    Form,

    /// <summary>The end of the text.</summary>
    End,

    /// <summary>Something that it cannot read.</summary>
    Error,
}

/// <summary>
/// Reads a text form by form. What is open at the moment is on a stack of the reader's own, so nesting of any depth is fine.
/// Example: while it reads the <c>y</c> of <c>(f '(x y))</c>, a list, a prefix and a list are open.
/// </summary>
internal sealed class Reader
{
    private readonly Lexer _lexer;
    private readonly Stack<Open> _open = new();

    /// <summary>A reader of a text.</summary>
    public Reader(string text) => _lexer = new Lexer(text);

    /// <summary>A container or prefix that waits for its end.</summary>
    private sealed class Open(Token token)
    {
        public Token Token { get; } = token;

        public List<Value> Items { get; } = [];

        public List<SourceSpan> Spans { get; } = [];

        /// <summary>The dot of a dotted pair, if there was one.</summary>
        public Token? Dot { get; set; }

        /// <summary>Number of elements before the dot.</summary>
        public int DotAt { get; set; }

        public bool IsPrefix => Token.Kind == TokenKind.Prefix;

        public bool IsBraces => Reader.IsBraces(Token.Kind);
    }

    /// <summary>The form that was read last.</summary>
    public Value Form { get; private set; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; private set; }

    /// <summary>What is wrong.</summary>
    public SyntaxError? Error { get; private set; }

    /// <summary>Whether a comment was passed.</summary>
    public bool SawComment => _lexer.SawComment;

    /// <summary>Whether a container is a map or a set.</summary>
    public static bool IsBraces(TokenKind open) => CloserOf(open) == TokenKind.CloseBrace;

    /// <summary>Reads the next form.</summary>
    public ReadResult Read()
    {
        while (true)
        {
            Token token = _lexer.Next(_open.TryPeek(out Open? top) && top.IsBraces);
            switch (token.Kind)
            {
                case TokenKind.Error:
                    Error = token.Error;
                    return ReadResult.Error;
                case TokenKind.End:
                    return _open.Count == 0 ? ReadResult.End : FailUnclosed(token);
                case TokenKind.Atom:
                    if (Finish(token.Value, token.Span))
                    {
                        return ReadResult.Form;
                    }

                    break;
                case TokenKind.Dot:
                    if (!TakeDot(token))
                    {
                        return ReadResult.Error;
                    }

                    break;
                case TokenKind.CloseList or TokenKind.CloseVector or TokenKind.CloseBrace or TokenKind.CloseBracket:
                    if (!TryClose(token, out Value value, out SourceSpan span))
                    {
                        return ReadResult.Error;
                    }

                    if (Finish(value, span))
                    {
                        return ReadResult.Form;
                    }

                    break;
                default:
                    _open.Push(new Open(token));
                    break;
            }
        }
    }

    /// <summary>A datum is complete: goes to what is open around it.</summary>
    /// <returns>Whether it is a whole form.</returns>
    private bool Finish(Value value, SourceSpan span)
    {
        Open? top;
        while (_open.TryPeek(out top) && top.IsPrefix)
        {
            _open.Pop();
            var whole = SourceSpan.Covering(top.Token.Span, span);
            var rest = new Value(new LocatedPair(value, Value.Nil, span, span));
            value = new Value(new LocatedPair(top.Token.Value, rest, whole, top.Token.Span));
            span = whole;
        }

        if (top is null)
        {
            Form = value;
            Span = span;
            return true;
        }

        top.Items.Add(value);
        top.Spans.Add(span);
        return false;
    }

    private bool TakeDot(Token dot)
    {
        if (!_open.TryPeek(out Open? top) || top.Token.Kind != TokenKind.OpenList || top.Items.Count == 0 || top.Dot is not null)
        {
            return Fail("Unexpected character '.'", dot.Span, "a dot stands before the last element of a list");
        }

        top.Dot = dot;
        top.DotAt = top.Items.Count;
        return true;
    }

    private bool TryClose(Token close, out Value value, out SourceSpan span)
    {
        value = default;
        span = default;
        string text = TextOf(close.Kind);
        if (!_open.TryPeek(out Open? top))
        {
            return Fail($"Unexpected {text}", close.Span, "nothing is open here; remove it");
        }

        if (top.IsPrefix)
        {
            return Fail($"Unexpected {text}", close.Span, "a form must follow the prefix before it");
        }

        if (CloserOf(top.Token.Kind) != close.Kind)
        {
            return Fail($"Unexpected {text}", close.Span, $"what is open is closed by {TextOf(CloserOf(top.Token.Kind))}");
        }

        if (top.Dot is { } dot && top.Items.Count != top.DotAt + 1)
        {
            return Fail("Unexpected character '.'", dot.Span, "exactly one element stands after a dot");
        }

        span = SourceSpan.Covering(top.Token.Span, close.Span);
        return TryBuild(_open.Pop(), span, out value);
    }

    private bool TryBuild(Open container, SourceSpan span, out Value value)
    {
        ReadOnlySpan<Value> items = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(container.Items);
        value = default;
        switch (container.Token.Kind)
        {
            case TokenKind.OpenList:
                value = BuildList(container, span);
                return true;
            case TokenKind.OpenVector:
                value = Vectors.Of(items);
                return true;
            case TokenKind.OpenPersistentVector:
                value = new Value(PersistentVector.Of(items));
                return true;
            case TokenKind.OpenSet or TokenKind.OpenPersistentSet:
                value = new Value(PersistentSet.Of(container.Token.Kind == TokenKind.OpenPersistentSet, items));
                return true;
            default:
                if (items.Length % 2 != 0)
                {
                    return Fail("Map literal needs a value for every key", span, "write keys and values in turn");
                }

                value = new Value(PersistentMap.Of(container.Token.Kind == TokenKind.OpenPersistentMap, items));
                return true;
        }
    }

    private static Value BuildList(Open list, SourceSpan span)
    {
        int count = list.Items.Count;
        Value rest = Value.Nil;
        if (list.Dot is not null)
        {
            rest = list.Items[--count];
        }

        for (int i = count - 1; i >= 0; i--)
        {
            SourceSpan whole = i == 0 ? span : new SourceSpan(list.Spans[i].Start, span.End - list.Spans[i].Start);
            rest = new Value(new LocatedPair(list.Items[i], rest, whole, list.Spans[i]));
        }

        return rest;
    }

    private ReadResult FailUnclosed(Token end)
    {
        Open top = _open.Peek();
        (string message, string advice) = top.Token.Kind switch
        {
            TokenKind.Prefix => ("Unexpected end of input", "a form must follow"),
            TokenKind.OpenList => ("Unclosed parenthesis", "close it with )"),
            TokenKind.OpenVector => ("Unclosed vector literal", "close it with >>"),
            TokenKind.OpenSet or TokenKind.OpenPersistentSet => ("Unclosed set literal", "close it with }"),
            TokenKind.OpenPersistentVector => ("Unclosed vector literal", "close it with ]"),
            _ => ("Unclosed map literal", "close it with }"),
        };
        Error = new SyntaxError(message, top.IsPrefix ? end.Span : top.Token.Span, advice, IsIncomplete: true);
        return ReadResult.Error;
    }

    private bool Fail(string message, SourceSpan span, string advice)
    {
        Error = new SyntaxError(message, span, advice);
        return false;
    }

    /// <summary>What closes a container.</summary>
    public static TokenKind CloserOf(TokenKind open) => open switch
    {
        TokenKind.OpenList => TokenKind.CloseList,
        TokenKind.OpenVector => TokenKind.CloseVector,
        TokenKind.OpenPersistentVector => TokenKind.CloseBracket,
        _ => TokenKind.CloseBrace,
    };

    private static string TextOf(TokenKind close) => close switch
    {
        TokenKind.CloseList => ")",
        TokenKind.CloseVector => ">>",
        TokenKind.CloseBrace => "}",
        _ => "]",
    };
}
