using System.Diagnostics;
using System.Text;
using Kiln.Bytecode;

namespace Kiln.Runtime;

/// <summary>
/// One isolated instance of the runtime: its limits, its input and output, its clock. Guest threads of one engine share all of it.
/// </summary>
public sealed class Engine
{
    private static readonly Encoding s_utf8 = new UTF8Encoding(false);

    /// <summary>An engine that talks to the process's standard streams.</summary>
    public Engine()
        : this(new StreamWriter(Console.OpenStandardOutput(), s_utf8, 16 * 1024), new StreamWriter(Console.OpenStandardError(), s_utf8, 1024))
    {
    }

    /// <summary>An engine that writes elsewhere.</summary>
    /// <param name="output">Where program output goes.</param>
    /// <param name="error">Where the program's error output goes.</param>
    public Engine(TextWriter output, TextWriter error)
    {
        Output = output;
        Error = error;
    }

    /// <summary>Where program output goes. Buffered: flushed when the program ends, waits for input, or writes errors.</summary>
    public TextWriter Output { get; }

    /// <summary>Where the program's error output goes.</summary>
    public TextWriter Error { get; }

    /// <summary>Where input comes from; null for the process's standard input.</summary>
    public TextReader? Input { get; set; }

    /// <summary>What programs may use.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>How the optimising tier works.</summary>
    public Kiln.Tiering.JitOptions Jit { get => _jit; init => _jit = value; }

    /// <summary>What programs may reach outside of the engine.</summary>
    public Capabilities Capabilities { get; init; } = Capabilities.All;

    /// <summary>Whether output is flushed after every line, for terminals.</summary>
    public bool FlushesEveryLine { get; init; }

    /// <summary>The words after the script on the command line.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Started when the engine was made; guest clocks count from here.</summary>
    public Stopwatch Clock { get; } = Stopwatch.StartNew();

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Kiln.Values.RecordType> _impliedTypes = new();
    private readonly List<Prototype> _programs = [];
    private Kiln.Tiering.JitOptions _jit = new();

    /// <summary>Notes the top level of a program or module that is about to run, for statistics and reports.</summary>
    public void AddProgram(Prototype main)
    {
        lock (_programs)
        {
            _programs.Add(main);
        }

        if (!Jit.RecordsFrames && LooksAtFrames(main))
        {
            // Code that was compiled before does not know.
            Jit.RecordsFrames = true;
            foreach (Prototype function in Functions())
            {
                Kiln.Tiering.TierController.Forget(function);
            }
        }
    }

    /// <summary>Makes the optimising tier work in another way from now on. Without it, all machine code is given up. Contexts that exist keep their thresholds: see <see cref="Context.SwitchJit"/>.</summary>
    /// <param name="options">How it works.</param>
    internal void SwitchJit(Kiln.Tiering.JitOptions options)
    {
        bool recordsFrames = _jit.RecordsFrames;
        _jit = options with { };
        _jit.RecordsFrames = recordsFrames;
        if (options.Mode == JitMode.Off)
        {
            Kiln.Tiering.TierController.Drain();
            foreach (Prototype function in Functions())
            {
                Kiln.Tiering.TierController.Forget(function);
            }
        }
    }

    private static bool LooksAtFrames(Prototype function)
    {
        if (function.LooksAtFrames)
        {
            return true;
        }

        foreach (object part in function.Objects)
        {
            if (part is Prototype inner && LooksAtFrames(inner))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All functions of the programs and modules that have run, in the order of their sources, outer ones first.</summary>
    public IReadOnlyList<Prototype> Functions()
    {
        List<Prototype> functions;
        lock (_programs)
        {
            functions = [.. _programs];
        }

        var seen = new HashSet<Prototype>(functions);
        for (int i = 0; i < functions.Count; i++)
        {
            functions.AddRange(functions[i].Objects.OfType<Prototype>().Where(seen.Add));
        }

        return functions;
    }

    /// <summary>The record type of a name that was never declared.</summary>
    public Kiln.Values.RecordType ImpliedType(string name) => _impliedTypes.GetOrAdd(name, static n => new Kiln.Values.RecordType(n, []));

    /// <summary>Writes pending output and errors through.</summary>
    public void Flush()
    {
        lock (Output)
        {
            Output.Flush();
        }

        Error.Flush();
    }
}
