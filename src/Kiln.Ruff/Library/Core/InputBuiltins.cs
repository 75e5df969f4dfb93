using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Reading from the user.</summary>
internal static class InputBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("input", 0, 1, Input, BuiltinTraits.Borrows, "input([prompt]): the next line of input without trailing whitespace; empty at the end"),
    ];

    private static Value Input(Context context, ReadOnlySpan<Value> arguments)
    {
        Value prompt = Value.Nil;
        if (arguments.Length > 0)
        {
            prompt = TextForm.ToText(context, arguments[0]);
            if (prompt.IsAbnormal)
            {
                return prompt;
            }
        }

        Engine engine = context.Engine;
        lock (engine.Output)
        {
            if (prompt.IsString)
            {
                engine.Output.Write(prompt.AsString.Span);
            }

            engine.Output.Flush();
        }

        TextReader reader = engine.Input ?? Console.In;
        string? line;
        try
        {
            lock (reader)
            {
                line = reader.ReadLine();
            }
        }
        catch (IOException exception)
        {
            return context.Fail("input() failed: " + exception.Message);
        }

        if (context.Poll())
        {
            return Value.Abnormal;
        }

        return string.IsNullOrEmpty(line) ? new Value(StringObject.Empty) : Value.FromString(line.TrimEnd());
    }
}
