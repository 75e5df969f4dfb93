using System.Runtime.ExceptionServices;

namespace Kiln.Tests.Interpreter;

/// <summary>Guest errors are no .NET exceptions: those cost thousands of times as much.</summary>
public sealed class GuestErrorTests
{
    private const string Setup =
        """
        func fail() { throw("thrown") }
        func middle() { return fail() }
        func through() { return middle() }
        xs := [1, 2, 3]
        caught := 0

        """;

    [Theory]
    [InlineData("throw(\"here\")", 1000)]
    [InlineData("through()", 1_000_000)]
    [InlineData("print(xs[9])", 1_000_000)]
    [InlineData("print(missing)", 1000)]
    [InlineData("xs(1)", 1000)]
    [InlineData("fail(1, 2, 3)", 1000)]
    [InlineData("print(1 / 0)", 1000)]
    [InlineData("print(len())", 1000)]
    public void Errors_are_thrown_and_caught_without_exceptions(string failure, int times)
    {
        int guest = 0;
        int exceptions = 0;
        AppDomain.CurrentDomain.FirstChanceException += Count;
        try
        {
            string code = $"{Setup}for i in range({times}) {{\n  try {{ {failure} }} except e {{ caught := caught + 1 }}\n}}\nprint(caught)\n";

            Assert.Equal($"{times}\n", Guest.Run(code, () => guest = Environment.CurrentManagedThreadId));
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        }

        Assert.Equal(0, exceptions);

        void Count(object? sender, FirstChanceExceptionEventArgs e) => exceptions += Environment.CurrentManagedThreadId == guest ? 1 : 0;
    }

    [Fact]
    public void A_caught_error_leaves_the_stack_as_it_was() =>
        Assert.Equal(
            "10 thrown 20\n",
            Guest.Run(
                """
                func fail(n) { if n == 0 { throw("thrown") } return fail(n - 1) }
                func guarded(a, b) {
                  message := ""
                  try { fail(1000) } except e { message = e.message }
                  print(a, message, b)
                }
                guarded(10, 20)
                """));
}
