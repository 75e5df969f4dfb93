using System.Globalization;
using System.Text;
using Kiln.Runtime;

namespace Kiln.Tests.Consair;

/// <summary>
/// Random programs do the same in all modes: the interpreter is the oracle. <c>KILN_RANDOM_COUNT</c> and <c>KILN_RANDOM_SEED</c> choose how many and which.
/// </summary>
public sealed class RandomConsairTests
{
    private const int DefaultCount = 150;

    [Fact]
    public void Modes_agree()
    {
        int count = Number("KILN_RANDOM_COUNT", DefaultCount);
        int seed = Number("KILN_RANDOM_SEED", 1);
        for (int i = seed; i < seed + count; i++)
        {
            string program = new ConsairProgramGenerator(i).Generate();
            ConsairRun expected = Run(program, new RunOptions { Jit = JitMode.Off, Verify = true });
            AssertSame(program, expected, new RunOptions { Jit = JitMode.Sync, JitThreshold = 2 }, i);
            AssertSame(program, expected, new RunOptions { Jit = JitMode.Stress, StressSeed = (ulong)i + 1 }, i);
        }
    }

    private static void AssertSame(string program, ConsairRun expected, RunOptions options, int seed)
    {
        ConsairRun actual = Run(program, options);
        if (actual != expected)
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"seed {seed}, {options.Jit}\nexpected: {expected}\ngot: {actual}\n").Append(program);
            Assert.Fail(text.ToString());
        }
    }

    private static ConsairRun Run(string program, RunOptions options) => ConsairRun.Of(program, options with { Diagnostics = DiagnosticStyle.Plain });

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
