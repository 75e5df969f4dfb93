using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Ruff;
using Kiln.Runtime;
using Kiln.Tests.Programs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Tests.TestLisp;

/// <summary>Runs programs of the test language on little stack, so that whatever nests by mistake shows at once.</summary>
internal sealed class LispRun
{
    private const int StackBytes = 16 << 20;

    private LispRun(string code, JitOptions options, int depth, TimeSpan time)
    {
        GraphVerifier.IsOn = true;
        var failures = new FailureLog();
        Engine = new Engine(TextWriter.Null, TextWriter.Null)
        {
            Jit = options with { Log = failures },
            Limits = new Limits { MaximumDepth = depth, Time = time },
        };
        Context = new Context(Engine, RuffLanguage.Instance);
        GlobalScope globals = RuffLanguage.CreateGlobals();
        foreach (BuiltinObject builtin in LispBuiltins.All)
        {
            globals.GetCell(builtin.Name).Value = new Value(builtin);
        }

        Main = LispCompiler.Compile(code, globals);
        using var watch = LimitWatch.Start(Context);
        GuestThread.Run(
            Context,
            () =>
            {
                Value result = Context.Call(new Value(new FunctionObject(Main, [])));
                Value text = result.IsAbnormal ? default : Context.Language.ToText(Context, result);
                Trace = string.Join(' ', Context.Trace.Select(static t => $"{t.Prototype.Name}@{t.Pc}"));
                Text = result.IsAbnormal ? $"error: {Context.PendingMessage ?? Context.PendingValue.ToString()}" : text.AsString.ToString();
            },
            StackBytes);
        Assert.True(failures.Failures.Count == 0, string.Join('\n', failures.Failures));
    }

    public Engine Engine { get; }

    public Context Context { get; }

    public Prototype Main { get; }

    /// <summary>The result's text form, or the error.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The functions that an error passed through, with the instruction each was at.</summary>
    public string Trace { get; private set; } = "";

    /// <summary>The ways in which every test program runs.</summary>
    public static TheoryData<string> Modes => [.. Options.Keys];

    private static Dictionary<string, JitOptions> Options { get; } = new()
    {
        ["off"] = new JitOptions { Mode = JitMode.Off },
        ["auto"] = new JitOptions { Mode = JitMode.Auto },
        ["eager"] = new JitOptions { Mode = JitMode.Sync, CallThreshold = 0, LoopThreshold = 0 },
        ["early"] = new JitOptions { Mode = JitMode.Sync, CallThreshold = 20, LoopThreshold = 20 },
        ["stress"] = new JitOptions { Mode = JitMode.Stress, CallThreshold = 2, LoopThreshold = 2, StressSeed = 11 },
    };

    /// <summary>Runs a program in a mode.</summary>
    public static LispRun Of(string code, string mode, int depth = 100, double seconds = 120) => new(code, Options[mode], depth, TimeSpan.FromSeconds(seconds));

    /// <summary>A function of the program.</summary>
    public Prototype Function(string name) => Find(Main, name) ?? throw new InvalidOperationException($"there is no function {name}");

    private static Prototype? Find(Prototype prototype, string name) => prototype.Name == name
        ? prototype
        : prototype.ObjectsField.OfType<Prototype>().Select(p => Find(p, name)).FirstOrDefault(static p => p is not null);
}
