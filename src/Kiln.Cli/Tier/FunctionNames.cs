using System.Globalization;
using Kiln.Bytecode;

namespace Kiln.Cli.Tier;

/// <summary>How reports name functions.</summary>
internal static class FunctionNames
{
    /// <summary>A function's name.</summary>
    public static string Of(Prototype function) => function.Name ?? "<lambda>";

    /// <summary>Path and line of an instruction.</summary>
    public static string Place(Prototype function, int pc) =>
        string.Create(CultureInfo.InvariantCulture, $"{function.Source.Path}:{function.Source.GetLineColumn(function.Spans[pc].Start).Line}");
}
