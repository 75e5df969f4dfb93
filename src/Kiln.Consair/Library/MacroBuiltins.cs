using System.Globalization;
using Kiln.Consair.Compiler;
using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Support for macros.</summary>
internal static class MacroBuiltins
{
    private static long s_symbols = -1;

    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("gensym", 0, 1, static (context, a) => MakeSymbol(context, a), help: "(gensym [prefix]): a symbol that was not used before"),
        new("macroexpand-1", 1, 1, static (context, a) => Expander.ExpandOnce(Session.Of(context), a[0]), help: "(macroexpand-1 'form): one step of expansion"),
        new("macroexpand", 1, 1, static (context, a) => Expander.Expand(Session.Of(context), a[0]), help: "(macroexpand 'form): expansion until the head is no macro"),
    ];

    private static Value MakeSymbol(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length == 1 && !arguments[0].IsString)
        {
            return context.Fail($"Expected string, got {Printer.Print(arguments[0])}");
        }

        string prefix = arguments.Length == 1 ? arguments[0].AsString.ToString() : "g";
        long number = Interlocked.Increment(ref s_symbols);
        return new Value(Symbol.Intern($"{prefix}__{number.ToString(CultureInfo.InvariantCulture)}"));
    }
}
