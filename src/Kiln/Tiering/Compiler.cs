using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Kiln.Bytecode;
using Kiln.Jit.Building;
using Kiln.Jit.Emit;
using Kiln.Jit.Graphs;
using Kiln.Jit.Passes;
using Kiln.Values;

namespace Kiln.Tiering;

/// <summary>From bytecode to machine code: builds the graph, runs the passes, emits IL, has .NET compile it.</summary>
internal static class Compiler
{
    /// <summary>Most parameters that machine code gets as arguments; a function that has more gets the address of the first one.</summary>
    public const int RegisterParameters = 8;

    /// <summary>In the place of a pass: the graph as it was built.</summary>
    public const string BuildStage = "build";

    private const int MaximumInstructions = 4_000;

    // .NET stops optimising methods beyond some 60,000 bytes of IL.
    private const int MaximumIL = 55_000;

    // DynamicMethod has a handle like any method, but does not show it.
    private static readonly Func<DynamicMethod, RuntimeMethodHandle> s_getHandle =
        (typeof(DynamicMethod).GetMethod("GetMethodDescriptor", BindingFlags.Instance | BindingFlags.NonPublic) ?? throw new MissingMethodException(nameof(DynamicMethod), "GetMethodDescriptor"))
        .CreateDelegate<Func<DynamicMethod, RuntimeMethodHandle>>();

    /// <summary>Compiles a function or a loop.</summary>
    /// <param name="prototype">The function.</param>
    /// <param name="entry">0, or where the loop starts.</param>
    /// <param name="registerKinds">For a loop: what its registers hold now.</param>
    /// <param name="options">How the tier works.</param>
    /// <param name="refusal">Why there is no result.</param>
    /// <param name="detail">More about that.</param>
    public static CompiledUnit? Compile(Prototype prototype, int entry, Kind[]? registerKinds, JitOptions options, out ExitReason refusal, out string detail)
    {
        long start = Stopwatch.GetTimestamp();
        (refusal, detail) = Check(prototype, registerKinds is not null);
        if (refusal != ExitReason.None)
        {
            return null;
        }

        bool inlines = !options.RecordsFrames;
        CompiledUnit? unit = Compile(prototype, entry, registerKinds, options, inlines, start, out refusal, out detail);
        return inlines && refusal == ExitReason.TooLarge
            ? Compile(prototype, entry, registerKinds, options, false, start, out refusal, out detail)
            : unit;
    }

    private static CompiledUnit? Compile(
        Prototype prototype, int entry, Kind[]? registerKinds, JitOptions options, bool inlines, long start, out ExitReason refusal, out string detail)
    {
        List<(string Pass, string Text)>? listings = options.KeepsListings ? [] : null;
        if (BuildGraph(prototype, entry, registerKinds, inlines, out refusal, out detail, listings) is not { } graph)
        {
            return null;
        }

        var unit = new CompiledUnit(prototype, entry, graph.IsLoop)
        {
            NodeCount = graph.CountNodes(),
            InlinedCalls = graph.InlinedCalls,
            Graphs = listings ?? [],
            Entry = graph.IsLoop ? null : new TypedEntry(graph.Parameters),
        };
        bool stresses = options.Mode == Runtime.JitMode.Stress;
        long built = Stopwatch.GetTimestamp();
        DynamicMethod method = Emitter.Emit(graph, unit, options);
        if (unit.ILSize > MaximumIL)
        {
            (refusal, detail) = (ExitReason.TooLarge, $"{unit.ILSize} bytes of IL");
            return null;
        }

        long emitted = Stopwatch.GetTimestamp();
        unit.Method = method;
        unit.Pointer = Finish(method);
        unit.CodePointer = unit.Pointer;
        if (unit.Entry is { } typed)
        {
            typed.Pointer = unit.Pointer;
            if (typed.IsTyped)
            {
                AddParameterExits(graph, unit);
                DynamicMethod stub = EntryStubs.Unboxing(unit, method, stresses);
                unit.Stubs.Add(stub);
                unit.Pointer = Finish(stub);
            }
        }

        unit.CompileTime = Stopwatch.GetElapsedTime(start);
        unit.BuildTime = Stopwatch.GetElapsedTime(start, built);
        unit.EmitTime = Stopwatch.GetElapsedTime(built, emitted);
        return unit;
    }

    private static void AddParameterExits(Graph graph, CompiledUnit unit)
    {
        unit.ParameterExits = new ExitSite?[graph.Parameters.Length];
        for (int i = 0; i < unit.ParameterExits.Length; i++)
        {
            if (graph.ParameterGuards[i] is { SitePrototype: { } prototype } guard)
            {
                ExitReason reason = graph.Parameters[i] == Representation.Int ? ExitReason.ExpectedInt : ExitReason.ExpectedFloat;
                unit.ParameterExits[i] = new ExitSite(unit, unit.Exits.Count, reason, prototype, guard.SitePc);
                unit.Exits.Add(unit.ParameterExits[i]!);
            }
        }
    }

    /// <summary>Builds a graph and runs all passes on it.</summary>
    public static Graph? BuildGraph(
        Prototype prototype, int entry, Kind[]? registerKinds, bool inlines, out ExitReason refusal, out string detail, List<(string Pass, string Text)>? listings = null)
    {
        Graph? graph = GraphBuilder.Build(prototype, entry, registerKinds, true, inlines, out refusal, out detail);
        if (graph is not null)
        {
            GraphVerifier.CheckIfOn(graph, "building");
            listings?.Add((BuildStage, GraphPrinter.Print(graph)));
            PassPipeline.Run(graph, listings is null ? null : (name, changed) => listings.Add((name, GraphPrinter.Print(changed))));
        }

        return graph;
    }

    private static (ExitReason Reason, string Detail) Check(Prototype prototype, bool isLoop)
    {
        if (prototype.CodeField.Length > MaximumInstructions)
        {
            return (ExitReason.TooLarge, $"{prototype.CodeField.Length} instructions");
        }

        if (isLoop)
        {
            return (ExitReason.None, "");
        }

        return prototype.IsPlain ? (ExitReason.None, "") : (ExitReason.NotPlain, "");
    }

    /// <summary>Sends calls that bring unboxed arguments to wherever the function's calls go now.</summary>
    public static void Redirect(CompiledUnit unit)
    {
        if (unit.Entry is { IsTyped: true } entry)
        {
            DynamicMethod stub = EntryStubs.Boxing(unit);
            unit.Stubs.Add(stub);
            entry.Pointer = Finish(stub);
        }
    }

    internal static nint Finish(DynamicMethod method)
    {
        RuntimeMethodHandle handle = s_getHandle(method);
        RuntimeHelpers.PrepareMethod(handle);
        return handle.GetFunctionPointer();
    }
}
