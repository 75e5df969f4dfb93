using Kiln.Cli;

namespace Kiln.Tests.CommandLine;

/// <summary><c>kiln dump</c> for the stages of the optimising tier.</summary>
public sealed class DumpTests
{
    // add is compiled for integers; never is called once.
    private const string Program =
        """
        func add(a, b) { return a + b }
        func never(x) { return x * 2 }
        sum := 0
        for i in range(5000) { sum := add(sum, i) }
        print("printed", sum, never(1))
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void The_graph_shows_nodes_before_and_after_optimisation()
    {
        string output = Dump("--stage=graph", "--function=add");

        Assert.StartsWith("=== add (<stdin>:1)\n--- after build\nfunction add@0\n", output, StringComparison.Ordinal);
        Assert.Contains(" = GuardInt v", output, StringComparison.Ordinal);
        Assert.Contains(" = AddInt ", output, StringComparison.Ordinal);
        Assert.Contains("  ! Overflow add@", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pass_chooses_one_graph()
    {
        string output = Dump("--stage=graph", "--function=add", "--pass=build");

        Assert.Single(output.Split('\n'), static l => l.StartsWith("--- after ", StringComparison.Ordinal));
    }

    [Fact]
    public void IL_is_listed()
    {
        string output = Dump("--stage=il", "--function=add");

        Assert.Contains("\n    ret\n", output, StringComparison.Ordinal);
        Assert.Contains("\n    call Support.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Machine_code_is_disassembled_to_its_end()
    {
        Assert.SkipUnless(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "x64 only");
        string output = Dump("--stage=asm", "--function=add");

        Assert.Contains("\nentry:\n", output, StringComparison.Ordinal);
        Assert.Contains("\n    ret\n", output, StringComparison.Ordinal);
        Assert.Contains("; Support.Enter\n", output, StringComparison.Ordinal);
        Assert.Contains("Overflow at add@", output, StringComparison.Ordinal);
        Assert.Matches(@"; \d+ instructions, \d+ bytes, at 0x[0-9a-f]+\n", output);
        Assert.DoesNotContain("(bad)", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_everything_compiled_is_dumped_and_the_program_output_is_not()
    {
        string output = Dump("--stage=il");

        Assert.Contains("=== add (<stdin>:1)\n", output, StringComparison.Ordinal);
        Assert.Contains("=== loop of <main> (<stdin>:4)\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("=== never", output, StringComparison.Ordinal);
        Assert.DoesNotContain("printed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_was_not_compiled_says_why() =>
        Assert.Equal(
            "never was not compiled: it was called 1 times and its loops ran 0 times; --jit-threshold=N makes it hot earlier\n",
            Dump("--stage=asm", "--function=never"));

    [Theory]
    [InlineData("error: there is no function 'ad', did you mean 'add'?\n", "--stage=graph", "--function=ad")]
    [InlineData("error: there is no pass 'polish'; the passes are build", "--stage=graph", "--pass=polish")]
    [InlineData("error: --pass is for graphs; use --stage=graph\n", "--stage=asm", "--pass=build")]
    [InlineData("error: --function is for the stages of the optimising tier; add --stage=graph\n", "--stage=ast", "--function=add")]
    public void A_wrong_request_is_reported(string message, params string[] options)
    {
        KilnResult result = KilnProcess.Run(["dump", .. options, "-"], Program, s_patience, Repository.Root);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.StartsWith(message, result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_not_well_formed_is_an_error()
    {
        KilnResult result = KilnProcess.Run(["dump", "--stage=asm", "-"], "print(", s_patience, Repository.Root);

        Assert.Equal((ExitCode.Syntax, ""), (result.ExitCode, result.Output));
        Assert.NotEqual("", result.Error);
    }

    private static string Dump(params string[] options)
    {
        KilnResult result = KilnProcess.Run(["dump", .. options, "-"], Program, s_patience, Repository.Root);

        Assert.Equal((ExitCode.Success, ""), (result.ExitCode, result.Error));
        return result.Output.ReplaceLineEndings("\n");
    }
}
