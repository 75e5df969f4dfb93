namespace Kiln.Cli;

/// <summary>
/// Recognises the most common command line, <c>run FILE</c> with or without <c>-- ARGS</c>, without the command-line library. It must
/// mean exactly what <see cref="CommandLine"/> makes of it, so anything that could be an option is left to that; the tests compare both.
/// </summary>
internal static class FastPath
{
    /// <summary>The request, or null if the command line is not of this form.</summary>
    public static RunRequest? TryParse(string[] args)
    {
        if (args.Length < 2 || args[0] != RunCommand.Name || !IsPlainWord(args[1]))
        {
            return null;
        }

        if (args.Length == 2)
        {
            return new RunRequest { File = args[1] };
        }

        return args[2] == "--" ? new RunRequest { File = args[1], Arguments = args[3..] } : null;
    }

    private static bool IsPlainWord(string word) => word.Length > 0 && word[0] != '-';
}
