namespace Kiln.Runtime;

/// <summary>What a program may reach outside of the engine. An embedder grants them one by one.</summary>
[Flags]
public enum Capabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reading files and folders.</summary>
    FileRead = 1,

    /// <summary>Creating and changing files and folders.</summary>
    FileWrite = 2,

    /// <summary>Deleting files and folders.</summary>
    FileDelete = 4,

    /// <summary>Starting programs.</summary>
    ProcessExecution = 8,

    /// <summary>Running commands through a shell.</summary>
    ShellExecution = 16,

    /// <summary>Reading environment variables.</summary>
    EnvironmentRead = 32,

    /// <summary>Changing environment variables.</summary>
    EnvironmentWrite = 64,

    /// <summary>Opening network connections.</summary>
    NetworkClient = 128,

    /// <summary>Listening on the network.</summary>
    NetworkServer = 256,

    /// <summary>Reading clocks and sleeping.</summary>
    Clock = 512,

    /// <summary>Random numbers from the system.</summary>
    Random = 1024,

    /// <summary>Everything.</summary>
    All = FileRead | FileWrite | FileDelete | ProcessExecution | ShellExecution | EnvironmentRead | EnvironmentWrite | NetworkClient | NetworkServer | Clock | Random,
}
