using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary>The options that say what a program may reach: one row each.</summary>
internal static class CapabilityFlags
{
    /// <summary>Takes everything away that no other flag grants.</summary>
    public const string Untrusted = "--untrusted";

    /// <summary>All flags with what they grant and what to tell about them.</summary>
    public static readonly (string Name, Capabilities Granted, string Description)[] All =
    [
        (Untrusted, Capabilities.None, "Deny everything that no --allow option grants"),
        ("--allow-all", Capabilities.All, "Allow everything, which is also the default"),
        ("--allow-fs-read", Capabilities.FileRead, "Allow reading files and folders"),
        ("--allow-fs-write", Capabilities.FileWrite, "Allow creating and changing files and folders"),
        ("--allow-fs-delete", Capabilities.FileDelete, "Allow deleting files and folders"),
        ("--allow-process-exec", Capabilities.ProcessExecution, "Allow starting programs"),
        ("--allow-shell-exec", Capabilities.ShellExecution, "Allow running commands through a shell"),
        ("--allow-env-read", Capabilities.EnvironmentRead, "Allow reading environment variables"),
        ("--allow-env-write", Capabilities.EnvironmentWrite, "Allow changing environment variables"),
        ("--allow-net-client", Capabilities.NetworkClient, "Allow opening network connections"),
        ("--allow-net-server", Capabilities.NetworkServer, "Allow listening on the network"),
        ("--allow-net", Capabilities.NetworkClient | Capabilities.NetworkServer, "Allow both uses of the network"),
        ("--allow-database", Capabilities.None, "Allow databases"),
        ("--allow-clock", Capabilities.Clock, "Allow reading clocks and sleeping"),
        ("--allow-random", Capabilities.Random, "Allow random numbers from the system"),
    ];

    /// <summary>What a program may reach. Without any flag everything; with one, only what the flags grant together.</summary>
    /// <param name="given">The flags on the command line.</param>
    public static Capabilities Grant(IEnumerable<string> given)
    {
        Capabilities granted = Capabilities.None;
        bool any = false;
        foreach (string name in given)
        {
            any = true;
            foreach ((string flag, Capabilities capabilities, _) in All)
            {
                granted |= flag == name ? capabilities : Capabilities.None;
            }
        }

        return any ? granted : Capabilities.All;
    }
}
