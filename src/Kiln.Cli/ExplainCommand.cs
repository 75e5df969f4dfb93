using System.CommandLine;

namespace Kiln.Cli;

/// <summary><c>kiln explain</c>: tells what the optimising tier did with a program, and why.</summary>
internal sealed class ExplainCommand : Command
{
    public ExplainCommand()
        : base("explain", "Run a program and tell what was optimised, what was not, and why")
    {
    }
}
