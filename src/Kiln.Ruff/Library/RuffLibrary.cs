using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>The whole library: the tables of all areas joined.</summary>
internal static class RuffLibrary
{
    /// <summary>Builtins and constants by name.</summary>
    public static IReadOnlyDictionary<string, Value> Globals { get; } = Join();

    private static Dictionary<string, Value> Join()
    {
        BuiltinObject[][] tables =
        [
            CoreBuiltins.Table,
            OutputBuiltins.Table,
            InputBuiltins.Table,
            AssertionBuiltins.Table,
            ConversionBuiltins.Table,
            StringBuiltins.Table,
            SplitBuiltins.Table,
            PaddingBuiltins.Table,
            CaseBuiltins.Table,
            FormatBuiltins.Table,
            MathBuiltins.Table,
            BitBuiltins.Table,
            ArrayBuiltins.Table,
            HigherOrderBuiltins.Table,
            SequenceBuiltins.Table,
            PartBuiltins.Table,
            DictBuiltins.Table,
            SetBuiltins.Table,
            QueueBuiltins.Table,
            StackBuiltins.Table,
            RegexBuiltins.Table,
            JsonBuiltins.Table,
            DataBuiltins.Table,
            FileBuiltins.Table,
            BinaryFileBuiltins.Table,
            PathBuiltins.Table,
            TimeBuiltins.Table,
            RandomBuiltins.Table,
            EnvironmentBuiltins.Table,
            KeyValueBuiltins.Table,
            ProcessBuiltins.Table,
            PromiseBuiltins.Table,
            AsyncFileBuiltins.Table,
            TaskBuiltins.Table,
            SharedStoreBuiltins.Table,
            HttpValueBuiltins.Table,
            HttpClientBuiltins.Table,
            CryptoBuiltins.Table,
            JwtBuiltins.Table,
            ZipBuiltins.Table,
            StaticSiteBuiltins.Table,
            UnavailableBuiltins.Table,
        ];
        var globals = new Dictionary<string, Value>(512);
        foreach (BuiltinObject[] table in tables)
        {
            foreach (BuiltinObject builtin in table)
            {
                globals.Add(builtin.Name, new Value(builtin));
            }
        }

        foreach ((string name, Value value) in CoreBuiltins.Constants)
        {
            globals.Add(name, value);
        }

        return globals;
    }
}
