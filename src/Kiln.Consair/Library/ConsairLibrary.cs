using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>The whole library: the tables of all areas joined.</summary>
internal static class ConsairLibrary
{
    /// <summary>Builtins by name.</summary>
    public static IReadOnlyDictionary<string, Value> Globals { get; } = Join();

    private static Dictionary<string, Value> Join()
    {
        BuiltinObject[][] tables =
        [
            PairBuiltins.Table,
            PredicateBuiltins.Table,
            NumberBuiltins.Table,
            OutputBuiltins.Table,
            SystemBuiltins.Table,
            MacroBuiltins.Table,
            VectorBuiltins.Table,
            SequenceBuiltins.Table,
            KeyedBuiltins.Table,
            ScienceBuiltins.Table,
            MatrixBuiltins.Table,
        ];
        var globals = new Dictionary<string, Value>(128);
        foreach (BuiltinObject[] table in tables)
        {
            foreach (BuiltinObject builtin in table)
            {
                globals.Add(builtin.Name, new Value(builtin));
            }
        }

        return globals;
    }
}
