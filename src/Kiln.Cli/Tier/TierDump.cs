using System.Globalization;
using Kiln.Bytecode;
using Kiln.Tiering;

namespace Kiln.Cli.Tier;

/// <summary>Prints what the optimising tier made of a program's functions: graphs, IL or machine code.</summary>
internal sealed class TierDump
{
    private readonly TextWriter _output;
    private readonly string _stage;
    private readonly string? _pass;

    /// <summary>A printer of one stage.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="stage"><c>graph</c>, <c>il</c> or <c>asm</c>.</param>
    /// <param name="pass">After which pass a graph is printed; null for before the first and after the last.</param>
    public TierDump(TextWriter output, string stage, string? pass)
    {
        _output = output;
        _stage = stage;
        _pass = pass;
    }

    /// <summary>Prints everything, or one function.</summary>
    /// <param name="functions">The program's functions.</param>
    /// <param name="name">The function's name; null for all that were compiled.</param>
    /// <exception cref="UsageException">There is no such function, or no such pass.</exception>
    public void Print(IReadOnlyList<Prototype> functions, string? name)
    {
        Prototype[] chosen = [.. functions.Where(f => name is null || FunctionNames.Of(f) == name)];
        if (chosen.Length == 0)
        {
            string? close = Spelling.Closest(name!, functions.Select(FunctionNames.Of));
            throw new UsageException($"there is no function '{name}'{(close is null ? "" : $", did you mean '{close}'?")}");
        }

        bool any = false;
        foreach (Prototype function in chosen)
        {
            CompiledUnit[] units = LatestUnits(function);
            any |= units.Length > 0;
            foreach (CompiledUnit unit in units)
            {
                Print(unit);
            }

            if (name is not null && units.Length == 0)
            {
                _output.Write($"{name} was not compiled: {WhyNot(function)}\n");
            }
        }

        if (name is null && !any)
        {
            _output.Write("nothing was compiled: no function was called and no loop ran often enough; --jit-threshold=N makes that happen earlier\n");
        }
    }

    /// <summary>Why a function has no machine code.</summary>
    public static string WhyNot(Prototype function) => function.Tier is { Refusal: not ExitReason.None } tier
        ? ReasonTable.Of(tier.Refusal).Message + (tier.RefusalDetail.Length > 0 ? $" ({tier.RefusalDetail})" : "")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"it was called {function.CallCount} times and its loops ran {function.BackEdgeCount} times; --jit-threshold=N makes it hot earlier");

    /// <summary>The last version of a function's code and of the code of each of its loops.</summary>
    public static CompiledUnit[] LatestUnits(Prototype function) =>
        [.. (function.Tier?.History ?? []).GroupBy(static u => (u.IsLoop, u.EntryPc)).Select(static g => g.Last()).OrderBy(static u => u.EntryPc)];

    /// <summary>Prints one unit.</summary>
    /// <exception cref="UsageException">There is no such pass.</exception>
    public void Print(CompiledUnit unit)
    {
        if (_pass is not null && unit.Graphs.All(g => g.Pass != _pass))
        {
            throw new UsageException($"there is no pass '{_pass}'; the passes are {string.Join(", ", unit.Graphs.Select(static g => g.Pass))}");
        }

        _output.Write($"=== {Title(unit)}\n");
        switch (_stage)
        {
            case "graph":
                PrintGraphs(unit);
                break;
            case "il":
                foreach (string line in unit.Listing)
                {
                    _output.Write(line + "\n");
                }

                break;
            default:
                MachineCode.Print(_output, unit);
                break;
        }

        _output.Write("\n");
    }

    private void PrintGraphs(CompiledUnit unit)
    {
        string[] passes = [.. unit.Graphs.Select(static g => g.Pass)];
        foreach (int i in _pass is null ? [.. new[] { 0, passes.Length - 1 }.Distinct()] : Enumerable.Range(0, passes.Length).Where(i => passes[i] == _pass))
        {
            _output.Write($"--- after {passes[i]}\n{unit.Graphs[i].Text}");
        }
    }

    private static string Title(CompiledUnit unit)
    {
        string name = FunctionNames.Of(unit.Prototype);
        return $"{(unit.IsLoop ? $"loop of {name}" : name)} ({FunctionNames.Place(unit.Prototype, unit.EntryPc)}){(unit.IsCurrent ? "" : ", given up since")}";
    }
}
