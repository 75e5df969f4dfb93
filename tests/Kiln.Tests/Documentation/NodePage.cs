using System.Text;
using Kiln.Jit.Graphs;

namespace Kiln.Tests.Documentation;

/// <summary>Prints the reference page of the graph's nodes from their table.</summary>
internal static class NodePage
{
    private const string Introduction =
        """
        # Nodes

        This page is printed from `NodeTable`, which the graph builder, the passes, the emitter and the graph printer use too. Do not edit
        it: `KILN_WRITE_DOCS=1 dotnet test` writes it anew. `kiln dump --stage=graph FILE` shows the nodes of a program.

        | result or input | meaning |
        | --- | --- |
        | tagged, t | a whole value: tag and payload |
        | int, i | a 64-bit integer |
        | float, f | a double |
        | bool, b | a truth value |
        | object, o | a heap object of a known kind |
        | storage, s | the .NET array behind a guest array |
        | * | any of them |
        | + | the last input any number of times |
        | varies | each node says for itself how its result is held |

        | operand | meaning |
        | --- | --- |
        | n | number |
        | c | comparison |
        | k | kind |
        | a | object: a function, a shape, a global |

        | effect | meaning |
        | --- | --- |
        | exits | can leave the compiled code, and therefore knows the interpreter's registers |
        | pinned | stays where it is although nothing may use its result |
        | allocates | makes an object |
        | calls | runs code that may do anything |
        | reads, writes | what else the result depends on, what else is changed |

        | node | result | inputs | operand | effects | meaning |
        | --- | --- | --- | --- | --- | --- |
        """;

    private static readonly (NodeEffects Bit, string Name)[] s_areas =
    [
        (NodeEffects.ReadsGlobals, "globals"),
        (NodeEffects.ReadsCells, "cells"),
        (NodeEffects.ReadsLayout, "layout"),
        (NodeEffects.ReadsElements, "elements"),
        (NodeEffects.ReadsSlots, "slots"),
        (NodeEffects.ReadsShared, "sharing"),
    ];

    /// <summary>The page.</summary>
    public static string Render()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n")).Append('\n');
        foreach (NodeInfo row in NodeTable.Rows)
        {
            string result = row.Result != Representation.None ? row.Result.ToString() : Varies(row.Op) ? "varies" : "";
            string operand = row.Operand == "-" ? "" : row.Operand;
            page.Append($"| {row.Op} | {Lower(result)} | {row.Inputs} | {operand} | {Show(row.Effects)} | {row.Meaning} |\n");
        }

        return page.ToString();
    }

    // The table has no result for these either, but for another reason than for nodes that have none.
    private static bool Varies(NodeOp op) => op is NodeOp.Phi or NodeOp.LoadElement;

    private static string Show(NodeEffects effects)
    {
        var parts = new List<string>();
        if (effects.HasFlag(NodeEffects.Exits))
        {
            parts.Add("exits");
        }

        if (effects.HasFlag(NodeEffects.Allocates))
        {
            parts.Add("allocates");
        }

        if (effects.HasFlag(NodeEffects.Calls))
        {
            parts.Add("calls");
        }
        else
        {
            Add("reads", 0);
            Add("writes", 6);
            if (effects.HasFlag(NodeEffects.Pinned))
            {
                parts.Add("pinned");
            }
        }

        return string.Join(", ", parts);

        void Add(string verb, int shift)
        {
            string[] areas = [.. s_areas.Where(a => effects.HasFlag((NodeEffects)((int)a.Bit << shift))).Select(static a => a.Name)];
            if (areas.Length > 0)
            {
                parts.Add($"{verb} {string.Join(" and ", areas)}");
            }
        }
    }

    private static string Lower(string name) =>
        string.Create(name.Length, name, static (span, text) => text.AsSpan().ToLowerInvariant(span));
}
