using System.Text;
using Kiln.Tiering;

namespace Kiln.Tests.Programs;

/// <summary>
/// Keeps what the optimising tier says about its own failures. A compiler that fails is no error of the guest: the program just goes on
/// being interpreted, so only the log tells.
/// </summary>
internal sealed class FailureLog : TextWriter
{
    private static readonly string s_sign = ReasonTable.Of(ExitReason.CompilerError).Message;

    private readonly List<string> _failures = [];

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            lock (_failures)
            {
                return [.. _failures];
            }
        }
    }

    // The tier writes whole lines, from several threads.
    public override void WriteLine(string? value)
    {
        if (value?.Contains(s_sign, StringComparison.Ordinal) == true)
        {
            lock (_failures)
            {
                _failures.Add(value);
            }
        }
    }
}
