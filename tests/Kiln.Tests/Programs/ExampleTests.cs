namespace Kiln.Tests.Programs;

/// <summary>Every example prints what stands beside it.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string, string> Examples => InProcess.Cases("examples");

    [Theory]
    [MemberData(nameof(Examples))]
    public void Prints_what_is_expected(string path, string mode) => InProcess.AssertPrintsExpected(path, mode);
}
