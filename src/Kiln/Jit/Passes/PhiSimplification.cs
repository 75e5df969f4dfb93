using Kiln.Jit.Graphs;

namespace Kiln.Jit.Passes;

/// <summary>
/// Removes phis that always have the value with which control enters. The builder makes a phi for every register that a loop writes; many
/// are written with what they hold.
/// <code>
/// v7 = Phi v2, v9        v9 = Phi v7, v9        both are v2
/// </code>
/// The pass is optimistic: it assumes that every phi equals its first input and takes that back where another input disagrees, until nothing
/// changes; so phis that depend on each other in a circle are found too.
/// </summary>
internal static class PhiSimplification
{
    /// <summary>Runs the pass.</summary>
    public static void Run(Graph graph)
    {
        var replacements = new Replacements(graph);
        List<Block> order = graph.InOrder();
        var assumed = new List<Node>();
        foreach (Block block in order)
        {
            foreach (Node phi in block.Phis)
            {
                Node first = phi.Inputs[0];
                if (first.Representation == phi.Representation && first.Kind == phi.Kind && !ReferenceEquals(replacements.Of(first), phi))
                {
                    replacements.Replace(phi, first);
                    assumed.Add(phi);
                }
            }
        }

        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = assumed.Count - 1; i >= 0; i--)
            {
                Node phi = assumed[i];
                Node value = replacements.Of(phi);
                if (Array.TrueForAll(phi.Inputs, input => ReferenceEquals(replacements.Of(input), value)))
                {
                    continue;
                }

                replacements.Restore(phi);
                assumed.RemoveAt(i);
                changed = true;
            }
        }

        if (assumed.Count > 0)
        {
            replacements.Finish();
        }
    }
}
