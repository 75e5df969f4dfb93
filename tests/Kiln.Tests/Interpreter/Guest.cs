using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff;
using Kiln.Ruff.Compiler;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Tests.Interpreter;

/// <summary>Compiles and runs pieces of Ruff for tests that look inside.</summary>
internal static class Guest
{
    /// <summary>The verified code of a program.</summary>
    public static Prototype Compile(string code)
    {
        var source = new SourceText(code, "test");
        ParseResult parsed = Parser.Parse(source);
        Assert.Empty(parsed.Diagnostics);
        Prototype main = CodeGenerator.Compile(source, parsed.Program, RuffLanguage.CreateGlobals(), RuffLanguage.Instance);
        Verifier.Check(main);
        return main;
    }

    /// <summary>Runs a program on a guest thread and returns what it printed.</summary>
    /// <param name="code">The program.</param>
    /// <param name="onGuestThread">Called on the guest thread before the program starts.</param>
    public static string Run(string code, Action? onGuestThread = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var engine = new Engine(output, output);
        var context = new Context(engine, RuffLanguage.Instance);
        Prototype main = Compile(code);
        GuestThread.Run(context, () =>
        {
            onGuestThread?.Invoke();
            Value result = context.Call(new Value(new FunctionObject(main, [])));
            Assert.False(result.IsAbnormal, context.PendingMessage ?? context.PendingValue.ToString());
        });
        engine.Flush();
        return output.ToString();
    }
}
