using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Output.</summary>
internal static class OutputBuiltins
{
    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("print", 0, -1, static (context, a) => Print(context, a, ""), BuiltinTraits.Borrows, "(print x ...): writes values with spaces between them"),
        new("println", 0, -1, static (context, a) => Print(context, a, "\n"), BuiltinTraits.Borrows, "(println x ...): writes values with spaces between them, and ends the line"),
    ];

    private static Value Print(Context context, ReadOnlySpan<Value> values, string end)
    {
        Engine engine = context.Engine;
        lock (engine.Output)
        {
            for (int i = 0; i < values.Length; i++)
            {
                if (Printer.Display(context, values[i]) is not { } text)
                {
                    return Value.Abnormal;
                }

                if (i > 0)
                {
                    engine.Output.Write(' ');
                }

                engine.Output.Write(text);
            }

            engine.Output.Write(end);
            if (engine.FlushesEveryLine)
            {
                engine.Output.Flush();
            }
        }

        return Value.Nil;
    }
}
