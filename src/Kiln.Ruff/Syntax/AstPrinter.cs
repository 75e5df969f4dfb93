using System.Globalization;

namespace Kiln.Ruff.Syntax;

/// <summary>
/// Writes a syntax tree as indented lists: <c>(kind attribute part ...)</c>. Short parts stay on the line of the head.
/// </summary>
public sealed partial class AstPrinter
{
    // Trees may be thousands of nodes deep; beyond this the text would consist of blanks.
    private const int MaxIndentation = 64;

    private readonly TextWriter _writer;
    private int _depth;

    private AstPrinter(TextWriter writer) => _writer = writer;

    /// <summary>Writes a program.</summary>
    /// <param name="program">The tree; it may stem from a text with errors.</param>
    /// <param name="writer">Where to; gets LF line ends.</param>
    public static void Write(Program program, TextWriter writer)
    {
        var printer = new AstPrinter(writer);
        printer.Open("program");
        printer.PrintAll(program.Statements);
        printer.Close();
        writer.Write('\n');
    }

    /// <summary>The text of a program's tree; ends with a line end.</summary>
    /// <param name="program">The tree.</param>
    public static string Print(Program program)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        Write(program, writer);
        return writer.ToString();
    }

    private void Open(string head)
    {
        _writer.Write('(');
        _writer.Write(head);
        _depth++;
    }

    private void Close()
    {
        _depth--;
        _writer.Write(')');
    }

    private void NextLine()
    {
        _writer.Write('\n');
        for (int i = Math.Min(_depth, MaxIndentation); i > 0; i--)
        {
            _writer.Write("  ");
        }
    }

    private void Word(string word)
    {
        _writer.Write(' ');
        _writer.Write(word);
    }

    private void PrintAll(IReadOnlyList<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            NextLine();
            Print(statement);
        }
    }

    private void PrintBlock(string head, Block block)
    {
        NextLine();
        Open(head);
        PrintAll(block.Statements);
        Close();
    }

    private void PrintFunction(string head, FunctionDeclaration function)
    {
        Open(head);
        if (function.IsAsync)
        {
            Word("async");
        }

        if (function.IsGenerator)
        {
            Word("generator");
        }

        if (function.Name is { } name)
        {
            Word(name.Name);
        }

        Word(Names(function.Parameters));
        PrintAll(function.Body.Statements);
        Close();
    }

    private void PrintPattern(Pattern pattern)
    {
        switch (pattern)
        {
            case NamePattern name:
                _writer.Write(name.Name);
                break;
            case ArrayPattern array:
                _writer.Write('[');
                for (int i = 0; i < array.Elements.Count; i++)
                {
                    _writer.Write(i == 0 ? "" : " ");
                    PrintPattern(array.Elements[i]);
                }

                PrintRest(array.Rest, array.Elements.Count > 0);
                _writer.Write(']');
                break;
            case DictionaryPattern dictionary:
                _writer.Write('{');
                for (int i = 0; i < dictionary.Keys.Count; i++)
                {
                    _writer.Write(i == 0 ? "" : " ");
                    _writer.Write(dictionary.Keys[i].Name);
                }

                PrintRest(dictionary.Rest, dictionary.Keys.Count > 0);
                _writer.Write('}');
                break;
            default:
                _writer.Write('_');
                break;
        }
    }

    private void PrintRest(Identifier? rest, bool separate)
    {
        if (rest is { } name)
        {
            _writer.Write(separate ? " ..." : "...");
            _writer.Write(name.Name);
        }
    }

    private static string Names(IReadOnlyList<Identifier> names)
    {
        string[] texts = new string[names.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = names[i].Name;
        }

        return $"({string.Join(' ', texts)})";
    }
}
