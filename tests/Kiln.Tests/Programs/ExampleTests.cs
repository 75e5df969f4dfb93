namespace Kiln.Tests.Programs;

/// <summary>Every example prints what stands beside it.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string, bool> Examples => InProcess.Cases("examples");

    [Theory]
    [MemberData(nameof(Examples))]
    public void Prints_what_is_expected(string path, bool verify) => InProcess.AssertPrintsExpected(path, verify);
}
