using System.Globalization;
using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Printing.</summary>
internal static class OutputBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("print", 0, -1, Print, BuiltinTraits.Borrows, "print(a, ...): prints the arguments' texts, separated by spaces, and ends the line"),
        new("println", 0, -1, Print, BuiltinTraits.Borrows, "println(a, ...): like print"),
        new("eprint", 0, -1, PrintError, BuiltinTraits.Borrows, "eprint(a, ...): like print, on the error stream"),
        new("debug", 0, -1, Debug, BuiltinTraits.Borrows, "debug(a, ...): prints the arguments with their types"),
    ];

    private static Value Print(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length == 1)
        {
            // Most calls print one text or number, which needs no copy.
            Value value = arguments[0];
            switch (value.Kind)
            {
                case Kind.String:
                    WriteLine(context.Engine, value.AsString.Span);
                    return Value.Nil;
                case Kind.Int:
                    Span<char> digits = stackalloc char[20];
                    value.AsInt.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
                    WriteLine(context.Engine, digits[..length]);
                    return Value.Nil;
            }
        }

        StringBuilder builder = TextForm.Rent();
        bool done = TryAppendAll(context, builder, arguments);
        if (done)
        {
            WriteAll(context.Engine, builder);
        }

        TextForm.Return(builder);
        return done ? Value.Nil : Value.Abnormal;
    }

    private static Value PrintError(Context context, ReadOnlySpan<Value> arguments)
    {
        StringBuilder builder = TextForm.Rent();
        bool done = TryAppendAll(context, builder, arguments);
        if (done)
        {
            // What was printed before comes first when both streams end in the same place.
            Engine engine = context.Engine;
            lock (engine.Output)
            {
                engine.Output.Flush();
            }

            lock (engine.Error)
            {
                WriteChunks(engine.Error, builder);
                engine.Error.Flush();
            }
        }

        TextForm.Return(builder);
        return done ? Value.Nil : Value.Abnormal;
    }

    private static Value Debug(Context context, ReadOnlySpan<Value> arguments)
    {
        StringBuilder builder = TextForm.Rent();
        builder.Append("[DEBUG] ");
        bool done = true;
        for (int i = 0; i < arguments.Length && done; i++)
        {
            builder.Append(i > 0 ? " " : "");
            done = TypedForm.TryAppend(context, builder, arguments[i]);
        }

        if (done)
        {
            builder.Append('\n');
            WriteAll(context.Engine, builder);
        }

        TextForm.Return(builder);
        return done ? Value.Nil : Value.Abnormal;
    }

    private static bool TryAppendAll(Context context, StringBuilder builder, ReadOnlySpan<Value> arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (i > 0)
            {
                builder.Append(' ');
            }

            if (!TextForm.TryAppend(context, builder, arguments[i]))
            {
                return false;
            }
        }

        builder.Append('\n');
        return true;
    }

    private static void WriteLine(Engine engine, ReadOnlySpan<char> text)
    {
        TextWriter output = engine.Output;
        lock (output)
        {
            output.Write(text);
            output.Write('\n');
            if (engine.FlushesEveryLine)
            {
                output.Flush();
            }
        }
    }

    private static void WriteAll(Engine engine, StringBuilder text)
    {
        TextWriter output = engine.Output;
        lock (output)
        {
            WriteChunks(output, text);
            if (engine.FlushesEveryLine)
            {
                output.Flush();
            }
        }
    }

    private static void WriteChunks(TextWriter writer, StringBuilder text)
    {
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            writer.Write(chunk.Span);
        }
    }
}
