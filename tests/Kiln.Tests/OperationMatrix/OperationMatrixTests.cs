using System.Collections.Concurrent;
using Kiln.Tests.RandomPrograms;

namespace Kiln.Tests.OperationMatrix;

/// <summary>Each operation on each pair of operand kinds, after other kinds made it confident, does the same in each mode of execution.</summary>
public sealed class OperationMatrixTests(ITestOutputHelper output)
{
    private const int MostReported = 20;

    // Every case is a function that is compiled several times, so a run of all takes many minutes: KILN_MATRIX=all. Programs are grouped by
    // operation, and a stride that shares no factor with the groups' sizes visits each.
    private const int UsualStride = 13;

    [Fact]
    public void Modes_agree_about_each_operation()
    {
        var statistics = new RunStatistics();
        var failures = new ConcurrentQueue<string>();

        int stride = Environment.GetEnvironmentVariable("KILN_MATRIX") == "all" ? 1 : UsualStride;
        Parallel.ForEach(MatrixProgram.All().Select(static (program, number) => (program, number)).Where(item => item.number % stride == 0), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, item =>
        {
            ExecutionMode[] modes = [item.number % 2 == 0 ? ExecutionMode.Eager : ExecutionMode.Early, ExecutionMode.Stress(item.number)];
            if (ModeComparison.Of(item.program, modes, statistics, item.number) is { } divergence)
            {
                failures.Enqueue($"program {item.number}, mode '{divergence.Mode.Name}': {divergence.Explanation}");
            }
        });

        output.WriteLine($"{MatrixProgram.Cases} cases");
        output.WriteLine(statistics.ToString());
        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(MostReported)));
        Assert.True(statistics.NormalShare >= 1, "an error of a case must not end its program");
    }
}
