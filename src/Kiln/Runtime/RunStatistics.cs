using System.Diagnostics;
using System.Globalization;
using Kiln.Bytecode;
using Kiln.Tiering;

namespace Kiln.Runtime;

/// <summary>What a run did and how long it took, for <c>--stats</c>. All times are wall-clock time.</summary>
public sealed class RunStatistics
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly long _allocatedBefore = GC.GetTotalAllocatedBytes();
    private TimeSpan _frontEnd;

    /// <summary>Notes that the program is compiled to bytecode and about to run.</summary>
    public void FinishFrontEnd() => _frontEnd = _watch.Elapsed;

    /// <summary>Writes the figures of a run that has ended.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="engine">The engine that ran it.</param>
    public void Write(TextWriter output, Engine engine)
    {
        TimeSpan run = _watch.Elapsed - _frontEnd;
        IReadOnlyList<Prototype> functions = engine.Functions();
        TierSummary tier = TierSummary.Of(functions);
        long calls = functions.Sum(static f => (long)f.CallCount);
        long backEdges = functions.Sum(static f => (long)f.BackEdgeCount);
        output.Write("statistics\n");
        Row("front end", $"{Milliseconds(_frontEnd)} ms, {Number(functions.Count)} functions, {Number(functions.Sum(static f => f.Code.Length))} instructions");
        Row("execution", $"{Milliseconds(run)} ms");
        Row("interpreter", $"{Number(calls)} calls, {Number(backEdges)} backward jumps");
        Row("optimising tier", engine.Jit.Mode == JitMode.Off
            ? "off"
            : $"{Count(tier.Functions, "function")} and {Count(tier.Loops, "loop")} compiled in {Milliseconds(tier.CompileTime)} ms, {Count(tier.Recompiles, "recompilation")}, {Count(tier.Refusals, "refusal")}, {Count(tier.ExitCount, "exit")}");
        foreach ((ExitReason reason, long count) in tier.Exits.OrderByDescending(static e => e.Value))
        {
            Row("", $"{Count(count, "exit")}: {ReasonTable.Of(reason).Message}");
        }

        Row("memory", $"{Number((GC.GetTotalAllocatedBytes() - _allocatedBefore) / 1024)} KiB allocated, {Number(GC.CollectionCount(0))} collections");
        foreach (Prototype function in functions.OrderByDescending(static f => (long)f.CallCount + f.BackEdgeCount).Take(5))
        {
            Row("  " + (function.Name ?? "<lambda>"), $"{Number(function.CallCount)} calls, {Number(function.BackEdgeCount)} backward jumps");
        }

        void Row(string name, string value) => output.Write($"  {name,-16} {value}\n");
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";
}
