using System.Runtime.CompilerServices;

namespace Kiln.Cli;

/// <summary>
/// The entry point. A plain <c>kiln run FILE</c> never touches the command-line library: loading it costs as much as running a small
/// program. Whatever goes wrong inside, the user sees one line and not a stack trace.
/// </summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        AppDomain.CurrentDomain.UnhandledException += InternalErrors.OnUnhandled;
        try
        {
            return FastPath.TryParse(args) is { } request ? ScriptRunner.Run(request) : InvokeCommandLine(args);
        }
        catch (Exception e)
        {
            return InternalErrors.Report(e);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int InvokeCommandLine(string[] args) => CommandLine.Invoke(args);
}
