using System.Text;
using Kiln.LineEditor;
using Kiln.Runtime;

namespace Kiln.Cli.Repl;

/// <summary>Reads inputs line by line: from pipes and files without prompts, from terminals that cannot do more with them.</summary>
internal sealed class PlainReader(TextReader input, TextWriter output, InteractiveSession session, bool showsPrompts) : IInputReader
{
    public ReadResult Read(string prompt, string continuation)
    {
        var text = new StringBuilder();
        while (true)
        {
            if (showsPrompts)
            {
                output.Write(text.Length == 0 ? prompt : continuation);
                output.Flush();
            }

            if (input.ReadLine() is not { } line)
            {
                // What is left open is evaluated too, so that somebody learns about it.
                return text.Length == 0 ? new ReadResult(ReadOutcome.End, "") : new ReadResult(ReadOutcome.Input, text.ToString());
            }

            text.Append(text.Length == 0 ? "" : "\n").Append(line);
            string whole = text.ToString();
            if (ReplCommands.IsComplete(session, whole))
            {
                return new ReadResult(ReadOutcome.Input, whole);
            }
        }
    }
}
