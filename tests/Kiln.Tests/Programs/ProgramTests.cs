namespace Kiln.Tests.Programs;

/// <summary>Every program under <c>tests/programs</c> with an expected output prints it.</summary>
public sealed class ProgramTests
{
    public static TheoryData<string, bool> Programs => InProcess.Cases("tests/programs");

    [Theory]
    [MemberData(nameof(Programs))]
    public void Prints_what_is_expected(string path, bool verify) => InProcess.AssertPrintsExpected(path, verify);
}
