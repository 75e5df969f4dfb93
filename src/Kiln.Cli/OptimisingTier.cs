namespace Kiln.Cli;

/// <summary>What the command line says about the tier that this build lacks.</summary>
internal static class OptimisingTier
{
    /// <summary>The answer to a request that needs it.</summary>
    public static UsageException Missing() => new("there is no optimising tier in this build yet");
}
