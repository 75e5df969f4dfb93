using System.Text.RegularExpressions;
using Kiln.Bytecode;

namespace Kiln.Tests.Jit;

/// <summary>Which instructions the graph builder knows, and which it leaves to the interpreter's general path.</summary>
public sealed partial class OpcodeCoverageTests
{
    private const string Expectation = "tests/filetests/general-path.txt";

    [Fact]
    public void What_goes_to_the_general_path_is_known()
    {
        Repository.Enter();
        string text = string.Concat(GeneralPath().Select(static opcode => opcode + "\n"));
        GraphFile.Compare(Expectation, text, File.Exists(Expectation) ? File.ReadAllText(Expectation).ReplaceLineEndings("\n") : null, static t => t);
    }

    [Fact]
    public void The_builder_carries_out_most_instructions() => Assert.True(GeneralPath().Count * 3 < Enum.GetValues<Opcode>().Length);

    /// <summary>The opcodes that no case of the builder's switch names.</summary>
    private static List<Opcode> GeneralPath()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "src/Kiln/Jit/Building/FunctionBuilder.Instructions.cs"));
        int start = source.IndexOf("void Carry(", StringComparison.Ordinal);
        string body = source[start..source.IndexOf("default:", start, StringComparison.Ordinal)];
        var carried = new HashSet<Opcode>();
        foreach (Match label in Cases().Matches(body))
        {
            Opcode[] named = [.. Names().Matches(label.Value).Select(static m => Enum.Parse<Opcode>(m.Groups[1].Value))];
            bool isRange = label.Value.Contains(">=", StringComparison.Ordinal);
            carried.UnionWith(isRange ? Enum.GetValues<Opcode>().Where(o => o >= named[0] && o <= named[1]) : named);
        }

        Assert.NotEmpty(carried);
        return [.. Enum.GetValues<Opcode>().Where(o => !carried.Contains(o))];
    }

    [GeneratedRegex(@"case [^:]*Opcode\.[^:]*:")]
    private static partial Regex Cases();

    [GeneratedRegex(@"Opcode\.(\w+)")]
    private static partial Regex Names();
}
