namespace Kiln.Runtime;

/// <summary>How users know a capability.</summary>
/// <param name="Capability">The engine's flag.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="Flag">The command line's word that grants it, without <c>--allow-</c>.</param>
public readonly record struct CapabilityName(Capabilities Capability, string Name, string Flag);

/// <summary>Keeps library functions from reaching what the embedder did not grant.</summary>
public static class CapabilityGuard
{
    private static readonly CapabilityName[] s_names =
    [
        new(Capabilities.FileRead, "filesystem-read", "fs-read"),
        new(Capabilities.FileWrite, "filesystem-write", "fs-write"),
        new(Capabilities.FileDelete, "filesystem-delete", "fs-delete"),
        new(Capabilities.ProcessExecution, "process-execution", "process-exec"),
        new(Capabilities.ShellExecution, "shell-execution", "shell-exec"),
        new(Capabilities.EnvironmentRead, "environment-read", "env-read"),
        new(Capabilities.EnvironmentWrite, "environment-write", "env-write"),
        new(Capabilities.NetworkClient, "network-client", "net-client"),
        new(Capabilities.NetworkServer, "network-server", "net-server"),
        new(Capabilities.Clock, "clock", "clock"),
        new(Capabilities.Random, "random", "random"),
    ];

    /// <summary>All capabilities with their names and flags.</summary>
    public static ReadOnlySpan<CapabilityName> Names => s_names;

    /// <summary>Whether a function may do what it is about to do.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="needed">What the function needs; all of it.</param>
    /// <param name="function">The function's guest name.</param>
    /// <returns>False if not: the error is pending, return the abnormal marker.</returns>
    public static bool Allows(Context context, Capabilities needed, string function)
    {
        Capabilities missing = needed & ~context.Engine.Capabilities;
        if (missing == Capabilities.None)
        {
            return true;
        }

        context.Fail(Denial(missing, function));
        return false;
    }

    /// <summary>The message for a function that lacks a capability.</summary>
    private static string Denial(Capabilities missing, string function)
    {
        foreach (CapabilityName name in s_names)
        {
            if ((missing & name.Capability) != 0)
            {
                return $"Capability denied: {name.Name} required for {function}; rerun with --allow-{name.Flag}";
            }
        }

        return $"Capability denied for {function}";
    }
}
