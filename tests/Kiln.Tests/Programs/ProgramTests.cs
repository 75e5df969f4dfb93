namespace Kiln.Tests.Programs;

/// <summary>Every program under <c>tests/programs</c> with an expected output prints it.</summary>
public sealed class ProgramTests
{
    public static TheoryData<string, string> Programs => InProcess.Cases("tests/programs");

    [Theory]
    [MemberData(nameof(Programs))]
    public void Prints_what_is_expected(string path, string mode) => InProcess.AssertPrintsExpected(path, mode);
}
