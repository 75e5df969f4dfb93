using System.Globalization;
using System.Text;

namespace Kiln.Tests.OperationMatrix;

/// <summary>
/// Programs made of cases. Each case has a function of its own, which sees warm operands three times and then the operands of the case, and prints the result or the error.
/// </summary>
internal static class MatrixProgram
{
    // Programs of this size start quickly enough, and their failures are still easy to read.
    private const int CasesPerProgram = 300;

    /// <summary>How many cases all programs have.</summary>
    public static int Cases => Operation.All().Sum(static o => o.Warm.Length * Operands.All.Length * o.SecondOperands.Length);

    /// <summary>All programs.</summary>
    public static IEnumerable<string> All()
    {
        var text = new StringBuilder();
        int cases = 0;
        foreach ((Operation operation, (string A, string B) warm, string a, string b) in Lines())
        {
            if (cases++ % CasesPerProgram == 0)
            {
                if (cases > 1)
                {
                    yield return text.ToString();
                    text.Clear();
                }

                text.Append(Operands.Definitions);
            }

            Append(text, cases, operation, warm, a, b);
        }

        yield return text.ToString();
    }

    private static IEnumerable<(Operation Operation, (string A, string B) Warm, string A, string B)> Lines() =>
        from operation in Operation.All()
        from warm in operation.Warm
        from a in Operands.All
        from b in operation.SecondOperands
        select (operation, (warm.A, warm.B.Length == 0 ? "null" : warm.B), a, b);

    private static void Append(StringBuilder text, int number, Operation operation, (string A, string B) warm, string a, string b)
    {
        string title = $"{operation.Name}: {a}, {b} after {warm.A}, {warm.B}".Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        text.Append(CultureInfo.InvariantCulture, $$"""
            func op{{number}}(a, b) { {{operation.Body}} }
            func case{{number}}() {
                try {
                    for i in range(3) {
                        op{{number}}({{warm.A}}, {{warm.B}})
                    }
                } except e {
                    print("warm", e.message)
                }
                try {
                    print("{{title}}:", show(op{{number}}({{a}}, {{b}})))
                } except e {
                    print("{{title}}: error:", e.message)
                }
            }
            case{{number}}()

            """);
    }
}
