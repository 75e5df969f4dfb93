using System.Globalization;
using Kiln.Bytecode;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Graphs;

/// <summary>
/// Reads the text form that <see cref="GraphPrinter"/> writes. Empty lines and lines that start with a semicolon say nothing. What is read is not
/// checked: that is the business of <see cref="GraphVerifier"/>.
/// </summary>
public sealed partial class GraphParser
{
    private readonly GraphEnvironment _environment;
    private readonly Dictionary<int, Node> _nodes = [];
    private readonly Dictionary<string, FrameState> _states = [];
    private readonly List<Action> _later = [];
    private Graph? _graph;
    private Block? _block;

    private GraphParser(GraphEnvironment environment) => _environment = environment;

    /// <summary>Reads a graph.</summary>
    /// <param name="text">The text form.</param>
    /// <param name="environment">What its names stand for.</param>
    /// <exception cref="FormatException">It is not the text form of a graph.</exception>
    public static Graph Parse(string text, GraphEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(environment);
        var parser = new GraphParser(environment);
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string content = line.TrimEnd();
            if (content.Length > 0 && content[0] != ';')
            {
                parser.ReadAt(number, () => parser.ReadLine(content));
            }
        }

        parser._later.ForEach(static action => action());
        return parser._graph ?? throw new FormatException("there is no graph");
    }

    private void ReadAt(int line, Action read)
    {
        int first = _later.Count;
        Located(line, read);

        // What names a node that may come later waits, and still reports its own line.
        for (int i = first; i < _later.Count; i++)
        {
            Action action = _later[i];
            _later[i] = () => Located(line, action);
        }
    }

    private static void Located(int line, Action action)
    {
        try
        {
            action();
        }
        catch (FormatException exception)
        {
            throw new FormatException($"line {line}: {exception.Message}", exception);
        }
    }

    private void ReadLine(string line)
    {
        if (_graph is null)
        {
            ReadHead(line);
            return;
        }

        List<string> sections = Split(line.Trim(), "  ");
        if (line[0] == 'b')
        {
            ReadBlock(sections);
        }
        else if (_block is null)
        {
            throw new FormatException("a block was expected");
        }
        else if (line.TrimStart() is ['v', >= '0' and <= '9', ..])
        {
            ReadNode(sections);
        }
        else
        {
            ReadEnd(sections);
        }
    }

    private void ReadHead(string line)
    {
        string[] words = line.Split(' ', 2);
        if (words is not ["function" or "loop", _])
        {
            throw new FormatException("'function NAME@PC' or 'loop NAME@PC' was expected");
        }

        (Prototype prototype, int pc) = Place(words[1]);
        _graph = new Graph(prototype, pc, words[0] == "loop");
    }

    private void ReadBlock(List<string> sections)
    {
        string[] parts = sections[0].Split(" <- ");
        _block = _graph!.BlockOf(Number('b', parts[0]));
        if (parts.Length > 1)
        {
            foreach (string name in parts[1].Split(' '))
            {
                _block.Predecessors.Add(_graph.BlockOf(Number('b', name)));
            }
        }

        Block block = _block;
        foreach (string section in sections.Skip(1))
        {
            if (section == "loop")
            {
                block.IsLoopHeader = true;
            }
            else if (section.StartsWith("loops ", StringComparison.Ordinal))
            {
                block.LoopDepth = (int)Number(section[6..]);
            }
            else if (section.StartsWith("entry ", StringComparison.Ordinal))
            {
                _later.Add(() => block.EntryState = State(section[6..]));
            }
            else
            {
                throw new FormatException($"'{section}' says nothing about a block");
            }
        }
    }

    private void ReadEnd(List<string> sections)
    {
        Block block = _block!;
        string[] words = sections[0].Split(' ');
        switch (words)
        {
            case ["jump", var target]:
                block.End = BlockEnd.Jump;
                block.Successors.Add(_graph!.BlockOf(Number('b', target)));
                break;
            case ["branch", var condition, "?", var first, ":", var second]:
                block.End = BlockEnd.Branch;
                block.Successors.Add(_graph!.BlockOf(Number('b', first)));
                block.Successors.Add(_graph!.BlockOf(Number('b', second)));
                _later.Add(() => block.Operand = Use(condition));
                break;
            case ["return", var result]:
                block.End = BlockEnd.Return;
                _later.Add(() => block.Operand = Use(result));
                break;
            case ["exit", "!", var reason, ..]:
                block.End = BlockEnd.Exit;
                block.Reason = Name<ExitReason>(reason);
                _later.Add(() => block.State = State(string.Join(' ', words[3..])));
                ReadSite(block, sections);
                break;
            case ["abandon", "!", ..]:
                block.End = BlockEnd.Abandon;
                _later.Add(() => block.State = State(string.Join(' ', words[2..])));
                break;
            case ["unfinished"]:
                break;
            default:
                throw new FormatException($"'{sections[0]}' is neither a node nor the end of a block");
        }
    }

    private static void ReadSite(Block block, List<string> sections)
    {
        if (sections.Count > 1 && sections[1].StartsWith("from ", StringComparison.Ordinal))
        {
            string[] words = sections[1].Split(' ');
            block.Site = (int)Number(words[1]);
            block.SiteJumps = words is [_, _, "jumping"];
        }
    }

    private FrameState State(string text)
    {
        if (_states.TryGetValue(text, out FrameState? state))
        {
            return state;
        }

        List<string> frames = Split(text, " < ");
        for (int i = frames.Count - 1; i >= 0; i--)
        {
            state = Frame(frames[i], state);
        }

        // One state is one exit: those that read alike are the same.
        _states.Add(text, state!);
        return state!;
    }

    private FrameState Frame(string text, FrameState? caller)
    {
        int bracket = text.IndexOf(" [", StringComparison.Ordinal);
        if (bracket < 0 || text[^1] != ']')
        {
            throw new FormatException($"'{text}' is no frame state");
        }

        List<string> head = Split(text[..bracket], " of ");
        (Prototype prototype, int pc) = Place(head[0]);
        var registers = new Node?[prototype.RegisterCount];
        foreach (string part in text[(bracket + 2)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = part.Split('=');
            int register = Number('r', sides[0]);
            if (sides.Length != 2 || register >= registers.Length)
            {
                throw new FormatException($"{prototype.Name} has no register '{part}'");
            }

            registers[register] = Use(sides[1]);
        }

        return new FrameState(prototype, pc, registers, head.Count > 1 ? Use(head[1]) : null, caller);
    }

    private (Prototype Prototype, int Pc) Place(string text)
    {
        int at = text.LastIndexOf('@');
        string name = at < 0 ? text : text[..at];
        return at < 0 ? throw new FormatException($"'{text}' is no NAME@PC")
            : (_environment.FindPrototype(name) ?? throw new FormatException($"there is no function '{name}'"), (int)Number(text[(at + 1)..]));
    }

    private Node Use(string name) =>
        _nodes.TryGetValue(Number('v', name), out Node? node) ? node : throw new FormatException($"there is no {name}");

    private static int Number(char letter, string text) =>
        text.Length > 1 && text[0] == letter && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : throw new FormatException($"'{text}' is no {letter} and a number");

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : throw new FormatException($"'{text}' is no integer");

    private static T Name<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse(text, out T value) && Enum.IsDefined(value) && !char.IsDigit(text[0]) ? value : throw new FormatException($"there is no {typeof(T).Name} {text}");

    /// <summary>Splits a text at separators that do not stand in quotes.</summary>
    private static List<string> Split(string text, string separator)
    {
        var parts = new List<string>();
        int start = 0;
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && quoted)
            {
                i++;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && string.CompareOrdinal(text, i, separator, 0, separator.Length) == 0)
            {
                parts.Add(text[start..i]);
                start = i + separator.Length;
                i = start - 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
